"""Other systems' and paper registers' rows, read by a map that the user can edit."""
