"""`python -m fouraxis` is the same as the `fouraxis` command."""

from fouraxis.cli import main

if __name__ == "__main__":
    main()
