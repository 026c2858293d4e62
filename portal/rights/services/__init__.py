"""What one does about personal data."""
