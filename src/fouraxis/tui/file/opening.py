"""Opening a session: a file, a new one or an example; who has it, what a crash left, what to merge.

Answers that two people changed, each in their own way, are settled one by one.
Nothing is changed by asking, and whoever answers nothing finds everything as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from fouraxis.content.language import ntr, tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words
from fouraxis.disk.system import DISK, copy_beside, new_id
from fouraxis.store.delivery import save
from fouraxis.store.entries import copies, others, whose
from fouraxis.store.faults import SessionFileError, StoreError
from fouraxis.store.folder import SessionsFolder, carry_over
from fouraxis.store.format import count
from fouraxis.store.journal import Journal, pending
from fouraxis.store.merge import (
    Choice,
    Conflict,
    Merged,
    Sealed,
    in_words,
    merge,
    resolve,
    same_content,
)
from fouraxis.store.read import Opened, read
from fouraxis.store.session_file import Lock, UnfinishedMerge, Version, open_file, restore, versions
from fouraxis.store.state import Backups, StateFolder, quarantine
from fouraxis.tui.look import GLYPHS, Paragraph, shown, shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.workshop import actions, drift, edit, questions, seal
from fouraxis.workshop.session import Session, SessionPath

CHOICES: Final[tuple[Choice, ...]] = ("mine", "theirs", "both")

Choices = Mapping[SessionPath, Choice]


class Side(VerticalScroll):
    """One of the two versions. A click takes it."""

    class Taken(Message):
        """This version is to be taken."""

        def __init__(self, side: str) -> None:
            super().__init__()
            self.side = side

    def compose(self) -> ComposeResult:
        """The text."""
        yield Paragraph()

    def on_click(self, event: events.Click) -> None:
        """A click takes it."""
        event.stop()
        self.post_message(self.Taken(self.id or ""))


class ConflictDialog(dialogs.Dialog[Choices | None]):
    """Closes with a choice for every conflict, or with None: then all of them stay open.

    Args:
        merged: the two versions, with their conflicts.
        content: what places, and what is chosen there, are called.
        mine: what my version is called here; "yours" if nothing is given.
        theirs: what the other version is called here; "theirs" if nothing is given.
        save_copy: saves the session elsewhere, and says so.
    """

    confirms = True
    CSS_PATH = [shipped("screens") / "conflict.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "take('mine')", "mine"),
        Binding("2", "take('theirs')", "theirs"),
        Binding("3", "take('both')", "both"),
        Binding("down,right", "move(1)", "next", key_display="↓", id="conflict.next"),
        Binding("up,left", "move(-1)", "back", key_display="↑", id="conflict.back"),
        Binding("pagedown", "read(1)", "read on", show=False, id="conflict.read-on"),
        Binding("pageup", "read(-1)", "read back", show=False, id="conflict.read-back"),
        Binding("c", "copy", "save a copy", id="conflict.copy"),
        Binding("enter", "settle", "settle all", key_display="Enter", id="conflict.settle"),
        Binding("escape", "dismiss(None)", "later", key_display="Esc", id="conflict.later"),
    ]

    def __init__(
        self,
        merged: Merged,
        content: Words,
        *,
        mine: str = "",
        theirs: str = "",
        save_copy: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._merged = merged
        about = (merged.mine, merged.theirs) if merged.on_actions else ()
        self._naming = actions.naming(content, *about)
        self._words = merged.words(self._naming)
        self._names = {"mine": mine or tr("yours"), "theirs": theirs or tr("theirs")}
        self._save_copy = save_copy
        self._at = 0
        self._choices: dict[SessionPath, Choice] = {}

    def compose(self) -> ComposeResult:
        """Where it is, the two versions, what was chosen."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Changed by two"))
            yield Paragraph(id="where")
            with Container(id="sides"):
                yield Side(id="mine", classes="side")
                yield Side(id="theirs", classes="side")
            yield Paragraph(id="chosen")
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """Show the first conflict."""
        self._show()

    @property
    def _conflict(self) -> Conflict:
        return self._merged.conflicts[self._at]

    @property
    def _open(self) -> list[int]:
        """Which conflicts have no choice yet."""
        conflicts = enumerate(self._merged.conflicts)
        return [at for at, conflict in conflicts if conflict.path not in self._choices]

    def _show(self) -> None:
        conflict, number = self._conflict, len(self._merged.conflicts)
        chosen = self._choices.get(conflict.path)
        at = tr("{number} of {total}", number=self._at + 1, total=number)
        place = f"{at}  {self._words.place(conflict.path)}"
        self.query_one("#where", Paragraph).update(shown_line(place))
        for digit, side in enumerate(CHOICES[:2], 1):
            box = self.query_one(f"#{side}", Side)
            taken = chosen in (side, "both")
            mark = f"{GLYPHS.chosen_left} " if taken else ""
            box.border_title = shown_line(f"{mark}{digit} {self._names[side]}")
            box.set_class(taken, "-chosen")
            texts = [self._in_full(conflict.path, getattr(conflict, side))]
            for each in conflict.beside:
                if (beside := getattr(each, side)) is not None:
                    what = self._words.place(each.path).rpartition(" › ")[2]
                    texts.append(f"{what}: {self._in_full(each.path, beside)}")
            box.query_one(Paragraph).update(shown("\n".join(texts)))
        self.query_one("#chosen", Paragraph).update(self._said(chosen))
        self.refresh_bindings()

    def _in_full(self, path: SessionPath, thing: Any) -> str:
        """A version as the room reads it: what was typed is not cut."""
        if isinstance(thing, str):
            return self._naming.value(path, thing) or thing
        return tr("nothing") if thing is None else self._words.value(path, thing)

    def _said(self, chosen: Choice | None) -> Content:
        left = len(self._merged.conflicts) - len(self._choices)
        match chosen:
            case None:
                taken = tr("Take one of them; nothing is changed before that.")
            case "both" if self._conflict.beside:
                taken = tr("{side} is taken, with what both wrote.", side=self._names["mine"])
            case "both":
                taken = tr("Both are taken.")
            case _:
                taken = tr("Taken: {side}.", side=self._names[chosen])
        rest = tr("{count} to choose.", count=left) if left else tr("Enter settles all.")
        return Content.assemble(shown_line(f"{taken} "), (rest, "$accent"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Both can be had of texts only; there is no next one where there is only one."""
        if action == "take" and parameters == ("both",):
            return self._conflict.joins
        if action == "move":
            return len(self._merged.conflicts) > 1
        return self._save_copy is not None if action == "copy" else True

    def action_take(self, choice: Choice) -> None:
        """Take a version, and go on to what is not chosen yet."""
        self._choices[self._conflict.path] = choice
        open_ = [
            at
            for at, conflict in enumerate(self._merged.conflicts)
            if conflict.path not in self._choices
        ]
        if open_:
            self._at = next((at for at in open_ if at > self._at), open_[0])
        self._show()

    def action_move(self, by: int) -> None:
        """Look at another conflict."""
        self._at = (self._at + by) % len(self._merged.conflicts)
        self._show()

    def action_read(self, by: int) -> None:
        """Read on, or back, in both texts."""
        for side in self.query(Side):
            if by > 0:
                side.scroll_page_down(animate=False)
            else:
                side.scroll_page_up(animate=False)

    def action_copy(self) -> None:
        """Save a copy; the conflicts stay."""
        if self._save_copy is not None:
            self._save_copy()

    def action_settle(self) -> None:
        """Close with what was chosen, if everything is."""
        if len(self._choices) == len(self._merged.conflicts):
            self.dismiss(dict(self._choices))
        else:
            self._at = next(
                at
                for at, conflict in enumerate(self._merged.conflicts)
                if conflict.path not in self._choices
            )
            self._show()

    def on_side_taken(self, event: Side.Taken) -> None:
        """A click on a version takes it."""
        side = next((side for side in CHOICES if side == event.side), None)
        if side is not None:
            self.action_take(side)


class Found(NamedTuple):
    """A version of the session that goes into it at once: from a journal, or from a copy."""

    session: Session
    label: str
    journal: Journal | None = None
    copy: Path | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A session that is ready for the table, with its lock, or with why it takes no edits."""

    opened: Opened
    lock: Lock | None = None
    read_only: str = ""
    brought: tuple[Found, ...] = ()


def existing(path: Path) -> Arrived | None:
    """The session in a file; None where something has to be asked first.

    Raises:
        SessionFileError: The file is no session, and there is nothing to have it back from.
    """
    try:
        opened = open_file(path)
    except UnfinishedMerge:
        return None
    except SessionFileError:
        with suppress(OSError):  # it may be denied to look whether it is there
            if path.is_file() and (Backups(path).related() or pending(path) or others(path)):
                return None
        raise
    if opened.read_only:  # nothing is written, so nobody is in anybody's way
        return Arrived(opened)
    if Lock(path).holder() or pending(path) or (copies(path) and not opened.session.seal):
        return None
    return held(opened)


def held(opened: Opened) -> Arrived:
    """A session whose lock is taken, whoever had it."""
    lock = Lock(opened.path)
    lock.takeover()
    return Arrived(opened, lock)


def new(folder: SessionsFolder, title: str, words: Words) -> Arrived:
    """A new, empty session, written to the folder at once.

    Raises:
        FolderError: The folder cannot be written.
    """
    pack = words.home.pack
    session = edit.new_session(title or tr("New workshop"), new_id(), datetime.now(UTC), pack)
    return held(read(folder.create(drift.stamped(session, words))))


def carried(folder: SessionsFolder, path: Path, title: str, words: Words) -> Arrived:
    """A new session that begins with the answers of another one, written to the folder at once.

    Raises:
        SessionFileError: The other one cannot be opened.
        FolderError: The folder cannot be written, or a newer fouraxis saved the other one.
    """
    return held(read(carry_over(folder, path, title, words)))


def sample(folder: SessionsFolder, name: str) -> Arrived:
    """A copy of an example, written to the folder as a session of its own.

    Raises:
        FolderError: The folder cannot be written.
        SessionFileError: The example is damaged.
    """
    example: Session = read(shipped("sessions") / f"{name}.toml").session
    copy = example.model_copy(update={"id": new_id()})
    return held(read(folder.create(copy)))


def copy_of(opened: Opened) -> Arrived:
    """A copy beside the file: still the same session, so that both can be merged later.

    Raises:
        SaveError: It cannot be written there.
    """
    copy = copy_beside(opened.path)
    save(opened.session, copy, None)
    return held(read(copy))


def samples() -> dict[str, str]:
    """The examples: name of the file, and title."""
    return {entry.path.stem: entry.title for entry in SessionsFolder(shipped("sessions")).entries()}


_LOOK: Final = "look"


def when(at: datetime) -> str:
    """A time as the room reads it: the day is said if it is not today."""
    local = at.astimezone()
    today = local.date() == datetime.now().astimezone().date()
    return f"{local:%H:%M}" if today else f"{local:%Y-%m-%d %H:%M}"


def described(version: Version, words: Words) -> str:
    """A version that a session can be had back from, on one line."""
    at = f"{version.at.astimezone():%Y-%m-%d %H:%M:%S}"
    if version.session is None:
        return f"{at}  {tr('a backup of a file that cannot be read')}"
    number = questions.of_session(version.session, words).answered
    answers = ntr(number, "{count} answer", "{count} answers")
    journal = tr("journal: typed, but never in the file")
    return f"{at}  {answers}  {tr('backup') if version.journal is None else journal}"


class Arriving:
    """Asks what there is to ask about one file.

    Args:
        app: shows the dialogs.
        words: the content, to count answers by.
    """

    def __init__(self, app: App[Any], words: Words) -> None:
        self._app = app
        self._words = words

    async def at(self, path: Path) -> Arrived | None:
        """The session in a file, once everything is answered; None if the room would rather not.

        Raises:
            StoreError: what the room chose is not possible.
        """
        opened = await self._opened(path)
        if opened is None:
            return None
        if opened.read_only:
            return Arrived(opened)
        arrived = await self._locked(opened)
        if arrived is None or arrived.lock is None or arrived.opened is not opened:
            return arrived
        brought: list[Found] = []
        session = opened.session
        for journal in self._journals(opened):
            brought += await self._journal(session, journal)
            session = brought[-1].session if brought else session
        for copy in () if session.seal else self._copies(opened.path):
            brought += await self._copy(session, copy, opened.path.name)
            session = brought[-1].session if brought else session
        return replace(arrived, brought=tuple(brought))

    # -- the file itself

    async def _opened(self, path: Path) -> Opened | None:
        try:
            return open_file(path)
        except UnfinishedMerge as unfinished:
            return await self._finished(unfinished)
        except SessionFileError as fault:
            return await self._had_back(fault)

    async def _finished(self, unfinished: UnfinishedMerge) -> Opened | None:
        """The session of a file in which git left a merge unfinished."""
        merged = await self.settled(unfinished.merged)
        if merged is None:
            return None
        if merged.sealed is not None:
            raise Sealed(unfinished.path, merged.sealed)
        quarantine(unfinished.path, DISK.read(unfinished.path), StateFolder())
        save(merged.session, unfinished.path, unfinished.stamp)
        return read(unfinished.path)

    async def _had_back(self, fault: SessionFileError) -> Opened | None:
        """The session of a damaged file, from what else there is of it."""
        path = fault.path
        beside = [entry.path for entry in others(path)]
        earlier = versions(path)
        names = [
            (f"copy {at}", tr("Open {name}", name=copy.name)) for at, copy in enumerate(beside)
        ]
        names += [
            (f"version {at}", described(version, self._words))
            for at, version in enumerate(earlier)
            if version.session is not None
        ]
        if not names:
            raise fault
        about = tr(
            "It is left as it is. "
            "What is picked here is written to a new file beside it, and opened."
        )
        picked = await self._app.push_screen_wait(
            dialogs.Pick(
                tr("This file is damaged"),
                f"{path.name} {fault.what}.\n{about}",
                tuple(names),
            )
        )
        kind, _, at = (picked or "").partition(" ")
        if kind == "copy":
            return read(beside[int(at)])
        return read(restore(earlier[int(at)], path)) if kind == "version" else None

    # -- who has it

    async def _locked(self, opened: Opened) -> Arrived | None:
        holder = Lock(opened.path).holder()
        if holder is None:
            return held(opened)
        who = tr("{user} on {host} has it open", user=holder.user, host=holder.host)
        take_over = tr("Take it over: what both change is merged, nothing is lost")
        picked = await self._app.push_screen_wait(
            dialogs.Pick(
                tr("Somebody has this session open"),
                tr("{who} since {time}.", who=who, time=when(holder.at)),
                (
                    ("read-only", tr("Open it to read")),
                    ("copy", tr("Open a copy beside it, to be merged later")),
                    ("take-over", take_over),
                ),
            )
        )
        if picked == "read-only":
            why = tr("{who}, so it is open read-only here", who=who)
            return Arrived(opened, None, why)
        if picked == "copy":
            return copy_of(opened)
        return held(opened) if picked == "take-over" else None

    # -- what is not in it

    def _journals(self, opened: Opened) -> Iterator[Journal]:
        journal = pending(opened.path)
        if journal is not None:
            yield journal

    async def _journal(self, session: Session, journal: Journal) -> list[Found]:
        """What an earlier run could not bring into the file, if the room wants it."""
        since = when(journal.since)
        label = ntr(
            journal.count,
            "{count} change from {time}",
            "{count} changes from {time}",
            time=since,
        )
        if journal.in_place and same_content(session, journal.session):
            return [Found(session, label, journal)]  # opening has completed the save from it
        if seal.broken(session, journal.onto(session).session):
            return []  # it waits until somebody unseals the session
        picked = await self._picked(
            tr("Not in the file yet"),
            ntr(
                journal.count,
                "{count} change from {time} is not in the file.",
                "{count} changes from {time} are not in the file.",
                time=since,
            ),
            "apply",
            ntr(journal.count, "Bring it into the session", "Bring them into the session"),
            in_words(
                session,
                journal.session,
                actions.naming(self._words, journal.session, session),
            ),
        )
        if picked:
            merged = await self.settled(journal.onto(session), tr("in the file"), tr("typed then"))
            if merged is not None:
                return [Found(merged.session, label, journal)]
        return []

    def _copies(self, path: Path) -> Iterator[Opened]:
        for entry in copies(path):
            with suppress(StoreError):  # one that cannot be read stays where it is
                opened = open_file(entry.path)
                if Lock(entry.path).holder() is None and not opened.read_only:
                    yield opened

    async def _copy(self, session: Session, copy: Opened, original: str) -> list[Found]:
        """What a copy of the session has that the session has not, if the room wants it."""
        merged = merge(None, session, copy.session)
        if not merged.conflicts and same_content(merged.session, session):
            return []
        name, places = copy.path.name, count(session, copy.session)
        differs = ntr(
            places,
            "{name} differs in {count} place.",
            "{name} differs in {count} places.",
            name=name,
        )
        who = whose(name, original)
        by = tr("By its name it is from {who}.", who=who) if who else ""
        picked = await self._picked(
            tr("There is a copy of this session"),
            f"{differs} {by}".strip(),
            "merge",
            tr("Merge it into this session; the copy goes to the folder trash"),
            in_words(session, copy.session, actions.naming(self._words, copy.session, session)),
        )
        if picked:
            done = await self.settled(merged, tr("in this session"), tr("in the copy"))
            if done is not None:
                label = tr("merged with {name}", name=name)
                return [Found(done.session, label, copy=copy.path)]
        return []

    async def _picked(
        self, title: str, prompt: str, verb: str, name: str, differ: tuple[str, ...]
    ) -> bool:
        """Whether the room takes it; it may look at it first, as often as it likes."""
        choices = (
            (verb, name),
            (_LOOK, tr("Look at what differs")),
            ("leave", tr("Leave it for now; this is asked again")),
        )
        current = verb
        while (
            picked := await self._app.push_screen_wait(
                dialogs.Pick(title, prompt, choices, current)
            )
        ) == _LOOK:
            text = "\n".join(differ) or tr("Nothing differs but the order.")
            await self._app.push_screen_wait(dialogs.Reading(title, text))
            current = _LOOK
        return picked == verb

    async def settled(self, merged: Merged, mine: str = "", theirs: str = "") -> Merged | None:
        """The merge with all its conflicts settled; None if the room would rather not."""
        if not merged.conflicts:
            return merged
        dialog = ConflictDialog(merged, self._words, mine=mine, theirs=theirs)
        chosen = await self._app.push_screen_wait(dialog)
        return None if chosen is None else resolve(merged, chosen)
