"""The faults of Textual that the program works round, in one place; written against Textual 8.2.8.

Each has a test in tests/tui/test_framework.py or tests/terminal/test_framework.py, and stands in
docs/upstream.md under the same number, as a report would say it. When Textual mends one, its part
here goes. The terminal is read here, too, and Python's garbage is looked for in the pauses of that.
"""

import asyncio
import contextlib
import gc
import os
import selectors
import signal
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Iterable
from functools import lru_cache, partial, wraps
from itertools import groupby
from time import monotonic
from traceback import walk_tb
from typing import Any, Final, TypeVar

from textual import constants, events
from textual._callback import invoke
from textual._compositor import ChopsUpdate, Compositor
from textual._context import visible_screen_stack
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App, ScreenError, ScreenStackError
from textual.await_complete import AwaitComplete
from textual.cache import LRUCache
from textual.color import Color
from textual.command import CommandInput, CommandList, CommandPalette
from textual.content import Content
from textual.css.query import NoMatches
from textual.css.stylesheet import Stylesheet
from textual.dom import NoScreen
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.messages import InBandWindowResize
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import WorkerFailed

from fouraxis.content.language import tr
from fouraxis.workshop.text import showable, sought

Result = TypeVar("Result")

_LEAVING: Final = 1.4
_LEFT: Final = 1.8
"""After so many seconds the terminal is given back by force, and the process has ended."""

_GIVEN_BACK: Final = (
    b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u"
    b"\x1b[?1049l\x1b[?25h\x1b[?1004l"
)

TOGETHER: Final = 0.001
"""Seconds in which letters that arrive one behind the other are read as one piece."""


_FITTING: Final = 3
"""As often a layout may lead to another one before it is drawn."""

_SPEAKING: Final = 2
"""Turns of the loop in which each widget that has something to say has its own."""
_AT_ONCE: Final = 0.0


class ClosesOnce(ModalScreen[Result]):
    """A dialog that closes once, whatever comes while it does (1).

    Textual pops the screen in front each time that `dismiss` is called. Where something lies over
    the dialog (the help, the palette), that goes with it.
    """

    _closed_once = False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result; nothing if it has closed already, or was taken down otherwise."""
        if self._closed_once or self not in self.app.screen_stack:
            return AwaitComplete()
        self._closed_once = True
        while self.app.screen is not self:
            self.app.pop_screen()
        return super().dismiss(result)


class Palette(CommandPalette, ClosesOnce[None]):
    """The command palette, safe while its list is empty or being filled (1, 2)."""

    def _action_command_list(self, action: str) -> None:
        """Move in the list, or select from it, where there is something in it."""
        if self.is_mounted and self.query_one(CommandList).option_count:
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say in a while that nothing fits, in the language of the room: the framework has one."""
        self._stop_no_matches_countdown()

        def show() -> None:
            self._list_visible = bool(search_value)
            if search_value:
                nothing = Content.styled(tr("Nothing fits."), "not bold")
                option = Option(nothing, disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(option)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)


class FittingScreen(Screen[Result]):
    """Draws what a layout makes of it once all that takes what it leaves has done so (19)."""

    _laying_out = False

    def fit(self) -> bool:
        """Take what room a layout leaves; whether anything is to be laid out again for that."""
        return False

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._laying_out = True
        try:
            super()._refresh_layout(size, scroll)
            for _ in range(_FITTING):
                if not (self.is_current and self.is_mounted and self.fit()):
                    break
                super()._refresh_layout(size)
        finally:
            self._laying_out = False
        if self.is_current and not self.app._batch_count:
            if self._repaint_required:  # all of it, in this frame and not in one behind it
                self._repaint_required = False
                self._compositor.update_widgets({self})
            self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        if not self._laying_out:
            super()._compositor_refresh()


class CellParser(XTermParser):
    """Reads the mouse in cells, which is what the terminal was asked for (3).

    A report of the window's size by the terminal made Textual take cells for pixels.
    """

    def parse_mouse_code(self, code: str) -> Message | None:
        """What the mouse did."""
        self.mouse_pixels = False
        return super().parse_mouse_code(code)


class Sweeper:
    """Looks for garbage among all objects once nobody types: nothing else runs meanwhile.

    That is up to a tenth of a second without a frame, and the keys of that time come in one piece.
    What is there once a session is open stays, and is not looked through each time. It is laid
    aside unseen, since the first keys follow at once; what of it was garbage waits for a pause in
    which nobody is about to type, as does a session that was closed. Where several are opened and
    there was no such pause, all is looked through with one of them: else each would stay for good.
    While it comes nobody looks: it would be looked through again and again.
    """

    _COMES_FOR: Final = 5.0
    """Seconds after which what comes has come, even if nobody says so."""

    _DUE: Final = 10
    """Looks at what is young, after which one at everything is due: as Python has it."""

    _AT_LAST: Final = 40
    """So many are enough, even where somebody types without a pause."""

    _PAUSE: Final = 0.3
    """Seconds without a key, behind which the next one is not near."""

    _LONG_PAUSE: Final = 5.0
    """Seconds without a key, behind which the room talks."""

    _UNSEEN: Final = 2
    """So often much may be laid aside unseen."""

    _unseen = 0
    _grown_at: float | None = None
    """When much has come that stays, as long as it was not looked through."""

    _typed_at = 0.0
    _comes_since = 0.0

    def begin(self) -> None:
        """From now on look in pauses."""
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, self._AT_LAST)
        self._comes_since = monotonic()

    def much_comes(self) -> None:
        """Do not look until it is there."""
        self._comes_since = monotonic()
        gc.disable()

    def much_stays(self) -> None:
        """Lay aside all that is there: most of it has come to stay."""
        self._grown_at = monotonic()
        self._unseen += 1
        if self._unseen > self._UNSEEN:
            self._sweep()
        else:
            gc.freeze()
        gc.enable()

    def _sweep(self) -> None:
        """Look through what was laid aside, too, and lay aside what is left."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._unseen = 0

    def heard(self, typed: bool) -> None:
        """Take in whether something was typed just now; where nobody types, do what is due."""
        now = monotonic()
        if not gc.isenabled() and now - self._comes_since >= self._COMES_FOR:
            self.much_stays()
        if typed:
            self._typed_at = now
        elif now - self._typed_at < self._PAUSE:
            pass
        elif (grown := self._grown_at) and now - max(grown, self._typed_at) >= self._LONG_PAUSE:
            self._grown_at = None
            self._sweep()
        elif gc.get_count()[2] >= self._DUE:
            gc.collect()


SWEEPER: Final = Sweeper()


class Typed(Message, bubble=False):
    """Keys that were read in one piece."""

    def __init__(self, keys: tuple[events.Key, ...]) -> None:
        super().__init__()
        self.keys = keys


if sys.platform != "win32":
    import termios
    import tty

    from textual.drivers.linux_driver import LinuxDriver

    class TerminalDriver(LinuxDriver):
        """Reads the terminal in one thread, however often the process is stopped and goes on (4).

        Textual starts everything a second time with each SIGCONT, and does so within the signal's
        handler, where a queue may be locked already. Bytes that are no text, and sequences that it
        cannot make sense of, end its reading thread and with it the program (5).
        """

        def _sigtstp_application(self, *_: object) -> None:
            self._loop.call_soon_threadsafe(self._stop)

        def _sigcont_application(self, *_: object) -> None:
            self._loop.call_soon_threadsafe(self._go_on)

        def _stop(self) -> None:
            """Give the terminal back, and stop."""
            if self._auto_restart and self.reading:
                self.suspend_application_mode()
                self._must_signal_resume = True
            os.kill(os.getpid(), signal.SIGSTOP)

        def _go_on(self) -> None:
            """Begin again what was given back; else take the terminal as it was, and repaint."""
            if not self._auto_restart:
                return  # an editor of the user's has the terminal
            if not self.reading:
                self.resume_application_mode()
            elif self._in_front():
                self._take_again()
                self._app.refresh(layout=True)

        @property
        def reading(self) -> bool:
            """Whether the keyboard is read."""
            return self._key_thread is not None and self._key_thread.is_alive()

        def _in_front(self) -> bool:
            try:
                return os.tcgetpgrp(self.fileno) == os.getpgrp()
            except OSError:
                return False

        def start_application_mode(self) -> None:
            """Take the terminal; nothing if it is taken already."""
            if not self.reading:
                super().start_application_mode()  # type: ignore[no-untyped-call]

        def _take_again(self) -> None:
            """Whoever had the terminal meanwhile may have set it otherwise."""
            with contextlib.suppress(termios.error):
                modes = termios.tcgetattr(self.fileno)
                modes[tty.LFLAG] = self._patch_lflag(modes[tty.LFLAG])
                modes[tty.IFLAG] = self._patch_iflag(modes[tty.IFLAG])
                termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
            self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l")
            if not constants.DISABLE_KITTY_KEY:
                self.write("\x1b[=25;1u")  # set, not pushed: it is taken back once
            self._enable_mouse_support()

        def give_back(self) -> None:
            """Leave the terminal as it was found, past a writing thread that may hang."""
            os.write(2, _GIVEN_BACK)
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

        def process_message(self, message: Message) -> None:
            """Hand on what was read; a signal tells the size, and the mouse counts cells."""
            if not isinstance(message, InBandWindowResize):
                super().process_message(message)

        def run_input_thread(self) -> None:
            """Read until the end is wanted."""
            parser = CellParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            SWEEPER.begin()
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    data = self._read() if selector.select(0.1) else None
                    SWEEPER.heard(bool(data))
                    if data and len(data) == 1 and selector.select(TOGETHER):
                        data += self._read()
                    if data == b"":  # the terminal is gone: whoever tells us ends the program
                        self.exit_event.wait(0.1)
                    try:
                        read = list(parser.feed(text)) if data and (text := decode(data)) else []
                        read += parser.tick()
                    except Exception:  # whatever it is: it is the terminal's word, and no text
                        parser, read = CellParser(self._debug), []
                    self._hand_on(read)

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, 4096)
            except OSError:
                return b""

        def _hand_on(self, read: Iterable[Message]) -> None:
            """Keys that came in one piece stay together; all is handed on in the order it came."""
            for are_keys, messages in groupby(
                read, lambda message: isinstance(message, events.Key)
            ):
                together = list(messages)
                if are_keys and len(together) > 1:
                    keys = tuple(key for key in together if isinstance(key, events.Key))
                    self.process_message(Typed(keys))
                else:
                    for message in together:
                        self.process_message(message)


def picture(app: App[Any]) -> list[Strip]:
    """What the terminal shows, line by line, with what lies behind a dialog."""
    visible_screen_stack.set(list(app._background_screens))
    return app.screen._compositor.render_strips(app.size)


def gone(pump: MessagePump) -> bool:
    """Whether a widget or screen is on its way out, or was never shown."""
    if pump._closing or pump._closed:
        return True
    if not isinstance(pump, Widget):
        return False
    try:
        screen = pump.screen
    except NoScreen:
        return True
    return pump._pruning or all(screen not in stack for stack in pump.app._screen_stacks.values())


def _sought_by_the_gone(error: Exception) -> bool:
    """Whether it comes of what a widget wanted done later, which was on its way out by then.

    Textual does not say whose call after a refresh, or timer, it was that failed.
    """
    owners = (frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__))
    return any(isinstance(owner, Widget) and gone(owner) for owner in owners)


class ThriftyStylesheet(Stylesheet):
    """The styles of the program, parsed once for each set of colours and measures (20)."""

    SOURCES: Final = 1024

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(self.SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take colours and measures; the same ones again change nothing."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what has changed."""
        self.parse()


class EnduringApp(App[int]):
    """An application that survives a fault in the handling of one message (6).

    Textual ends the program with the first one. And what a widget looks for when it is on its way
    out is no fault: there is nothing left to look in (7).
    """

    endures = False
    """Whether it does: a test wants to hear of the first fault."""

    CALM: Final = 10.0
    """Seconds in which a second fault is not survived."""

    _faulted_at = -CALM

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = ThriftyStylesheet(variables=self.get_css_variables())

    def endure(self, error: Exception, pump: MessagePump | None = None) -> bool:
        """Survive a fault, if that is possible; whether it is."""
        missing = isinstance(error, NoMatches | NoScreen | ScreenError | ScreenStackError)
        if missing and ((pump is not None and gone(pump)) or _sought_by_the_gone(error)):
            return True
        if error is self._exception or not self.endures or not self.is_running or self._exit:
            return False
        now = monotonic()
        if now - self._faulted_at < self.CALM:
            return False
        self._faulted_at = now
        self.fault_survived(error)
        return True

    def fault_survived(self, error: Exception) -> None:
        """Note it, say so, and show afresh what may be half done."""
        raise NotImplementedError

    def much_comes(self) -> None:
        """Say that much comes now that will stay."""
        SWEEPER.much_comes()

    def much_stays(self) -> None:
        """Say that much has come that is there from now on."""
        SWEEPER.much_stays()

    def leave_in_time(self, status: int, goodbye: str) -> None:
        """End the process, whatever still waits for whatever; all has been saved before (8)."""
        if self.is_headless:
            return
        driver = self._driver

        def give_back() -> None:
            if sys.platform != "win32" and isinstance(driver, TerminalDriver):
                with contextlib.suppress(OSError, termios.error):
                    driver.give_back()
                    os.write(1, f"{showable(goodbye)}\n".encode())

        for seconds, act in ((_LEAVING, give_back), (_LEFT, partial(os._exit, status))):
            timer = threading.Timer(seconds, act)
            timer.daemon = True
            timer.start()

    def _handle_exception(self, error: Exception) -> None:
        """Faults in timers, workers, and before a widget is mounted."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if not isinstance(cause, Exception) or not self.endure(cause):
            super()._handle_exception(error)

    def get_driver_class(self) -> type[Any]:
        """Ours where Textual would take the one that it is for."""
        usual = super().get_driver_class()
        if sys.platform != "win32" and usual is LinuxDriver:
            return TerminalDriver
        return usual

    def action_command_palette(self) -> None:
        """Show the palette."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(placeholder=self.palette_hint(), id="--command-palette"))

    def palette_hint(self) -> str:
        """What stands in the palette's field while it is empty."""
        raise NotImplementedError


_dispatch = MessagePump._dispatch_message
_invoke_later = Screen._invoke_later
_forward = Screen._forward_event
_move_page = OptionList._move_page
_idle = Screen._on_idle
_size_updated = Widget._size_updated
_render_partial_update = Compositor.render_partial_update


async def _dispatch_enduring(self: MessagePump, message: Message) -> None:
    """Handle a message; a fault in it ends neither this widget nor the program (6, 7)."""
    try:
        await _dispatch(self, message)
    except Exception as error:
        app = self.app
        if not isinstance(app, EnduringApp) or not app.endure(error, self):
            raise


def _invoke_later_enduring(self: Screen[Any], callback: Any, sender: MessagePump) -> None:
    """Call something back once a frame is drawn; a fault in it is one in a message (6, 7)."""

    async def enduring() -> None:
        try:
            await invoke(callback)
        except Exception as error:
            app = self.app
            if not isinstance(app, EnduringApp) or not app.endure(error, sender):
                raise

    _invoke_later(self, enduring, sender)


def _forward_to_what_is_there(self: Screen[Any], event: events.Event) -> None:
    """Hand on an event; a click on what is still drawn, but was removed, is for nothing (16)."""
    if isinstance(event, events.MouseDown):
        widget, _ = self.get_widget_and_offset_at(event.x, event.y)
        if widget is not None and not isinstance(widget, Screen) and widget.parent is None:
            return
    _forward(self, event)


def _move_page_where_drawn(self: OptionList, direction: Any) -> None:
    """Turn a page in a list that has lines; one that was not drawn yet has none (2)."""
    if self._lines:
        _move_page(self, direction)


def _paste_sought(self: CommandInput, event: events.Paste) -> None:
    """Look for what was pasted into the palette, without what a terminal would obey (15)."""
    event.stop()
    event.prevent_default()
    self.replace(sought(event.text), *self.selection)


@lru_cache(maxsize=1024)
def _backgrounds(base: Color, background: Color) -> tuple[Style, Style]:
    """The styles inside and outside of a border."""
    return Style(background=base + background), Style(background=base)


def _backgrounds_of_any(_: StylesCache, base: Color, background: Color) -> tuple[Style, Style]:
    """Remember them by the colours alone: no widget that is gone is kept with its lines (12)."""
    return _backgrounds(base, background)


async def _idle_once_all_have_spoken(self: Screen[Any], event: events.Idle) -> None:
    """Draw what has changed once every widget has said so, and not the first of them alone (17)."""

    def silent() -> bool:
        return bool(self._message_queue.empty())

    if silent():
        for _ in range(_SPEAKING):
            await asyncio.sleep(_AT_ONCE)
        if not silent():
            event.prevent_default()  # it is idle again behind what came
            return
    await _idle(self, event)


def _size_updated_once(
    self: Widget, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
) -> bool:
    """Take the size that a layout gave; it has been drawn so, and is not laid out again (18)."""
    del layout
    return _size_updated(self, size, virtual_size, container_size, layout=False)


@wraps(_render_partial_update)
def _render_what_has_changed(self: Compositor) -> ChopsUpdate | None:
    """Draw the widgets of which something has changed, and ask no other (21)."""
    whole, changed = self.visible_widgets, self._dirty_regions
    self._cuts = self.cuts  # they are those of all widgets
    self._visible_widgets = {
        widget: (region, clip)
        for widget, (region, clip) in whole.items()
        if any(map(region.intersection(clip).overlaps, changed))
    }
    try:
        return _render_partial_update(self)
    finally:
        self._visible_widgets = whole


MessagePump._dispatch_message = _dispatch_enduring  # type: ignore[method-assign]
Screen._invoke_later = _invoke_later_enduring  # type: ignore[method-assign]
Screen._forward_event = _forward_to_what_is_there  # type: ignore[method-assign]
CommandInput._on_paste = _paste_sought  # type: ignore[assignment]
Widget._size_updated = _size_updated_once  # type: ignore[method-assign]
Screen._on_idle = _idle_once_all_have_spoken  # type: ignore[method-assign]
Compositor.render_partial_update = _render_what_has_changed  # type: ignore[method-assign]
OptionList._move_page = _move_page_where_drawn  # type: ignore[method-assign]
StylesCache.get_inner_outer = _backgrounds_of_any  # type: ignore[assignment]
