"""One chain of records, from a complaint to who looks after what was built."""
