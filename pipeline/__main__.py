"""`python -m pipeline` is `pressmark`."""

from pipeline.cli import main

main()
