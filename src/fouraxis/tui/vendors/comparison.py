"""The vendors side by side: what was counted of each, and every answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import DataTable

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.tui.look import GLYPHS, cell, cut, shown_line
from fouraxis.tui.parts.bars import KeyBar
from fouraxis.tui.parts.dialogs import Dialog
from fouraxis.workshop.assess import Vetted
from fouraxis.workshop.session import Claimable, Sprint, Vendor, Workload


def mark_counts(words: Words, vetted: Vetted, *, all_marks: bool = True) -> Iterator[str]:
    """How many criteria have each mark: "3 strong"; those that none has only where wanted."""
    for mark, count in vetted.marks.items():
        if count or all_marks:
            yield f"{count} {words.vendors.marks[mark].name}"


_COLUMN = 18
"""The narrowest column of a vendor, in cells."""
_REASON = 34
"""The cells of a reason why a vendor is out of the running."""
_MOST_HEAD = 38
"""The widest column of questions, where vendors need the room."""
_WIDEST, _AROUND = 130, 9
"""The widest table with its frame, and what of it is no column."""
_BETTER_NOT = ("conditions-open",)
"""What is good where the answer is no."""

_SIGNS = {
    "strong": GLYPHS.done,
    "partial": GLYPHS.some,
    "red-flag": GLYPHS.review,
    "yes": GLYPHS.done,
    "no": GLYPHS.unsaved,
    "unknown": GLYPHS.unknown,
    "claimed": GLYPHS.unknown,
}

_TONES = {
    "strong": "success",
    "partial": "foreground",
    "red-flag": "error",
    "yes": "success",
    "no": "error",
    "unknown": "warning",
    "claimed": "warning",
    "not-asked": "faint",
}
"""The colours of the theme in which these are read."""


def _longest(row: tuple[str, list[Text]]) -> int:
    """The cells of the longest answer of a row."""
    return max((value.cell_len for value in row[1]), default=0)


class Comparison(Dialog[None]):
    """A table to read; it scrolls both ways."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,c,q", "dismiss(None)", "close", key_display="Esc"),
    ]

    def __init__(
        self, words: Words, vendors: Mapping[str, Vetted], workloads: Mapping[str, Workload]
    ) -> None:
        super().__init__()
        self._words = words
        self._vendors = vendors
        self._workloads = workloads
        self._filled_for = 0

    def compose(self) -> ComposeResult:
        """The table."""
        with Vertical(classes="dialog", id="comparison") as box:
            box.border_title = shown_line(tr("Vendors side by side"))
            yield DataTable[Text](cursor_type="row", zebra_stripes=False, fixed_columns=1)
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill it: counts first, then every question."""
        self._fill()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._fill())
        self.query_one(DataTable).focus()

    def on_resize(self) -> None:
        """Columns take the room that there is."""
        if self.app.size.width != self._filled_for:
            self._fill()

    def _fill(self) -> None:
        table: DataTable[Text] = self.query_one(DataTable)
        self._filled_for = self.app.size.width
        table.clear(columns=True)
        vendors = [vetted.vendor.name for vetted in self._vendors.values()]
        room = min(self._filled_for * 96 // 100, _WIDEST) - _AROUND
        least = (_COLUMN + 2) * len(vendors)
        head = max(cell_len(name) for name, _ in self._rows(room))
        head = min(head, max(room - least, _MOST_HEAD))
        rows = list(self._rows(head))
        column = max((room - head) // max(len(vendors), 1) - 2, _COLUMN)
        column = min(column, max(_COLUMN, *map(cell_len, vendors), *map(_longest, rows)))
        table.add_column("", width=head)
        for name in vendors:
            table.add_column(cell(cut(name, column), "bold"), width=column)
        heads = {cut(node.name, head) for node in self._workloads.values()}
        for name, values in rows:
            table.add_row(cell(name, "bold" if name in heads else ""), *values)

    def _tone(self, value: str) -> str:
        """The colour in which an answer is read, good or bad."""
        return self.app.theme_variables.get(_TONES.get(value, "foreground"), "")

    def _sign(self, value: str, name: str) -> Text:
        """An answer with its mark, in its colour."""
        bold = "bold " if value in ("red-flag", "no") else ""
        return cell(f"{_SIGNS.get(value, GLYPHS.none)} {name}", f"{bold}{self._tone(value)}")

    def _rows(self, head: int) -> Iterator[tuple[str, list[Text]]]:
        words = self._words.vendors
        all_vetted = list(self._vendors.values())
        for mark, content in words.marks.items():
            yield (
                tr("{mark} (count)", mark=content.name),
                [cell(str(vetted.marks[mark])) for vetted in all_vetted],
            )
        outs = [vetted.vendor.disqualified for vetted in all_vetted]
        if any(outs):
            reasons = [cell(cut(out.reason, _REASON) if out else "", "bold") for out in outs]
            yield tr("Out of the running"), reasons
        yield tr("red flags raised"), [cell(str(len(vetted.red_flags))) for vetted in all_vetted]
        vendors = [vetted.vendor for vetted in all_vetted]
        for criterion in words.criteria.values():
            marks = [vendor.criterion(criterion.id).mark or "not-asked" for vendor in vendors]
            yield criterion.name, [self._sign(mark, words.marks[mark].name) for mark in marks]
        for flag in words.red_flags.values():
            yield (
                f"{GLYPHS.review} {flag.name}",
                [self._flag(vendor, flag.id) for vendor in vendors],
            )
        ran = (key for vendor in vendors for key in (*vendor.workloads, *vendor.sprints))
        for workload in dict.fromkeys(ran):
            node = self._workloads.get(workload)
            yield cut(node.name if node else workload, head), [cell("") for _ in vendors]
            yield from self._sprints([vendor.sprint_for(workload) for vendor in vendors])
        if any(vendor.sprint != Sprint() for vendor in vendors):
            yield tr("for no workload yet"), [cell("") for _ in vendors]
            yield from self._sprints([vendor.sprint for vendor in vendors])

    def _sprints(self, sprints: Sequence[Sprint]) -> Iterator[tuple[str, list[Text]]]:
        """The sprints of all vendors for one workload, question by question."""
        yield tr("sprint: weeks"), [cell(_text(sprint.weeks)) for sprint in sprints]
        yield tr("sprint: paid"), [self._answer(sprint.paid, sprint, "paid") for sprint in sprints]
        yield (
            tr("sprint: production-like"),
            [
                self._answer(sprint.production_like_data, sprint, "production-like-data")
                for sprint in sprints
            ],
        )
        for output in self._words.vendors.sprint.outputs.values():
            yield (
                tr("sprint: {output}", output=output.name),
                [
                    self._answer(sprint.outputs.get(output.id), sprint, output.id)
                    for sprint in sprints
                ],
            )
        yield tr("sprint: verdict"), [self._verdict(sprint.verdict) for sprint in sprints]
        yield (
            tr("sprint: conditions open"),
            [self._answer(sprint.conditions_open, sprint, "conditions-open") for sprint in sprints],
        )

    def _answer(self, value: str | None, beside: Claimable, claim: str = "answer") -> Text:
        """An answer in the words of the room; nothing while nobody asked.

        What the vendor alone says has the sign of what is to be found out.
        """
        if not value:
            return cell("")
        name = self._words.setup.answers[value].name
        if claim in beside.claimed:
            return self._sign("claimed", name)
        if claim in _BETTER_NOT and value in ("yes", "no"):
            return self._sign("no" if value == "yes" else "yes", name)
        return self._sign(value, name)

    def _flag(self, vendor: Vendor, flag: str) -> Text:
        heard = vendor.flag(flag)
        if heard.answer == "yes":
            return self._sign("red-flag", self._words.vendors.marks["red-flag"].name)
        if heard.answer == "no":  # it was listened for, and not heard: that is good
            claimed = "answer" in heard.claimed
            return self._sign("claimed" if claimed else "yes", self._words.vendors.not_heard)
        return self._answer(heard.answer, heard)

    def _verdict(self, value: str | None) -> Text:
        return cell(self._words.vendors.sprint.verdicts[value].name if value else "")


def _text(value: object) -> str:
    return "" if value is None else str(value)
