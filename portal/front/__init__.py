"""Pages that join rooms: the front page, my page, search."""
