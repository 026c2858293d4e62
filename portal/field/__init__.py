"""In the field: where the work is today, how to get there, and what was done there."""
