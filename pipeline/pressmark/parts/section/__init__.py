"""Sections: entries and extracts on their spreads."""
