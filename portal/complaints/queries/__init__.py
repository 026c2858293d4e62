"""Questions about complaints. Records come back finished; nothing is written here."""
