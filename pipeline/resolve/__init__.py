"""Resolve: names into what they name; every reference to nothing is found here."""
