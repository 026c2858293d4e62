"""Questions about works that are followed."""
