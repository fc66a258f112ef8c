"""Indexes: by series, or from A to Z."""
