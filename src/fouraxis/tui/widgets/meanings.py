"""What each option means: the anchors, in columns, wrapped under themselves."""

from dataclasses import dataclass

from textual.content import Content

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.look import shown_line
from fouraxis.tui.widgets.growing import Growing


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an option means; `key` is the digit that chooses it (empty: it cannot be chosen)."""

    key: str
    name: str
    text: str
    chosen: bool = False


class Meanings(Growing):
    """One option a paragraph, with the chosen one marked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._meanings: tuple[Meaning, ...] = ()

    def show(self, meanings: tuple[Meaning, ...]) -> None:
        """Show these."""
        if meanings != self._meanings:
            self._meanings = meanings
            self.display = bool(meanings)
            self.grow()

    def _lines(self, width: int) -> list[Content]:
        column = max((len(meaning.name) for meaning in self._meanings), default=0) + 2
        lines: list[Content] = []
        for meaning in self._meanings:
            key = f"{meaning.key} " if meaning.key else ""
            style = "bold $accent" if meaning.chosen else "$foreground"
            head = Content.assemble(
                (f"{GLYPHS.chosen_left} " if meaning.chosen else "  ", "$accent"),
                (key, "$faint"),
                (meaning.name.ljust(column), style),
            )
            indent = head.cell_length
            wrapped = shown_line(meaning.text).wrap(max(width - indent, 10))
            for number, line in enumerate(wrapped or [Content("")]):
                text = line.stylize("$foreground" if meaning.chosen else "$quiet")
                lines.append(Content.assemble(head if number == 0 else " " * indent, text))
        return lines

    def lines_at(self, width: int) -> int:
        """As many lines as the anchors need."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The anchors."""
        return Content("\n").join(self._lines(self.content_size.width))
