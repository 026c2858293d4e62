"""Projects of participation and their stages: the frame in which every other tool works."""
