"""Drafts: a publication with whatever is wrong marked on its pages, to be looked at and never printed."""
