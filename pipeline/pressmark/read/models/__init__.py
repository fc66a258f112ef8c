"""What each kind of source may hold: the models that files are validated by, and schemas made of."""
