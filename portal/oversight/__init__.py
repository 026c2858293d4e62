"""Who did what: the log of the municipality's own people, for those who answer for them."""
