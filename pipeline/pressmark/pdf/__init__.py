"""PDF files: parts joined, finished for screen or press, and read back. Only here is pikepdf known."""
