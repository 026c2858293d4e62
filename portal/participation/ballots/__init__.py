"""Budget votes: the paper, casting in secret, the count and what is published."""
