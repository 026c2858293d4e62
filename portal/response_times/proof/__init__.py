"""The arithmetic of the proof: hashes, leaves, signatures. Nothing here touches the database."""
