"""A complaint goes to somebody else: another municipality here, or an outside body."""
