"""What is typed about conduct, by whoever tells it and by those who read it."""
