"""The floor: about the least that a Textual application can be, with four options to choose from.

python -m benchmarks.minimal
"""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, OptionList


class MinimalApp(App[None]):
    """A header, four options, a footer."""

    TITLE = "minimal"

    def compose(self) -> ComposeResult:
        """All of it."""
        yield Header()
        yield OptionList("New workshop", "Resume", "Example", "Leave")
        yield Footer()


if __name__ == "__main__":
    MinimalApp().run()
