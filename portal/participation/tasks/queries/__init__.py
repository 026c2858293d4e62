"""Questions about tasks: for pages, for messages, for reports."""
