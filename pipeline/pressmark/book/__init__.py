"""The publication, resolved: every name replaced by what it names."""
