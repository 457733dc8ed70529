"""The open file: opened, watched, given up, closed; and Home, where files are found."""
