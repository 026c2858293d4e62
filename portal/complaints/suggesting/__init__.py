"""Which category a text seems to belong to: learned from the municipality's own past, offered."""
