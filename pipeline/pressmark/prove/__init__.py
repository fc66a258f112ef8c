"""Prove: nothing is lost in silence. Each module looks for one kind of loss, on the written pages."""
