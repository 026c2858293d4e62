"""What operators do: new municipalities, the demo, imports, the worker."""
