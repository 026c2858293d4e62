"""What changes for complaints while the emergency mode is on: a short form, and many at once."""
