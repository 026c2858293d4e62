"""What is typed on the set-up pages."""
