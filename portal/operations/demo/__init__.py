"""The demo municipality: invented people, plausible complaints, drawn photos."""
