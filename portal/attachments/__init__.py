"""Photos: taken in, cleaned, stored and served, whatever they belong to."""
