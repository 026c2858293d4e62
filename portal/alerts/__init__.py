"""Alerts: whoever asks is told of new public complaints near them, by e-mail or by Atom."""
