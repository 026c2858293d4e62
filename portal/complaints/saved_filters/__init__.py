"""Filters of the queue that somebody keeps under a name, with how many complaints they hold."""
