"""Reports in a language that nobody speaks: sessions that make them say all, and their readings."""

import base64
import csv
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fouraxis.content.models import Content
from fouraxis.report.back_matter import agenda_page
from fouraxis.report.composition import PLAIN, Logo, Options
from fouraxis.report.formats import ReportFormat, render, report
from fouraxis.report.notes import notes_page
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.assess import assess
from fouraxis.workshop.session import Place, Round, Seal, Session, Time, WasDisqualified
from tests.report.marked import NOW, full
from tests.report.reading import parts, written
from tests.tui.pseudo import marked, write_session

SAME: Final = frozenset(
    {
        *("ful", "cob", "aug", "adv", "dno", "hyb", "inh"),  # the signs of the models
        "outsourcing",  # of the id of the content, which says whose it is
    }
)
"""What is the same in every language."""

_HEARD: Final = re.compile(
    r' (?:alt|aria-label|descr)="([^"]*)"|tblCaption w:val="([^"]*)"|docPr [^>]*name="([^"]*)"'
)
_CODE: Final = re.compile(r"<(style|w:instrText)\b.*?</\1>|<meta [^>]*>", re.DOTALL)
_BOOKMARK: Final = re.compile(r"<w:bookmarkStart [^>]*>")
_KEPT: Final = re.compile(r"(- )?(workloads|vendors|contract|actions)\.[\w.\\№-]+(: .*)?")
"""What the file keeps and nothing asks for: its place as the file names it, and its value."""

_TAG: Final = re.compile(r"<[^<>]*>")
_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_PLACE: Final = re.compile(r"\{\w+\}")
_PICTURE: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def sessions(content: Content, folder: Path) -> dict[str, Session]:
    """Sessions that say everything between them; nobody typed a letter of English."""
    walked = read(write_session(folder / "a", "four-workloads")).session
    half = read(write_session(folder / "b", "half-way")).session
    return {
        "walked": walked,
        "half-way": half,
        "large": read(write_session(folder / "c", "twenty-four-workloads")).session,
        "full": _full(content),
        "many": _many(walked),
        "decided": _decided(half, content),
        "overtaken": _overtaken(walked, content),
        "contradicted": edit.set_at(
            walked, ("workloads", "support-chatbot", "axes", "sensitivity", "level"), "high"
        ),
        "carried": _carried(walked),
        "disputed": _disputed(walked),
        "empty": Session(id="x", title="№", created=NOW),
        "bare": edit.add_workload(Session(id="x", title="№", created=NOW), "№")[0],
    }


class _Letterless:
    """Texts that are all different, none with a letter."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, _: str) -> str:
        self.given += 1
        return f"№{self.given:04}"


def _full(content: Content) -> Session:
    """Every field filled; of what the content does not know, one value in each place."""
    session = full(content, _Letterless())  # type: ignore[arg-type]
    given = _known(session.model_dump(mode="json"))
    for node in (given, given["workloads"]["w"], given["vendors"]["v"]):
        node["№"] = "№"
    return Session.model_validate(given)


def _known(value: Any) -> Any:
    """The tree without names that are not of this content: they are words of English."""
    if not isinstance(value, dict):
        return value
    unknown = ("retired", "extra-key", "wholly-new", "boards", "witness", "mood", "rating", "more")
    return {key: _known(below) for key, below in value.items() if not key.startswith(unknown)}


def _many(session: Session) -> Session:
    """More workloads and vendors than a picture has room for; the workshop left out a part.

    The vendors were out of the running, and are back.
    """
    workload, vendor = next(iter(session.workloads.values())), next(iter(session.vendors.values()))
    bare = workload.model_copy(update={"ownership": {}, "decision": None, "chosen_vendor": None})
    sprints = dict(zip(("w0",), vendor.sprints.values(), strict=False))
    past = {"2026-11-20T08-15-00Z": WasDisqualified(reason="№", at=NOW)}
    vendor = vendor.model_copy(update={"workloads": ("w0",), "sprints": sprints, "earlier": past})
    return session.model_copy(
        update={
            "workloads": {f"w{n}": bare.model_copy(update={"name": f"№{n}"}) for n in range(31)},
            "vendors": {f"v{n}": vendor.model_copy(update={"name": f"№{n}"}) for n in range(9)},
            "left_out": ("risks",),
        }
    )


def _decided(session: Session, content: Content) -> Session:
    """Decided in every way: by somebody or not, on a day or not."""
    ways = [("№1", NOW), ("№1", None), ("", NOW), ("", None)]
    for key, (name, day) in zip(session.workloads, ways, strict=False):
        decided = edit.decide(session, key, "advisory-only", "override", reason="№", by=name)
        session = edit.set_at(decided, ("workloads", key, "decision", "at"), day)
    return session


def _overtaken(session: Session, content: Content) -> Session:
    """Decided against what was recommended then, for what is recommended now."""
    leads = (
        (key, assessed.recommendation.lead)
        for key, assessed in assess(session, content).workloads.items()
    )
    for key, lead in leads:
        if lead:
            session = edit.decide(session, key, lead, "override", reason="№")
    for key in session.workloads:  # and a sprint that went on with conditions that are not met
        sprint = ("vendors", "brightworks", "sprints", key)
        session = edit.set_at(session, (*sprint, "verdict"), "proceed-with-conditions")
        session = edit.set_at(session, (*sprint, "conditions_open"), "yes")
    claimed = ("vendors", "brightworks", "red_flags", "clean-data-demo", "claimed")
    return edit.set_at(session, claimed, ("answer",))


def _carried(session: Session) -> Session:
    """Signed off by nobody in particular, with one answer that came from an earlier session."""
    workload = session.workloads["support-chatbot"]
    workload = workload.model_copy(update={"carried": ("axes.readiness.level",)})
    workloads = {**session.workloads, "support-chatbot": workload}
    return session.model_copy(update={"workloads": workloads, "seal": Seal(at=NOW)})


def _disputed(session: Session) -> Session:
    """The room voted on a level, and settled none."""
    axis = ("workloads", "support-chatbot", "axes", "maturity")
    session = edit.set_at(session, (*axis, "level"), None)
    votes = {"round-1": Round(levels={next(iter(session.participants)): "none"}, at=NOW)}
    return edit.set_at(session, (*axis, "votes"), votes)


def readings(session: Session, content: Content) -> Iterator[tuple[str, str]]:
    """What a reader sees or hears of each format."""
    logo = Logo("image/png", base64.b64decode(_PICTURE), Path("logo.png"))
    for options in (PLAIN, Options(clean=True, logo=logo)):
        for form in ("markdown", "html", "docx", "xlsx", "csv", "svg"):
            yield (
                f"{form}{' clean' if options.clean else ''}",
                _read(session, content, form, options),
            )
    yield "table", report(session, content, "table")
    yield "agenda", agenda_page(session, content)
    for place in (session.place, Place(step="workloads"), *_places(session)):
        there = session.model_copy(update={"place": place, "time": Time()})
        yield f"notes at {place}", notes_page(there, content)
    yield "notes", notes_page(session, content)


def _places(session: Session) -> Iterator[Place]:
    """Where somebody stands in each part, for the first workload and vendor."""
    for step in ("profile", "axes", "rules", "conditions", "risks", "drivers", "ownership"):
        for workload in list(session.workloads)[:1]:
            yield Place(step=step, workload=workload)
    for workload in session.workloads:
        yield Place(step="axes", workload=workload, item="maturity")


def _read(session: Session, content: Content, form: ReportFormat, options: Options) -> str:
    files = render(session, content, form, options)
    if form == "csv":
        return "\n".join(_columns(b"".join(part.pieces)) for part in files)
    if form == "svg":
        return "\n".join(_spoken(b"".join(part.pieces).decode()) for part in files)
    data = written(session, content, form, options)
    if form == "xlsx":
        return "\n".join(_sheets(data))
    if form == "docx":
        names = ("word/document.xml", "word/footer1.xml", "docProps/core.xml")
        return "\n".join(_spoken(part.decode()) for name, part in parts(data) if name in names)
    return _spoken(data.decode())


def _spoken(text: str) -> str:
    """What is shown of a marked-up text, and what is read out instead of a picture."""
    text = _BOOKMARK.sub("", _CODE.sub("", text))
    heard = [" ".join(match) for match in _HEARD.findall(text)]
    return html.unescape("\n".join([*heard, _TAG.sub("\n", text)]))


def _columns(data: bytes) -> str:
    """The cells of a CSV file, without the ids that programs read."""
    heads, *rows = csv.reader(io.StringIO(data.decode()))
    ids = {at for at, head in enumerate(heads) if head in ("id", marked("item"))}
    lines = [heads, *([c for at, c in enumerate(row) if at not in ids] for row in rows)]
    return "\n".join("\n".join(line) for line in lines)


def _sheets(data: bytes) -> Iterator[str]:
    """The names and cells of a workbook, without the ids that programs read."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    yield book.properties.title
    for sheet in book.worksheets:
        yield sheet.title
        ids = {cell.column for cell in sheet[1] if cell.value == marked("Item")}
        for row in sheet.iter_rows():
            if _KEPT.fullmatch(str(row[0].value)):
                continue
            yield from (str(c.value) for c in row if c.value is not None and c.column not in ids)


def sheet_names(data: bytes) -> list[str]:
    """The names of the sheets of a workbook."""
    from openpyxl import load_workbook

    return list(load_workbook(io.BytesIO(data)).sheetnames)


def english_in(text: str) -> set[str]:
    """The words of English in a text, but for those that are the same in every language."""
    lines = (line for line in text.splitlines() if not _KEPT.fullmatch(line))
    words = (word for line in lines for word in _WORD.findall(line))
    return {word for word in words if word.lower() not in SAME}


def fragments(text: str) -> list[str]:
    """A text of the program as that language says it, without its places."""
    pieces = (marked(piece).casefold().strip() for piece in _PLACE.split(text))
    return [piece for piece in pieces if piece]
