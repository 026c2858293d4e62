"""One complaint on paper: everything for the office, the public copy for everybody else."""
