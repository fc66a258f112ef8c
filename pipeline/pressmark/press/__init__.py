"""Press: the pages in the inks of a printing condition, and the file as the printer wants it."""
