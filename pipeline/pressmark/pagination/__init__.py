"""Pagination: every part on its pages, folios counted, and how full the spreads are."""
