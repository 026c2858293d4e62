"""Messages out: notices by e-mail and SMS, and calls to make where there is only a telephone."""
