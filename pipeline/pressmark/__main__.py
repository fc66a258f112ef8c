"""`python -m pressmark` is `pressmark`."""

from pressmark.cli import main

if __name__ == "__main__":
    main()
