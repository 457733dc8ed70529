"""Run the AI outsourcing decision as a live workshop, in a terminal, offline."""

__version__ = "0.1.0"
