"""What the municipality tells everyone on every page, and its emergency mode."""
