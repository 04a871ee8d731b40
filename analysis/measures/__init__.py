"""What is counted, and how sure the count lets us be."""
