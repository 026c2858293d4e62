"""A report as it is read: cells in words, PDF, XLSX, CSV. All made from the frozen values alone."""
