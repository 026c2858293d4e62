"""Who lives here, as far as somebody of the municipality has seen: never a card's number."""
