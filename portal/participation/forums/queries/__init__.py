"""Questions about forums: for pages and for messages."""
