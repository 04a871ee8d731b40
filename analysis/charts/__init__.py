"""Pictures of a Result: each function takes a Result and gives back a figure."""
