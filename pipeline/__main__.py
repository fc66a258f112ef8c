"""`python -m pipeline` is `pressmark`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
