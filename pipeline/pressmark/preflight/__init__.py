"""Preflight: what a printer would query in a PDF, ours or anybody's, under a printing condition."""
