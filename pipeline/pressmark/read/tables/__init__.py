"""Tables that other programs write, `.csv` and `.xlsx`, as sources: each cell as text, with its place."""
