"""The bottom lines: every key that works here, as words to read and to click."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen

from fouraxis.content.language import tr
from fouraxis.tui.widgets.growing import Growing


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the footer shows it. `several` keys stand behind it: a click is none of them."""

    display: str
    words: str
    enabled: bool
    key: str
    several: bool
    action: str
    node: DOMNode


class KeyBar(Growing):
    """All shown bindings of what has focus, of the screen and of the application, in that order.

    It wraps instead of scrolling, so that no key hides; a click does what the key does.
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] = ()
        self._spans: list[tuple[int, int, int, Key]] = []
        self._drawn = Content()
        self._growing = False

    def on_mount(self) -> None:
        """Follow the bindings as focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        if not screen.is_active and self._keys:
            return
        keys: dict[tuple[str, str], Key] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.description:
                own = getattr(active.node, "key_display", None)
                range_ = own(binding.action) if own else None
                key = Key(
                    range_ or self.app.get_key_display(binding),
                    tr(binding.description),
                    active.enabled,
                    binding.key,
                    range_ is not None,
                    binding.action,
                    active.node,
                )
                keys.setdefault((key.words, key.display), key)
        if tuple(keys.values()) != self._keys:
            self._keys = tuple(keys.values())
            self._growing = True
            self.grow()
            self.call_after_refresh(self._grown)

    def _grown(self) -> None:
        self._growing = False
        self.refresh()

    def _lay_out(self, width: int) -> list[list[tuple[int, Content, Key]]]:
        lines: list[list[tuple[int, Content, Key]]] = [[]]
        at = 0
        for key in self._keys:
            part = Content.assemble(
                (key.display, "bold $accent" if key.enabled else "$faint"),
                " ",
                (key.words, "$quiet" if key.enabled else "$faint"),
            )
            if at and at + part.cell_length > width:
                lines.append([])
                at = 0
            lines[-1].append((at, part, key))
            at += part.cell_length + 2
        return lines

    def lines_at(self, width: int) -> int:
        """As many lines as the keys need."""
        return len(self._lay_out(width))

    def render(self) -> Content:
        """The keys, wrapped; remembers where each stands for the mouse.

        Keys that take more lines than there are as yet are drawn when those are there: nobody is to
        point at a key that moves away.
        """
        width, height = self.content_size
        if self._growing and self._drawn.plain and self.lines_at(width) != height:
            return self._drawn
        self._spans = []
        lines: list[Content] = []
        for y, line in enumerate(self._lay_out(width)):
            parts: list[Content] = []
            for at, part, key in line:
                self._spans.append((y, at, at + part.cell_length, key))
                parts.extend((part, Content("  ")))
            lines.append(Content.assemble(*parts))
        self._drawn = Content("\n").join(lines)
        return self._drawn

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for y, start, end, key in self._spans:
            if y == offset.y and start <= offset.x < end:
                event.stop()
                if key.several:
                    self.run_worker(self.app.run_action(key.action, key.node))
                else:
                    self.app.simulate_key(key.key)
                return
