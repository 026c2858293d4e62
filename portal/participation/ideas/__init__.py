"""Co-think: ideas, who supports them, what is said for and against, and the official answer."""
