"""What a municipality asks for each kind of matter, and how the kinds themselves are set up."""
