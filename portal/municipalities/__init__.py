"""Who runs this portal: the municipality's profile, its kind and its units."""
