"""The summary as plain rows, and one writer per format."""
