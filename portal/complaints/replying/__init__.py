"""How the municipality speaks to reporters: prepared texts, what they will read, and until when."""
