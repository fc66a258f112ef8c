"""The desk: the pages of a root in a browser, as they are written.

A process of its own makes the pages (`maker.py`), and tells the server what came of them (`snapshot.py`);
the server (`app.py`) gives that to browsers, and takes from them what is typed. What is not saved is laid
over the root's files, and never on the disk.
"""
