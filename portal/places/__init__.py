"""Where things are: the municipality's outline, its areas, hexagons and maps without script."""
