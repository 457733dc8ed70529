"""A widget that is as high as its content, whenever that changes."""

from textual.widget import Widget


class Growing(Widget):
    """Sets its own height from its width.

    Textual remembers a widget's automatic height while a layout is pending, so a change that comes
    in that moment would be lost; a height that is set never is.
    """

    def lines_at(self, width: int) -> int:
        """How many lines the content takes at this width."""
        raise NotImplementedError

    def grow(self) -> None:
        """Take as many lines as the content needs now."""
        width = self.content_size.width or self.app.size.width - 2
        self.styles.height = max(self.lines_at(width), 1)
        self.refresh()

    def on_resize(self) -> None:
        """Another width may need another height."""
        self.grow()
