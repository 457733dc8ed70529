"""F1: what the screen is for, how to facilitate it, and its keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.tui.contracts import Guide
from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.widgets.key_bar import KeyBar


def keys_of(screen: Screen[object]) -> tuple[tuple[str, str], ...]:
    """Every key that works on a screen now, with what it does."""
    keys: dict[str, dict[str, None]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description and binding.id and active.enabled:
            display = binding.key_display or screen.app.get_key_display(binding)
            keys.setdefault(active.tooltip or tr(binding.description), {})[display] = None
    return tuple((" ".join(displays), what) for what, displays in keys.items())


class GuidanceDialog(ModalScreen[None]):
    """A page to read; it scrolls, and closes with Esc, Enter or F1."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,q", "dismiss(None)", "close", key_display="Esc"),
    ]

    def __init__(self, guide: Guide, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._guide = guide
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Purpose, guidance, what may be quoted, keys."""
        with Vertical(classes="dialog reading") as box:
            box.border_title = shown_line(self._guide.title)
            with VerticalScroll():
                yield Static(shown(self._guide.purpose.strip()), classes="purpose")
                yield Static(shown(self._guide.guidance.strip()), classes="guidance")
                if self._guide.quotes:
                    yield Static(self._quoted(), classes="guidance")
                yield Static(self._key_table(), classes="keys")
            yield KeyBar()

    def _quoted(self) -> Content:
        """Each fact, and under it whose it is and where it stands."""
        lines = [Content.styled(tr("To read out, each with its source"), "bold")]
        for quote in self._guide.quotes:
            source = shown_line(f"({quote.whose}: {quote.cite})", "$quiet")
            lines += [shown_line(quote.text), source, Content()]
        return Content("\n").join(lines[:-1])

    def _key_table(self) -> Content:
        width = max((Content(key).cell_length for key, _ in self._keys), default=0) + 2
        lines = [Content.styled(tr("Keys"), "bold")]
        for key, what in self._keys:
            lines.append(Content.assemble((key.ljust(width), "$accent"), what))
        return Content("\n").join(lines)
