"""Taking part in what the municipality plans: ballots and their counting."""
