"""The development plan: its items in the columns of the form, and its draft with comments."""
