"""What works without a connection: the portal as an app, and a complaint written there."""
