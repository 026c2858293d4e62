"""Who follows a complaint that somebody else reported, and hears of it."""
