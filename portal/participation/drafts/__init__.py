"""A draft text in paragraphs: what people say of each, and what the municipality answers."""
