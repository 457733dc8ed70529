"""Below the table: what all workloads amount to together, and what is still to be settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import MODEL_CODES
from fouraxis.decision.programme import OpenQuestion
from fouraxis.report.programme import tell
from fouraxis.tui.glyphs import model_glyph
from fouraxis.tui.look import cut, shown_line
from fouraxis.tui.summary.table import WIDE_FROM
from fouraxis.tui.theme import model_style
from fouraxis.workshop.assess import Assessment
from fouraxis.workshop.matters import Matter, Spot, matters, ready
from fouraxis.workshop.session import Session

_ALARMS: Final = {"outdated", "red-flags"}
_NAMES: Final = 3
"""How many places a line names before it says how many more there are."""

Line = Matter | OpenQuestion | None
"""What a line leads to; None for one that is only to be read."""


def subject_name(session: Session, spot: Spot) -> str:
    """The name of the workload or vendor at a spot."""
    if spot.group == "vendors":
        return session.vendors[spot.subject].name
    return session.workloads[spot.subject].name


class ProgrammeList(OptionList):
    """Arrows move over what leads somewhere, Enter or a click goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "go there", key_display="Enter", id="summary.settle"),
    ]

    @dataclass
    class Wanted(Message):
        """This matter or question is to be settled."""

        line: Matter | OpenQuestion

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.border_title = Content(tr("Programme"))
        self._words = words
        self._leads: list[Line] = []
        self._shown: tuple[Session, Assessment, int] | None = None

    def show(self, session: Session, assessment: Assessment) -> None:
        """Show what this amounts to; the cursor stays on its line."""
        shown = (session, assessment, self.scrollable_content_region.width)
        if self._shown is not None and self._shown[1:] == shown[1:]:
            return
        self._shown = shown
        kept = self.highlighted
        drawn = list(self._draw(session, assessment))
        self._leads = [line for line, _ in drawn]
        self.set_options(Option(text, disabled=line is None) for line, text in drawn)
        if kept is not None and kept < len(drawn) and self._leads[kept] is not None:
            self.highlighted = kept

    def on_resize(self, _: events.Resize) -> None:
        """Cut the lines anew for another width."""
        if self._shown is not None:
            self.show(*self._shown[:2])

    def _draw(self, session: Session, assessment: Assessment) -> Iterator[tuple[Line, Content]]:
        if session.workloads:
            yield from ((None, text) for text in self._amounts(session, assessment))
        for matter in matters(session, self._words):
            yield matter, self._one_line(self._matter(session, matter))
        for question in assessment.programme.questions:
            yield question, self._one_line(self._question(session, question))
        notice = " ".join(self._words.home.notice.split())
        yield None, Content.styled(notice, "$quiet")

    def _one_line(self, text: Content) -> Content:
        return text.truncate(max(self.scrollable_content_region.width, 20), ellipsis=True)

    def _amounts(self, session: Session, assessment: Assessment) -> Iterator[Content]:
        """How many under which model, how many can be signed, and whether it is a hybrid."""
        words, programme = self._words, assessment.programme
        wide = self.scrollable_content_region.width >= WIDE_FROM
        models = [
            Content.styled(
                f"{model_glyph(model)} "
                f"{words.matrix.models[model].short if wide else MODEL_CODES[model]} "
                f"{len(ids)}",
                model_style(model),
            )
            for model, ids in programme.models.items()
        ]
        if programme.open:
            unknown = f"? {tell(words, 'no-model')} {len(programme.open)}"
            models.append(Content.styled(unknown, "$warning"))
        if programme.outside:
            signed, outside = ready(session, words)
            models.append(Content.styled(tell(words, "ready", ready=signed, outside=outside)))
        yield Content("   ").join(models)
        if programme.hybrid_reason:
            yield Content(programme.hybrid_reason)
        elif programme.outside:
            yield Content(words.summary.programme["one-model"].text)
        else:
            yield Content(tell(words, "none-outside"))

    def _matter(self, session: Session, matter: Matter) -> Content:
        alarm = matter.kind in _ALARMS
        names = [
            cut(subject_name(session, spot), 28) + (f" {spot.count}" if spot.count > 1 else "")
            for spot in matter.spots[:_NAMES]
        ]
        return Content.assemble(
            (f"{matter.total:>4}", "bold reverse $error" if alarm else "bold $accent"),
            f"  {self._words.summary.matters[matter.kind].name}  ",
            (self._where(names, len(matter.spots)), "$quiet"),
        )

    def _where(self, names: list[str], places: int) -> str:
        """The first places by name, and how many more there are."""
        more = places - len(names)
        return "; ".join([*names, tell(self._words, "more", count=more)] if more else names)

    def _question(self, session: Session, question: OpenQuestion) -> Content:
        decides = len(question.workloads)
        names = [cut(session.workloads[key].name, 28) for key in question.workloads[:_NAMES]]
        return Content.assemble(
            (f"{decides:>4}", "bold $accent"),
            f"  {tell(self._words, 'decides')}: ",
            (question.text, "bold"),
            "  ",
            (self._where(names, decides), "$quiet"),
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click goes there."""
        event.stop()
        line = self._leads[event.option_index]
        if line is not None:
            self.post_message(self.Wanted(line))


def pick_line(session: Session, spot: Spot) -> str:
    """A spot as a line to pick from a list."""
    name = cut(subject_name(session, spot), 60)
    return shown_line(f"{name}  ({spot.count})" if spot.count > 1 else name).plain
