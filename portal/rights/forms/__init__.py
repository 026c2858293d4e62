"""What people type about personal data."""
