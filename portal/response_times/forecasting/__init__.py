"""How long complaints like this one take: pure arithmetic over what became of earlier ones."""
