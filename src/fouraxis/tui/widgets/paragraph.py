"""Words that follow what the room does: laid out anew only where they take other lines."""

from textual.content import Content

from fouraxis.tui.widgets.growing import Growing


class Paragraph(Growing):
    """A text, wrapped. One that is as high as the one before it moves nothing else."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content = Content()

    def update(self, content: Content) -> None:
        """Show this text."""
        if not content.is_same(self._content):
            self._content = content
            self.grow()

    def lines_at(self, width: int) -> int:
        """As many lines as the text needs."""
        return self._content.get_height(self.styles.get_rules(), width)

    def render(self) -> Content:
        """The text."""
        return self._content
