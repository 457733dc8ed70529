"""The rail at the left: workloads or vendors, and how far each of them is."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.look import shown_line


@dataclass(frozen=True, slots=True)
class Stop:
    """A workload or vendor: its id, its name, and how far it is (done, some or none)."""

    id: str
    name: str
    progress: str = "none"


class Rail(OptionList, can_focus=False):
    """A list to click; the keys `[` and `]` of the screen move through it."""

    @dataclass
    class Picked(Message):
        """Go to the workload or vendor with this id."""

        id: str

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._stops: tuple[Stop, ...] = ()

    def show(self, title: str, stops: tuple[Stop, ...], current: str | None) -> None:
        """Show these stops under a title, with the current one highlighted."""
        self.border_title = Content(title)
        if [stop.id for stop in stops] != [stop.id for stop in self._stops]:
            self.set_options([Option(self._prompt(stop)) for stop in stops])
        else:
            for index, (stop, old) in enumerate(zip(stops, self._stops, strict=True)):
                if stop != old:
                    self.replace_option_prompt_at_index(index, self._prompt(stop))
        self._stops = stops
        ids = [stop.id for stop in stops]
        self.highlighted = ids.index(current) if current in ids else None

    @staticmethod
    def _prompt(stop: Stop) -> Content:
        mark, style = {
            "done": (GLYPHS.done, "$success"),
            "some": (GLYPHS.some, "$accent"),
        }.get(stop.progress, (GLYPHS.none, "$faint"))
        return Content.assemble((mark, style), " ", shown_line(stop.name))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click goes to that stop."""
        event.stop()
        self.post_message(self.Picked(self._stops[event.option_index].id))
