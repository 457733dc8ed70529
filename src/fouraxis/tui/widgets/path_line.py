"""A line that says where something is kept, however narrow the terminal."""

from pathlib import Path

from rich.cells import cell_len
from textual.widgets import Static

from fouraxis.tui.look import path_shown, shown, shown_line


class PathLine(Static):
    """A path between a few words: cut in its middle where the line is short, whole as tooltip."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._words = ""
        self._path: Path | None = None

    def show(self, path: Path, words: str = "{path}") -> None:
        """Show the path at its place in these words."""
        self._words, self._path = words, path
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
            room = self.content_size.width - cell_len(self._words.format(path=""))
            self.update(shown_line(self._words.format(path=path_shown(self._path, room))))
