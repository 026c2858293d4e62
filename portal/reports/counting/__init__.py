"""A report put together, section by section, from what the other rooms keep."""
