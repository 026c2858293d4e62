"""People's rights over their data: see, take along, correct, erase; how long it is kept."""
