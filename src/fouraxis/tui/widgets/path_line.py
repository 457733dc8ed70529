"""A line that says where something is kept, however narrow the terminal."""

from pathlib import Path

from textual.widgets import Static

from fouraxis.tui.shown import path_shown, shown, shown_line


class PathLine(Static):
    """A path between a few words: cut in its middle where the line is short, whole as tooltip."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._words = ("", "")
        self._path: Path | None = None

    def show(self, before: str, path: Path, after: str = "") -> None:
        """Show the path between these words."""
        self._words, self._path = (before, after), path
        self.tooltip = shown_line(str(path))
        self._draw()

    def fail(self, fault: str) -> None:
        """Say why there is no path to show."""
        self._path, self.tooltip = None, None
        self.update(shown(fault))

    def on_resize(self) -> None:
        """The path takes what room there is."""
        self._draw()

    def _draw(self) -> None:
        if self._path is not None and self.content_size.width:
            before, after = self._words
            room = self.content_size.width - len(before) - len(after)
            self.update(shown_line(f"{before}{path_shown(self._path, room)}{after}"))
