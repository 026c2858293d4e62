"""One move made with many complaints: looked at first, then made, and told what was left out."""
