"""Co-implement: tasks that residents join, their hours, their gifts, the diary of the work."""
