"""What one member of staff keeps for themselves about a complaint, and who was named in a note."""
