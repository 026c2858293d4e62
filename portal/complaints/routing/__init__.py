"""Where a complaint goes by itself: the municipality's rules, in their order."""
