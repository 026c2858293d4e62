"""Two complaints about one matter: found, shown with the reasons, joined or told apart."""
