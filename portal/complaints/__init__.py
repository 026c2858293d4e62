"""A complaint travels from a resident to an answer: file, triage, work, close, reopen."""
