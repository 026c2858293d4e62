"""Questions of those with a key, and of whoever told it."""
