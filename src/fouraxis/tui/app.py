"""The application: start and end, themes, palette, help, and the session on the workbench."""

import asyncio
import signal
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from textual import events, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import WorkerFailed

from fouraxis.content.language import speak, tr
from fouraxis.content.load import load, shipped
from fouraxis.disk import atomic
from fouraxis.disk.system import DISK
from fouraxis.memo import forget
from fouraxis.store.faults import StoreError
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.state import remember_looks, remembered_looks, state_folder
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.keys import OrderedApp
from fouraxis.tui.look import DARK, LIGHT, PLAIN, AsciiFilter, cell, path_shown
from fouraxis.tui.parts import bars
from fouraxis.workshop.text import quoted, showable, showable_line

if TYPE_CHECKING:
    from fouraxis.content.brand import Accent
    from fouraxis.content.models import Content as Words
    from fouraxis.store.drafts import Drafts
    from fouraxis.tui.file.desk import FileDesk
    from fouraxis.tui.file.opening import Arrived
    from fouraxis.tui.portfolio import Standing
    from fouraxis.tui.stage import Stage
    from fouraxis.tui.workbench import Walk, Workbench


class Commands(Provider):
    """What the application offers in its palette, in the order of the workshop."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, what, callback, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(cell(name), callback, text=name, help=_about(what))

    async def search(self, query: str) -> Hits:
        """What fits the letters that were typed."""
        matcher = self.matcher(query)
        for name, what, callback, _ in self.app.get_system_commands(self.screen):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, cell(name), callback, text=name, help=_about(what))


def _about(what: str) -> str:
    """What a command does, for the palette, which would read markup in it."""
    return showable_line(what).replace("[", r"\[")  # docs/upstream.md, 14


class Start(NamedTuple):
    """What to show first: Home, a file, a new workshop, a copy of an example, or a portfolio."""

    file: Path | None = None
    new_title: str | None = None
    carried: Path | None = None
    sample: str | None = None
    portfolio: Path | None = None


def _commands() -> "type[Commands]":
    """The palette's commands, imported when the palette is first opened."""
    return Commands


class FouraxisApp(OrderedApp):
    """Fouraxis in the terminal."""

    TITLE = "fouraxis"
    # Home is the default screen, whose own CSS_PATH Textual does not read
    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "home.tcss"]
    COMMANDS = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "guidance", "help", key_display="F1", id="app.guidance"),
        Binding("ctrl+p", "command_palette", "palette", key_display="^p", id="app.palette"),
        Binding("f5", "projector", "projector", key_display="F5", show=False, id="app.projector"),
        Binding(
            "f6", "light_or_dark", "light or dark", key_display="F6", show=False, id="app.theme"
        ),
        Binding("exclamation_mark", "file", "not saved", key_display="!", id="app.file"),
        Binding("ctrl+q", "quit", "quit", key_display="^q", id="app.quit", priority=True),
    ]

    def __init__(
        self, sessions: Path, screens: Path | None = None, start: Start | None = None
    ) -> None:
        speak(screens)
        super().__init__()
        self.folder = SessionsFolder(sessions)
        self.screens_folder = screens
        self.start = start or Start()
        self.bench: Workbench | None = None
        self.stage: Stage | None = None
        self.desk: FileDesk | None = None
        self.goodbye = ""
        self._standing: Standing | None = None  # where in the portfolio a session was opened
        self._words: Words | None = None
        self._minute: Timer | None = None
        self._front: Screen[Any] | None = None  # the screen in front when a notice was last shown
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if remembered_looks() == LIGHT.name else DARK.name
        self.stylesheet.set_variables(self.get_css_variables())  # before anything is parsed
        if PLAIN:
            self._filters.append(AsciiFilter())

    # -- start and end

    def get_default_screen(self) -> Screen[None]:
        """Home lies below everything else."""
        home = HomeScreen(
            self.folder,
            self.screens_folder,
            open_session=self.open_session,
            open_sample=self.open_sample,
            new_session=self.new_session,
            carry_on=self.carry_on,
            show_matrix=self.show_matrix,
        )
        if home.brand and home.brand.accent:
            self._look_like(home.brand.accent)
        return home

    def _look_like(self, accent: "Accent") -> None:
        """Give both themes the colour of the firm whose content it is."""
        self.register_theme(replace(DARK, accent=accent.dark))
        self.register_theme(replace(LIGHT, accent=accent.light))
        self.call_next(partial(self.refresh_css, animate=False))

    def on_mount(self) -> None:
        """Show the session that was asked for; without one, Home is there already."""
        self.set_class(PLAIN, "-ascii")
        self._take_keys()
        if not self.is_headless:
            on_signals(self._end)
        begin = self._beginning()
        (self.call_later if begin else self.call_after_refresh)(begin or self._warm_up)

    def _take_keys(self) -> None:
        """Take the keys that the room has given itself; what of them cannot be is said."""
        from fouraxis.tui.keys import config_file, read

        file = config_file()
        keymap = read(file)
        if keymap.textual:
            self.set_keymap(keymap.textual)
        if keymap.faults:
            more = len(keymap.faults) - 1
            fault = f"{file.name}: {keymap.faults[0]}"
            rest = tr(" ({count} more: fouraxis keys)", count=more) if more else ""
            bars.say(self, f"{fault}{rest}", "warning")

    def _beginning(self) -> Callable[[], None] | None:
        """What opens the session that was asked for; None where Home is all that is wanted."""
        start = self.start
        if start.file is not None:
            return partial(self.open_session, start.file)
        if start.sample is not None:
            return partial(self.open_sample, start.sample)
        if start.carried is not None:
            return partial(self.carry_on, start.carried, start.new_title or "")
        if start.new_title is not None:
            return partial(self.new_session, start.new_title)
        return self.show_portfolio if start.portfolio is not None else None

    @work(thread=True)
    def _warm_up(self) -> None:
        """Import what the next screen needs while the room reads Home."""
        from fouraxis.tui import stage  # noqa: F401
        from fouraxis.tui.file import desk  # noqa: F401

        self.much_stays()

    @property
    def walk_through(self) -> "Walk | None":
        """The walk through the open session."""
        return self.stage.walk if self.stage is not None else None

    @property
    def words(self) -> "Words":
        """The content, read when it is first needed.

        Raises:
            ContentError: The content folder is at fault.
        """
        if self._words is None:
            self._words = load(self.screens_folder)
        return self._words

    @property
    def drafts(self) -> "Drafts":
        """Where dialogs keep what is half typed in them."""
        from fouraxis.store.drafts import Drafts

        return self.bench.drafts if self.bench is not None else Drafts(self.folder.path)

    @property
    def why_not(self) -> str:
        """Why the open session takes no edits; empty where it does, or none is open."""
        return self.bench.why_not if self.bench is not None else ""

    def refuse(self) -> None:
        """Say why a key that edits does nothing here."""
        bars.say(self, tr("Not possible: {what}.", what=self.why_not), "warning")

    def missed(self, what: str) -> None:
        """Say that a key was meant for something that others have taken away."""
        name = quoted(what)
        bars.say(
            self, tr("{name} went by a change outside: that key did nothing.", name=name), "warning"
        )

    def moved(self) -> None:
        """Say that a click was meant for a row that a change outside has moved."""
        bars.say(
            self, tr("A change outside moved what was there: that click did nothing."), "warning"
        )

    async def action_quit(self) -> None:
        """Leave at once: all is saved, and where is said."""
        self._close_bench()
        self.exit(0)
        self.leave_in_time(0, self.goodbye)

    def on_unmount(self) -> None:
        """Whatever ends the program, the last change is written first."""
        self._close_bench()

    def _end(self, status: int) -> None:
        """The system, or a terminal that was closed, ends the program: all is written before."""
        self._close_bench()
        self.exit(status)
        self.leave_in_time(status, self.goodbye)

    def panic(self, *_: object) -> None:
        """Textual hands over a traceback; what is shown is the same as for every other fault."""
        self._fatal_error()

    def fault_survived(self, error: Exception) -> None:
        """Note where it happened, say that nothing is lost, and show the step afresh."""
        record(error)
        self.call_later(self._show_afresh)

    def _show_afresh(self) -> None:
        if self.stage is not None:
            self.stage.show_afresh()
        else:
            while not isinstance(self.screen, HomeScreen):
                self.pop_screen()
            self.screen.refresh(layout=True)
        if self.bench is None or self.bench.safe:
            bars.say(self, tr("Something went wrong with that key; nothing is lost."), "warning")
        else:
            bars.say(self, tr("Something went wrong with that key."), "warning")

    def palette_hint(self) -> str:
        """What stands in the palette's field while it is empty."""
        return tr("What to do")

    def text_arrived(self, text: str, keys: list[events.Key]) -> None:
        """Text came where keys are commands: ask what is to become of it."""
        from fouraxis.tui.stage import offer

        walk = self.stage.walk if self.stage is not None else None
        offer(self, text, keys, walk=walk, press=partial(self.call_later, self.press))

    def _fatal_error(self) -> None:
        """Instead of Textual's page with the values of all variables: where the work is."""
        self.bell()
        self.goodbye = stopped(self.bench, self._exception)
        self.bench = None
        self._close_messages_no_wait()
        self.leave_in_time(1, self.goodbye)

    def _close_bench(self) -> None:
        if self.bench is not None:
            bench, self.bench = self.bench, None
            self.follow_clock()
            self.stage = None
            if self.desk is not None:
                self.desk.stop()
                self.desk = None
            self.goodbye = goodbye(bench, bench.close())
            forget()

    # -- opening and leaving a session

    def open_session(self, path: Path) -> None:
        """Open the session in a file, at the place where it was left; what must be is asked."""
        from fouraxis.tui.file import opening

        def existing() -> "Arrived | None":
            arrived = opening.existing(path)
            if arrived is None:
                self.run_worker(self._ask_first(path), group="arriving")
            return arrived

        self._put_on_bench(existing)

    async def _ask_first(self, path: Path) -> None:
        from fouraxis.tui.file.opening import Arriving

        try:
            arrived = await Arriving(self, self.words).at(path)
        except (StoreError, OSError) as fault:
            bars.say(self, str(fault), "error")
        else:
            self._put_on_bench(lambda: arrived)

    def open_sample(self, name: str) -> None:
        """Open a copy of an example, in the sessions folder."""
        from fouraxis.tui.file import opening

        self._put_on_bench(lambda: opening.sample(self.folder, name))

    def new_session(self, title: str) -> None:
        """Start a workshop with this title, in the sessions folder."""
        from fouraxis.tui.file import opening

        self._put_on_bench(lambda: opening.new(self.folder, title, self.words))

    def carry_on(self, path: Path, title: str) -> None:
        """Start a workshop with the answers of another one, in the sessions folder."""
        from fouraxis.tui.file import opening

        self._put_on_bench(lambda: opening.carried(self.folder, path, title, self.words))

    def _put_on_bench(self, arrive: "Callable[[], Arrived | None]") -> None:
        self.much_comes()
        try:
            self._open(arrive)
        finally:
            self.call_after_refresh(self.much_stays)

    def _open(self, arrive: "Callable[[], Arrived | None]") -> None:
        from fouraxis.content.read import ContentError
        from fouraxis.tui.file.desk import (
            FileDesk,
            changed_wording,
            due_actions,
            meets_again,
            seal_on_it,
        )
        from fouraxis.tui.stage import Stage
        from fouraxis.tui.workbench import Workbench

        try:
            words, arrived = self.words, arrive()
        except (StoreError, ContentError) as fault:
            bars.say(self, str(fault), "error")
            return
        if arrived is None:
            return
        self._close_bench()
        self.bench = bench = Workbench(
            words,
            arrived.opened,
            changed=self._session_changed,
            unsaved=self._show_saved,
            saving=self._saving,
            lock=arrived.lock,
            read_only=arrived.read_only,
        )
        self.stage = Stage(self, bench, self.leave_session)
        walk = self.stage.walk
        self.desk = FileDesk(
            self,
            bench,
            self.folder,
            open_session=self.open_session,
            resume=walk.resume,
            lost=self.taken_away,
            changes=self.changes_outside,
        )
        self.desk.bring_in(arrived.brought)
        if noticed := (
            *seal_on_it(bench),
            *bench.notices,
            *changed_wording(bench),
            *due_actions(bench),
        ):
            bars.say(self, bars.in_passing(noticed), "warning")
        self.desk.recall(noticed)
        walk.resume()
        if meets_again(bench, arrived.opened.stamp.mtime_ns):
            walk.show_actions()

    def leave_session(self) -> None:
        """Close the session, all of it saved, and show Home with the cursor on it."""
        home = self.screen_stack[0]
        if self.bench is not None and isinstance(home, HomeScreen):
            home.stand_at(self.bench.path)
        self._close_bench()
        self.clear_notifications()  # what was said of it would stand there again, behind this word
        bars.say(self, self.goodbye)
        while len(self.screen_stack) > 1 and not isinstance(self.screen, HomeScreen):
            self.pop_screen()
        if self._standing is not None:
            self.show_portfolio()

    def _refresh_notifications(self) -> None:
        """Instead of Textual's stack of toasts, on every screen that comes to the front."""
        # tuple(self._notifications) asks for their number while it goes through them, and asking
        # throws out those that are over: docs/upstream.md, 10
        notices = [notice for notice in self._notifications]
        front = self.screen_stack[-1] if self.screen_stack else None
        if front is not self._front:
            self._front = front
            for notice in notices:
                if not bars.stays(notice, self.acted_at):
                    self._unnotify(notice, refresh=False)
        bars.show_newest(self, tuple(notice for notice in self._notifications))
        for screen in self.screen_stack:  # what lies behind another one has no keys
            screen.query(bars.KeyBar).refresh()

    def heard(self) -> None:
        """Somebody is there: the time until now was used."""
        if self.bench is not None:
            self.bench.heard()
            if self._minute is None:
                self.follow_clock()

    def follow_clock(self) -> None:
        """Show the time anew with the next minute, as long as the clock runs."""
        if self._minute is not None:
            self._minute.stop()
            self._minute = None
        bench = self.bench
        if bench is not None and bench.session.time.clock:
            seconds = bench.clock.next_minute(bench.session)
            if seconds is not None:
                self._minute = self.set_timer(seconds, self.show_clock)

    def show_clock(self) -> None:
        """Another minute has passed, or the clock rests since."""
        for screen in self.screen_stack:
            tell = getattr(screen, "clock_changed", None)
            if tell is not None and self.bench is not None:
                tell()
        self.follow_clock()

    def _session_changed(self) -> None:
        self.follow_clock()
        for notice in [
            notice for notice in self._notifications if notice.title == bars.UNTIL_CHANGED
        ]:
            self._unnotify(notice)
        self.screen.post_message(bars.SessionChanged())

    def _saving(self) -> None:
        self.post_message(bars.SaveChanged())

    def on_save_changed(self) -> None:
        """What is known of the file has changed."""
        self._show_saved()
        if self.desk is not None:
            self.desk.attend()

    def _show_saved(self) -> None:
        """Tell the screens whether all is saved, as it is in this moment."""
        if self.bench is None:
            return
        saved = self.bench.saved
        for screen in self.screen_stack:
            tell = getattr(screen, "save_changed", None)
            if tell is not None:
                tell(saved)

    def watch_app_focus(self, focus: bool) -> None:
        """The program came to the front: the file may have been changed in another one."""
        if focus and self.desk is not None:
            self.desk.look()

    def on_descendant_blur(self) -> None:
        """Somebody may have ended writing: what waited for that is attended to."""
        if self.desk is not None:
            self.call_later(self.desk.attend)

    # -- help and palette

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key for the file is there while something is wrong with it."""
        if action == "file":
            return self.desk is not None and self.desk.trouble
        return super().check_action(action, parameters)

    def on_title_bar_file(self) -> None:
        """A click on what is said of the file says more."""
        self.action_file()

    def action_file(self) -> None:
        """Show the conflicts, or where the session is saved."""
        if self.desk is not None:
            self.desk.show_file()

    def action_more_time(self) -> None:
        """Give the part at hand five minutes more."""
        if self.stage is not None:
            self.stage.more_time()

    def action_guidance(self) -> None:
        """What this screen is for, how to facilitate it, and its keys."""
        from fouraxis.tui.parts.dialogs import GuidanceDialog, keys_of

        screen = self.screen
        guide = getattr(screen, "guide", None)
        if guide is not None and not isinstance(screen, GuidanceDialog):

            def press(key: str | None) -> None:
                if key is not None:
                    self.simulate_key(key)

            self.push_screen(GuidanceDialog(guide(), keys_of(screen)), press)

    def action_light_or_dark(self) -> None:
        """Switch between the light and the dark theme; this machine remembers which."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        remember_looks(self.theme)

    def action_projector(self) -> None:
        """Show the question and its options alone, large, for a room; or everything again."""
        self.toggle_class("-projector")
        arrive = getattr(self.screen, "arrive", None)
        if arrive is not None:
            arrive()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the ways through the session, the theme, help, quit."""
        if self.stage is not None:
            yield from self.stage.commands()
            if self.desk is not None:
                yield from self.desk.commands()
            yield SystemCommand(tr("Home"), tr("Close this session, all saved"), self.leave_session)
        theme, guidance = tr("Switch the theme"), tr("Guidance and keys for this screen")
        yield SystemCommand(tr("Light or dark"), theme, self.action_light_or_dark)
        alone = tr("The question and its options alone, for a room")
        yield SystemCommand(tr("Projector"), alone, self.action_projector)
        yield SystemCommand(tr("Help"), guidance, self.action_guidance)
        matrix = tr("The eight published rows and every cell")
        yield SystemCommand(tr("Matrix"), matrix, self.show_matrix)
        if self.start.portfolio is not None and self.stage is None:
            together = tr("What all sessions say together")
            yield SystemCommand(tr("Portfolio"), together, self.show_portfolio)
        yield SystemCommand(tr("Quit"), tr("Leave; everything is saved"), self.action_quit)

    def show_matrix(self) -> None:
        """Show the matrix as a page to read."""
        from fouraxis.tui.placing.outcome import MatrixScreen

        if not isinstance(self.screen, MatrixScreen):
            self.push_screen(MatrixScreen(self.words))

    def show_portfolio(self) -> None:
        """Show the portfolio that was asked for, where somebody left it to look at a session."""
        from fouraxis.tui.portfolio import PortfolioScreen, Standing

        if self.start.portfolio is None or isinstance(self.screen, PortfolioScreen):
            return
        standing = self._standing or Standing(self.start.portfolio)
        self._standing = None

        def open_session(path: Path, left: "Standing") -> None:
            self.open_session(path)
            self._standing = left if self.bench is not None else None

        self.push_screen(PortfolioScreen(self.words, standing, open_session))


def run(
    *,
    sessions: Path,
    screens: Path | None,
    file: Path | None = None,
    new_title: str | None = None,
    carried: Path | None = None,
    sample: str | None = None,
    portfolio: Path | None = None,
) -> int:
    """Run the workshop in this terminal until the room leaves; the exit status of the program."""
    app = FouraxisApp(sessions, screens, Start(file, new_title, carried, sample, portfolio))
    app.endures = True
    status = app.run()
    if app.goodbye:
        with suppress(OSError):  # the terminal may be gone
            print(showable(app.goodbye), flush=True)
    return status or app.return_code or 0


LOG_LIMIT = 200_000
"""The largest that the log may grow, in bytes, before it starts anew."""


def log_path() -> Path:
    """The log, in the folder where journals and backups are kept."""
    return state_folder() / "faults.log"


def record(error: BaseException) -> Path | None:
    """Note a fault in the log (mode 0600): kind and places, no message and no values.

    Returns:
        The log, or None where it cannot be written.
    """
    path = log_path()
    if isinstance(error, WorkerFailed):  # it has no place of its own
        error = error.error
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ} {type(error).__name__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    try:
        DISK.make_folder(path.parent)
        text = ("\n".join(lines) + "\n").encode()
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            atomic.over(path, [text])
        else:
            log = DISK.append(path)
            try:
                DISK.write(log, text)
            finally:
                DISK.close(log)
    except OSError:
        return None
    return path


def farewell(work: Path | None, saved: bool, log: Path | None) -> str:
    """What the room reads instead of a traceback."""
    lines = [tr("fouraxis came upon a fault of its own and had to stop.")]
    if work is not None:
        if saved:
            lines.append(tr("All answers are saved in {path}", path=work))
        else:
            lines.append(tr("NOT all answers are saved in {path}", path=work))
        lines.append(tr("Go on with: fouraxis {path}", path=work))
    if log is not None:
        lines.append(
            tr("Where it happened, without any text of yours, is noted in {path}", path=log)
        )
    return "\n".join(lines)


def stopped(bench: "Workbench | None", error: BaseException | None) -> str:
    """Bring the work to safety, note the fault, and say where both are; called in the very end."""
    work = bench.path if bench else None
    saved = bench.close() if bench else True
    log = record(error) if error else None
    return farewell(work, saved, log)


SIGNALS: Final = ("SIGTERM", "SIGHUP")
"""What ends the program in an orderly way, on systems that have it."""

_KEYS: Final = 0.1
"""Seconds in which what was pressed before the signal is still taken."""


def on_signals(end: Callable[[int], None]) -> None:
    """Have `end` called with the exit status when the program is told to end.

    It is called in the event loop, so that nothing is half done, and after the keys that are on
    their way.
    """
    loop = asyncio.get_running_loop()

    def signalled(number: int) -> None:
        loop.call_later(_KEYS, end, 128 + number)

    for name in SIGNALS:
        number = getattr(signal, name, None)
        # there are none on Windows, nor for an application in another thread than the main one
        with suppress(NotImplementedError, ValueError, RuntimeError):
            if number is not None:
                loop.add_signal_handler(number, signalled, number)


def goodbye(bench: "Workbench", saved: bool) -> str:
    """What is said of a session that was closed: where it is, and where all that is not in it."""
    if bench.why_read_only:
        return tr("Not changed: {path}", path=bench.path)
    if saved:
        return tr("Saved in {path}", path=path_shown(bench.path))
    from fouraxis.store.delivery import NotSaved
    from fouraxis.tui.workbench import where_kept

    state = bench.state
    if not isinstance(state, NotSaved):
        missing = tr("Opening it again offers what is missing.")
        return f"{tr('NOT ALL SAVED in {path}.', path=bench.path)} {missing}"
    if state.unchanged:
        return tr("Not changed: {path}", path=bench.path)
    lines = [tr("NOT ALL SAVED in {path}.", path=bench.path), where_kept(state)]
    if state.journaled:
        lines.append(tr("Opening it again offers what is missing."))
    return " ".join(lines)
