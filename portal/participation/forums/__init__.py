"""Forums: who is invited, what is talked about, who came, what was decided in the room."""
