"""The file of the open session: where it is, what is not saved, what comes from outside.

Nothing of this gets between a person who is writing and the text: it waits until that is done.
"""

import asyncio
import json
import os
import stat
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from fouraxis.content.language import Message, ntr, tr
from fouraxis.content.models import Content
from fouraxis.disk.system import DISK, Watch, new_id
from fouraxis.store.delivery import Conflicting, NotSaved, Saved, State, home
from fouraxis.store.faults import SIZE_LIMIT, StoreError
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.format import Loaded, loads
from fouraxis.store.session_file import restore, versions
from fouraxis.store.state import Backups, last_sitting, resolved
from fouraxis.tui.file.opening import ConflictDialog, Found, described, when
from fouraxis.tui.look import path_shown, shown, shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.workbench import Workbench, where_kept
from fouraxis.workshop import actions, drift, edit, seal
from fouraxis.workshop.session import Session, SessionPath, SetAside
from fouraxis.workshop.text import quoted, today, written


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in a few words (`short`) and in full; `warns` if somebody should look at it."""

    name: str
    short: str
    text: str
    warns: bool = False


def facts(
    path: Path, session: Session, content: Content, notices: Sequence[str]
) -> dict[str, Fact]:
    """The facts by id: `path` and `content` always, `notices` and `set-aside` if there are any."""
    at_once = tr("Every answer is saved there at once.")
    facts_by_id = {
        "path": Fact(tr("Kept in"), path_shown(path), f"{path}\n{at_once}"),
        "content": _content(session, content),
    }
    if sealed := seal.why_not(session):
        text = f"{sealed[:1].upper()}{sealed[1:]}."
        facts_by_id["seal"] = Fact(tr("Sealed"), text, text, True)
    if notices:
        short = ntr(len(notices), "{count} notice: Enter to read", "{count} notices: Enter to read")
        facts_by_id["notices"] = Fact(tr("Notices"), short, "\n\n".join(notices), True)
    if waiting := actions.due(session, content, today()):
        text = "\n".join(f"{written(action.due)}  {action.title}" for action in waiting)
        short = tr("{count} due: Enter to read", count=len(waiting))
        facts_by_id["actions"] = Fact(content.summary.follow_up.title, short, text, True)
    if session.set_aside:
        lines = [_set_aside(value) for value in session.set_aside]
        about = tr(
            "These values of the file cannot be used where they stand. They stay in the file until "
            "somebody answers there."
        )
        short = ntr(len(lines), "{count} value: Enter to read", "{count} values: Enter to read")
        facts_by_id["set-aside"] = Fact(tr("Set aside"), short, "\n\n".join([about, *lines]), True)
    return facts_by_id


def where_saved(bench: Workbench) -> str:
    """Where a session is, whether all of it is saved, and what backups there are, in lines."""
    saved = bench.saved
    lines = [
        str(bench.path),
        "",
        f"{saved.text[:1].upper()}{saved.text[1:]}. {saved.more}".rstrip(),
    ]
    if isinstance(bench.state, NotSaved):
        lines.append(str(bench.state.advice))
    lines.append("")
    backups = Backups(bench.path).related()
    if not backups:
        lines.append(tr("A backup is made on this machine with the first change."))
        return "\n".join(lines)
    newest = tr(
        "Backups on this machine: {count}, the newest of {time}.",
        count=len(backups),
        time=f"{backups[0].at.astimezone():%Y-%m-%d %H:%M}",
    )
    return "\n".join([*lines, newest, str(backups[0].path.parent)])


def _content(session: Session, content: Content) -> Fact:
    pack = session.pack
    answered = f"{pack.id} {pack.version}" if pack else tr("no content named")
    odd, new = drift.drift(session, content), bool(drift.unseen(session, content))
    same = tr("The questions of {content}, the same that are shown here.", content=answered)
    return Fact(
        tr("Content"),
        tr("{content}: differs from what is shown", content=answered) if new else answered,
        "\n".join(odd) or same,
        new,
    )


def _set_aside(aside: SetAside) -> str:
    value = aside.value if isinstance(aside.value, str) else json.dumps(aside.value, default=str)
    return f"{'.'.join(aside.path)} = {quoted(value)}: {aside.fault}"


class WordingDialog(dialogs.Dialog[bool]):
    """A list to read; closed, it says whether the room goes on under the new wording.

    Args:
        text: what differs.
        asked: whether the room has not said so yet, and may.
    """

    confirms = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "adopt", "fine from now on", id="wording.adopt"),
        Binding("escape,enter", "dismiss(False)", "close", key_display="Esc", id="wording.close"),
    ]

    def __init__(self, text: str, *, asked: bool) -> None:
        super().__init__()
        self._text = text
        self._asked = asked

    def compose(self) -> ComposeResult:
        """What differs, and what the key means."""
        with VerticalScroll(classes="dialog") as page:
            page.border_title = shown_line(tr("Changed wording"))
            yield Static(shown(self._text))
            if self._asked:
                question = tr("Fine like this? Press a: it is not said again, and u takes it back.")
                yield Static(shown(f"\n{question}"))
            yield bars.KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to adopt twice."""
        return self._asked if action == "adopt" else super().check_action(action, parameters)

    def action_adopt(self) -> None:
        """Go on under the new wording."""
        self.dismiss(True)


def changed_wording(bench: Workbench) -> tuple[str, ...]:
    """That the wording has changed, as long as the room has not said that it is fine."""
    if not drift.unseen(bench.session, bench.words):
        return ()
    return (tr("Questions have changed since they were answered: set-up says which, at Content."),)


def seal_on_it(bench: Workbench) -> tuple[str, ...]:
    """That the session is sealed, and whose seal it is."""
    why = seal.worded(seal.standing_in_file(bench.session))
    return (f"{why[:1].upper()}{why[1:]}.",) if why else ()


def due_actions(bench: Workbench) -> tuple[str, ...]:
    """That there are actions which are due, and where they stand."""
    many = len(actions.due(bench.session, bench.words, today()))
    if not many:
        return ()
    return (
        ntr(
            many,
            "{count} action is due: a on the summary shows it.",
            "{count} actions are due: a on the summary shows them.",
        ),
    )


def meets_again(bench: Workbench, saved_ns: int) -> bool:
    """Whether a room comes back to what it took on: then it begins with that.

    It does where somebody has an action, or one is due, and the session was last saved on an
    earlier day. Whoever goes on within a day goes on at the question that was left.
    """
    now = today()
    if datetime.fromtimestamp(saved_ns / 1e9, UTC).astimezone().date() >= now:
        return False
    kept = bench.session.actions.values()
    taken_on = any(
        (action.title or action.owner or action.due) and action.state in (None, "open")
        for action in kept
    )
    return taken_on or bool(actions.due(bench.session, bench.words, now))


def show_wording(app: App[Any], bench: Workbench) -> None:
    """Show what differs; the room may go on under the new wording, as one step to undo."""
    differences = drift.drift(bench.session, bench.words)
    new = bool(drift.unseen(bench.session, bench.words))

    def adopt(fine: bool | None) -> None:
        if fine:
            bench.apply(drift.adopted(bench.session, bench.words), tr("the new wording is fine"))

    nothing = tr("Everything reads as it did when it was answered.")
    text = "\n".join(f"- {line}" for line in differences) or nothing
    app.push_screen(WordingDialog(text, asked=new and not bench.read_only), adopt)


def palette_entries(app: App[Any], bench: Workbench) -> Iterator[SystemCommand]:
    """What the palette offers: the lists, as long as they have anything to say."""
    if (texts := edit.cleaned_texts(bench.session)) and not bench.read_only:
        about = ntr(
            len(texts),
            "{count} text had control characters: let the file forget its original",
            "{count} texts had control characters: let the file forget their originals",
        )
        label = tr("Cleaned texts are fine")

        def agree() -> None:
            bench.apply(edit.without_originals(bench.session), label)

        yield SystemCommand(label, about, agree)
    if drift.drift(bench.session, bench.words):
        about = tr("What reads differently than when it was answered")
        yield SystemCommand(tr("Changed wording"), about, lambda: show_wording(app, bench))


_TOLD: Final = 3
"""So many changes from outside are said one by one."""


class FileDesk:
    """Looks after one open session, in an application and for it.

    Args:
        app: whose room is told and asked.
        bench: the session.
        folder: where a copy goes that cannot be saved beside the file.
        open_session: opens the session in a file in place of this one.
        resume: shows the place where the room is, after another one was taken away.
        lost: is told what others took from under the cursor.
        changes: is told before what others changed is shown.
    """

    def __init__(
        self,
        app: App[Any],
        bench: Workbench,
        folder: SessionsFolder,
        *,
        open_session: Callable[[Path], None],
        resume: Callable[[], None],
        lost: Callable[[str], None],
        changes: Callable[[], None],
    ) -> None:
        self._app = app
        self._folder = folder
        self._open_session = open_session
        self._resume = resume
        self._lost = lost
        self._changes = changes
        self._bench = bench
        self._told: tuple[Message, bool, Path | None] | None = None
        self._asked: frozenset[SessionPath] = frozenset()
        self._offered = False
        self._note = ""
        self._stopped = False
        self._watch = self._watched()
        app.screen_change_signal.subscribe(app, self._in_front)

    def bring_in(self, brought: Iterable[Found]) -> None:
        """Bring what was found on opening into the session; a copy that is in it goes to trash."""
        copies = []
        for version in brought:
            self._bench.bring_in(version.session, version.label, version.journal)
            copies += [version.copy] if version.copy is not None else []
        if copies:
            self._run(self._put_away(copies))

    async def _put_away(self, copies: list[Path]) -> None:
        """Move copies to the trash, once everything that was in them is in the file."""
        file = self._bench.file
        if file is None or not await asyncio.to_thread(file.flush):
            return
        for copy in copies:
            try:
                trashed = SessionsFolder(copy.parent).trash(copy)
            except StoreError as fault:
                bars.say(self._app, str(fault), "warning")
            else:
                bars.say(
                    self._app,
                    tr("Merged. The copy is in {path}", path=path_shown(trashed)),
                    wherever=True,
                )

    def recall(self, noticed: tuple[str, ...]) -> None:
        """Say what has changed since the session was opened here before, ahead of what else is."""
        if not self._bench.read_only:
            self._run(self._recall(noticed))

    async def _recall(self, noticed: tuple[str, ...]) -> None:
        from fouraxis.report.comparison import shift

        bench = self._bench
        before = await asyncio.to_thread(_last_time, bench.path)
        if before is None or self._stopped:
            return
        changed = shift(before.session, bench.session, bench.words).words
        if before.session.id == bench.session.id and before.saved_at and changed:
            what = ", ".join(changed)
            line = tr("Since {time}: {what}.", time=when(before.saved_at), what=what)
            bench.notices = (line, *bench.notices)
            bars.say(self._app, bars.in_passing((line, *noticed)), "warning")

    def stop(self) -> None:
        """The session is closed."""
        self._stopped = True
        self._app.screen_change_signal.unsubscribe(self._app)
        if self._watch is not None:
            asyncio.get_running_loop().remove_reader(self._watch.file)
            self._watch.close()
            self._watch = None

    # -- hearing of it

    def _watched(self) -> Watch | None:
        """A watch of the file's folder, where the system gives word of what happens there."""
        watch = Watch.of(resolved(self._bench.path).parent)
        if watch is not None:
            asyncio.get_running_loop().add_reader(watch.file, self._stirred)
        return watch

    def _stirred(self) -> None:
        """Something happened in the folder of the file; whether it was the file is soon seen."""
        if self._watch is not None and self._watch.names():
            self.look()

    def look(self) -> None:
        """See whether the file was changed outside: the program came to the front, for example."""
        if not self._stopped and self._bench.file is not None:
            self._bench.file.look()

    def _in_front(self, _: object) -> None:
        """Another screen is in front: a dialog may be closed, and what waited for that goes on."""
        self._app.call_later(self.attend)

    @property
    def trouble(self) -> bool:
        """Whether there is something that the room should look at."""
        return isinstance(self._bench.state, NotSaved)

    def attend(self) -> None:
        """See what has become of the file; the room is asked only where nobody is writing."""
        if self._stopped or not self._app.is_running:
            return  # it ends, with no screen left to say it on: the goodbye does
        state = self._bench.state
        self._tell(state)
        if self._busy():
            return
        self._take_in()
        if isinstance(state, Conflicting):
            if not {conflict.path for conflict in state.conflicts} <= self._asked:
                self.show_conflicts()
        elif isinstance(state, NotSaved) and not self._offered and _read_only(self._bench.path):
            self._offered = True
            self._run(self._offer_copy())

    def _busy(self) -> bool:
        """Whether somebody is writing, or a dialog is in front."""
        return isinstance(self._app.screen, ModalScreen) or hasattr(self._app.focused, "written")

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self._app.run_worker(work, group="desk")

    # -- saying

    def _tell(self, state: State | None) -> None:
        if isinstance(state, NotSaved):
            safe = state.journaled or state.copy is not None or state.unchanged
            if (state.why, safe, state.copy) != self._told:
                self._told = state.why, safe, state.copy
                self._app.screen.refresh_bindings()
                if isinstance(state, Conflicting) and not self._busy():
                    return  # the dialog says it
                why = tr("Not saved: {why}.", why=state.why)
                text = f"{why} {state.advice} {where_kept(state)}".rstrip()
                bars.say(self._app, text, "warning" if safe else "error")
        elif isinstance(state, Saved):
            if self._told is not None:
                self._told, self._asked = None, frozenset()
                bars.say(self._app, tr("Saved again: everything is in the file."), wherever=True)
                self._app.screen.refresh_bindings()
            if state.note and self._note != state.note:
                bars.say(self._app, state.note, wherever=True)
            self._note = state.note

    def _take_in(self) -> None:
        session, before, about = self._bench.session, self._bench.place, self._about
        took = self._bench.take_in()
        if not took:
            return
        self._changes()
        rest = len(took) - _TOLD
        more = [tr("and {count} more", count=rest)] if rest > 0 else []
        lines = [tr("From outside, merged:"), *took[:_TOLD], *more]
        bars.say(self._app, "\n".join(lines), wherever=True)
        lost = getattr(self._app.screen, "lost", "")
        if about is not None and self._about != about:
            entry = session.workloads.get(about) or session.vendors.get(about)
            lost = entry.name if entry else lost
        if lost:
            self._lost(lost)
        here = self._bench.place
        if (here.workload, here.vendor) != (before.workload, before.vendor):
            self._resume()

    @property
    def _about(self) -> str | None:
        """Which workload or vendor keys act on, where they do."""
        screen = self._app.screen
        lists = getattr(screen, "step", "") in ("workloads", "summary")
        listed = self._bench.place.workload if lists else None
        about: str | None = getattr(screen, "subject", listed)
        return about

    # -- conflicts

    def show_conflicts(self) -> None:
        """Show the answers that were changed here and outside, if there are any."""
        state = self._bench.conflicting
        if state is None or state.merged is None:
            bars.say(self._app, tr("There are no conflicts."))
        else:
            self._asked = frozenset(conflict.path for conflict in state.conflicts)
            self._run(self._settle(state))

    async def _settle(self, shown: Conflicting) -> None:
        if shown.merged is None or self._bench.file is None:
            return
        dialog = ConflictDialog(shown.merged, self._bench.words, save_copy=self.save_copy)
        chosen = await self._app.push_screen_wait(dialog)
        state = self._bench.conflicting
        if chosen is None:
            bars.say(self._app, tr("They stay open, nothing is lost: ! shows them again."))
        elif state is not None and state.conflicts != shown.conflicts:
            self._asked = frozenset()  # what was chosen is not what is there now
            text = tr("It was changed again meanwhile: look once more.")
            bars.say(self._app, text, "warning")
        else:
            self._bench.file.resolve(chosen)

    # -- copies

    async def _offer_copy(self) -> None:
        state = self._bench.state
        kept = tr("What you type is kept on this machine meanwhile.")
        if isinstance(state, NotSaved) and not state.journaled:
            kept = where_kept(state) or tr("What you type is kept in a copy, where one can be.")
        picked = await self._app.push_screen_wait(
            dialogs.Pick(
                tr("This file is read-only"),
                f"{path_shown(self._bench.path)}\n{kept}",
                (
                    ("copy", tr("Go on in a copy beside it")),
                    ("stay", tr("Go on here, not saved")),
                ),
            )
        )
        if picked != "copy" or self._bench.file is None:
            return
        try:
            copy = self._bench.file.move_to(self._bench.session, self._folder.path, home())
        except StoreError as fault:
            bars.say(self._app, str(fault), "error")
        else:
            self._told = None  # where it is saved from now on, is what there is to say
            bars.say(
                self._app,
                tr("From here on, all is saved in {path}", path=path_shown(copy)),
                wherever=True,
            )

    def save_copy(self) -> None:
        """Save the session to a new file, and say where."""
        if self._bench.newer:
            text = tr(
                "A newer fouraxis saved this session: a copy from here would lack what it knows. "
                "Reports can be written of it."
            )
            bars.say(self._app, text, "warning")
        else:
            self._run(self._save_copy())

    async def _save_copy(self) -> None:
        fault: StoreError | None = None
        for way in self._ways():
            try:
                path = await asyncio.to_thread(way)
            except StoreError as error:
                fault = fault or error
            else:
                bars.say(self._app, tr("A copy is in {path}", path=path_shown(path)), wherever=True)
                return
        bars.say(self._app, str(fault), "error")

    def _ways(self) -> Iterator[Callable[[], Path]]:
        """Where a copy may go: beside the file, else to the sessions folder.

        While the file cannot be saved it stays the same session, to be merged later; otherwise the
        copy is a session of its own.
        """
        bench, session = self._bench, self._bench.session
        if isinstance(bench.state, NotSaved) and bench.file is not None:
            file = bench.file
            yield lambda: file.save_copy(session)
        else:
            news = {"id": new_id(), "title": edit.copied(session.title)}
            session = seal.unsigned(session).model_copy(update=news)
            yield lambda: SessionsFolder(bench.path.parent).create(session)
        yield lambda: self._folder.create(session)

    # -- where it is, and having it back

    def show_file(self) -> None:
        """Show the conflicts, if there are any, or where the session is saved."""
        if self._bench.conflicting:
            self.show_conflicts()
        else:
            self.show_where()

    def show_where(self) -> None:
        """Say where the session is, whether all of it is saved, and what backups there are."""
        text = where_saved(self._bench)
        self._app.push_screen(dialogs.Reading(tr("Where it is saved"), text))

    def recover(self) -> None:
        """Let the room pick a backup, write it to a new file, and open that."""
        self._run(self._recover())

    async def _recover(self) -> None:
        path, words = self._bench.path, self._bench.words
        kept = await asyncio.to_thread(versions, path)
        whole = [version for version in kept if version.session is not None]
        if not whole:
            bars.say(self._app, tr("There are no backups yet: one is made with the first change."))
            return
        names = tuple((str(at), described(version, words)) for at, version in enumerate(whole))
        prompt = tr("It is written to a new file beside this one, and opened.")
        picked = await self._app.push_screen_wait(dialogs.Pick(tr("Recover"), prompt, names))
        if picked is None:
            return
        try:
            self._open_session(restore(whole[int(picked)], path))
        except StoreError as fault:
            bars.say(self._app, str(fault), "error")

    def commands(self) -> Iterator[SystemCommand]:
        """What the palette offers for the file."""
        yield from palette_entries(self._app, self._bench)
        beside = tr("To a new file beside this one")
        yield SystemCommand(tr("Save a copy"), beside, self.save_copy)
        where = tr("File, state, backups")
        yield SystemCommand(tr("Where it is saved"), where, self.show_where)
        yield SystemCommand(tr("Recover from a backup"), tr("Into a new file"), self.recover)
        both = tr("Answers changed here and outside")
        yield SystemCommand(tr("Conflicts"), both, self.show_conflicts)


def _last_time(path: Path) -> Loaded | None:
    """The session as it was when it was opened here before, if it was another one."""
    try:
        data = DISK.read(path, SIZE_LIMIT)
        before = last_sitting(path, data)
        return None if before is None else loads(before, path)
    except (OSError, StoreError):
        return None


def _read_only(path: Path) -> bool:
    try:
        return not path.stat().st_mode & stat.S_IWUSR or not os.access(path, os.W_OK)
    except OSError:
        return False
