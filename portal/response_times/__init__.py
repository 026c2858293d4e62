"""Response times: the working calendar, what was promised until when, and what stops the clock."""
