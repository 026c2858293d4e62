"""Questions about ideas. Records come back finished."""
