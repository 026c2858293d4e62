"""How figures of response times are counted: pure arithmetic, and the definitions shown with it."""
