"""What can be done with a budget vote."""
