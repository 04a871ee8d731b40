"""The web server of the workbook: Voila's settings, its page template and the command that starts it."""
