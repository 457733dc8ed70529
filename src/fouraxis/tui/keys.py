"""Keys: which does what on which screen, and each in the order in which it was pressed.

A room may change keys: `keys.toml` in the configuration folder gives an action, by its id, another
key, or several. What of it cannot be is left out and said plainly; the usual keys hold there.

    step.summary = "f7"
    step.down = ["page_down", "n"]

Textual hands each key to whatever has the focus when it arrives. Of keys that arrive in one burst
all go to what had it before the first of them: a name that is typed while its field opens loses
letters, a second Enter answers the dialog that the first has closed. So a key waits here until the
one before has had all its effect. Letters for a field do not wait for each other.

What arrives faster than anybody types was not typed. It is text, and no row of commands. And an
Enter that was pressed twice does not go on twice: see `opened`.
"""

import asyncio
import os
import tomllib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from time import time
from typing import Any, Final, NamedTuple, TypeGuard

from textual import events
from textual._time import get_time
from textual.app import App, ScreenStackError
from textual.binding import Binding
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.keys import Keys, _character_to_key, key_to_character
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from fouraxis.content.language import tr
from fouraxis.tui.framework import EnduringApp, Typed, picture

FASTEST: Final = 8
WITHIN: Final = 0.03
"""Nobody types more than so many letters within so many seconds."""

SECOND_PRESS: Final = 0.3
"""Seconds from what an Enter opened, in which the next Enter is the same one, pressed twice."""

UNSEEN: Final = 0.5
"""Seconds from when something was taken away by others, in which a key was meant for that."""

_TURNS: Final = 20
"""So often it is looked whether a key has had all its effect, before the next one acts anyway."""

_PATIENCE: Final = 1.0
"""Seconds after which a widget that is busy with something else is not waited for."""

_CHARACTERS: Final = {"enter": "\n", "ctrl+j": "\n", "tab": "\t"}
"""Keys that stand in a text, beside those that are a character."""


NEXT: Final = "right_square_bracket,plus,ä,equals_sign"
BACK: Final = "left_square_bracket,ü,ö,right_parenthesis"
"""The keys to the neighbours: brackets, or what a German or French keyboard has there unshifted."""

_DIGITS: Final = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
"""What the keys of the digits type on a French keyboard, where digits need shift."""


def is_note(widget: Widget | None) -> bool:
    """Whether a widget takes text of several lines; asked of its class, Home would load it."""
    return getattr(widget, "multiline", False)


def is_field(widget: Widget | None) -> TypeGuard[Widget]:
    """Whether keys that are letters are text here."""
    return isinstance(widget, Input) or is_note(widget)


def as_enter(event: events.Event, editor: Widget | None) -> events.Event:
    """Enter, where the end of a line came as a line feed into a field of one line.

    A pasted text may have either: what is behind it is no part of the field.
    """
    line_feed = isinstance(event, events.Key) and event.key == "ctrl+j"
    return events.Key("enter", "\r") if line_feed and isinstance(editor, Input) else event


def as_digit(event: events.Event) -> events.Event:
    """The digit that stands on the same key, where the key of one types something else."""
    if isinstance(event, events.Key) and event.character in _DIGITS:
        digit = _DIGITS[event.character]
        return events.Key(digit, digit)
    return event


def character(event: events.Event) -> str:
    """What a key would be in a text; empty if it would be nothing."""
    if not isinstance(event, events.Key):
        return ""
    if event.is_printable and event.character:
        return event.character
    return _CHARACTERS.get(event.key, "")


class Paste(events.Paste):
    """Text that came as keys, too fast to be typed: more of it may follow, unlike of a paste."""


@dataclass(slots=True)
class Burst:
    """Characters that came one right behind the other. `pasted` if nobody can have typed them."""

    pasted: bool = False
    begun_on: Screen[Any] | None = None
    """The screen with the field that had the keys when it began."""
    _times: deque[float] = field(default_factory=lambda: deque(maxlen=FASTEST + 1))
    _characters: set[str] = field(default_factory=set)

    def goes_on(self, event: events.Event) -> bool:
        """Whether a character belongs to it; if so, it is counted."""
        if self._times and event.time - self._times[-1] > WITHIN:
            return False
        self._times.append(event.time)
        self._characters.add(character(event))
        fast = len(self._times) > FASTEST and self._times[-1] - self._times[0] <= WITHIN
        # a key that is held down is no text, however many of it a slow line brings at once
        self.pasted = self.pasted or (fast and len(self._characters) > 1)
        return True


class Waiting(NamedTuple):
    """An event that waits for its turn, and the burst that it is a part of."""

    event: events.Event
    burst: Burst | None


class OrderedApp(EnduringApp):
    """An application in which keys, clicks and pastes act one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Waiting] = deque()
        self._burst: Burst | None = None
        self._entered = False  # whether Enter was the last thing that was done
        self._done = 0  # as many keys and clicks as have acted
        self.acted_at = 0.0  # when the last of them did, as a clock says it
        self._opened_by = 0
        self._opened_at = 0.0
        self._taken_away = ""
        self._taken_at = 0.0
        self._pictured: list[Strip] = []
        self._pictured_at = 0.0
        self._on_their_way = False
        self._settling: asyncio.Task[None] | None = None

    @property
    def quiet(self) -> bool:
        """Whether every key has had all its effect."""
        return not self._waiting and self._settling is None

    @property
    def why_not(self) -> str:
        """Why what is open takes no edits; empty where it does."""
        return ""

    def refuse(self) -> None:
        """Say why a key that edits does nothing here."""
        raise NotImplementedError

    def text_arrived(self, text: str, keys: list[events.Key]) -> None:
        """Text came where keys are commands: offer it."""
        raise NotImplementedError

    def taken_away(self, what: str) -> None:
        """Note what others took from under the room's hands; again once that is drawn."""

        def note() -> None:
            self._taken_away, self._taken_at = what, get_time()

        note()
        self.call_after_refresh(note)

    def changes_outside(self) -> None:
        """Keep what is to be seen before others changed it: a click may be meant for that."""

        def note() -> None:
            self._pictured_at = get_time()

        self._pictured = picture(self)
        note()
        self.call_after_refresh(note)

    def moved(self) -> None:
        """Say that a click was meant for what stands elsewhere now."""
        raise NotImplementedError

    def missed(self, what: str) -> None:
        """Say that a key or click was meant for something that was taken away."""
        raise NotImplementedError

    def opens(self) -> Callable[[], None]:
        """Note that something opens, by the last thing that was done; again once it is drawn."""
        by = self._done

        def note() -> None:
            if by >= self._opened_by:
                self._opened_by, self._opened_at = by, get_time()

        note()
        return note

    async def press(self, keys: list[events.Key]) -> None:
        """Let keys act that were taken for text."""
        self._waiting.extendleft(Waiting(key, None) for key in reversed(keys))
        if self._settling is None:
            await self._go_on()

    # -- arriving

    async def on_event(self, event: events.Event) -> None:
        """Put what a person does in order; the pointer may move as it likes."""
        done_by_a_person = isinstance(event, events.InputEvent | events.Paste)
        if (
            not done_by_a_person
            or isinstance(event, events.MouseMove)
            or (isinstance(event, events.InputEvent) and event.is_forwarded)
            or (isinstance(event, events.Paste) and event.is_forwarded)
        ):
            await super().on_event(event)
        else:
            await self._arrive((event,))

    async def on_typed(self, event: Typed) -> None:
        """Keys that were read in one piece."""
        await self._arrive(event.keys)

    def heard(self) -> None:
        """A person did something, which will have its effect in its turn."""

    async def _arrive(self, arriving: tuple[events.Event, ...]) -> None:
        self.heard()
        for event in arriving:
            if not character(event) or self.is_headless:  # where no terminal is, nobody types
                self._burst = None
            elif self._burst is None or not self._burst.goes_on(event):
                self._burst = Burst()
                self._burst.goes_on(event)
            self._waiting.append(Waiting(event, self._burst))
        if self._settling is None:
            await self._go_on()

    # -- acting

    async def _go_on(self) -> None:
        """Let events act until one has to be waited for."""
        self._settling = None
        while self._waiting:
            waiting = self._waiting[0]
            event, burst = waiting.event, waiting.burst
            editor = self.focused if is_field(self.focused) else None
            pasted = burst is not None and burst.pasted
            is_letter = isinstance(event, events.Key) and event.is_printable
            if is_letter and editor is not None and self._on_their_way:
                is_letter = not _comes_first(editor, event)  # what it does hangs on what is written
            if editor is not None and is_letter and not (pasted and is_note(editor)):
                self._waiting.popleft()
                self._entered = False
                self._done += 1
                if burst is not None and burst.begun_on is None:
                    burst.begun_on = self.screen
                await super().on_event(event)
                self._on_their_way = True
                continue
            if self._on_their_way:
                break
            if burst is not None and burst.pasted and self._is_no_key(event, editor, burst):
                keys = self._rest_of(burst)
                text = "".join(map(character, keys))
                if is_note(editor):
                    await super().on_event(Paste(text))
                elif text.strip() or burst.begun_on is None:  # behind a field's text: blank lines
                    self.text_arrived(text, keys)
            else:
                self._waiting.popleft()
                await self._act(event)
            break
        else:
            return
        self._settling = asyncio.create_task(self._settle())

    def _is_no_key(self, event: events.Event, editor: Widget | None, burst: Burst) -> bool:
        """Whether text that came too fast to be typed may do nothing here but be text.

        In a field of one line Enter and Tab lead to the next field of what is being filled in; so
        does the Enter that opens the next row of a page, where that is a field, too.
        """
        if is_note(editor):
            return True
        is_field = bool(getattr(self.screen, "field_here", ""))
        in_form = burst.begun_on is self.screen and (
            self.screen.is_modal or (is_field and character(event) == "\n")
        )
        return not in_form and not isinstance(editor, Input)

    def _rest_of(self, burst: Burst) -> list[events.Key]:
        rest: list[events.Key] = []
        while self._waiting and self._waiting[0].burst is burst:
            key = self._waiting.popleft().event
            if isinstance(key, events.Key):
                rest.append(key)
        return rest

    async def _act(self, event: events.Event) -> None:
        event = as_enter(event, self.focused)
        is_enter = isinstance(event, events.Key) and event.key == "enter"
        again, self._entered = self._entered and is_enter, is_enter
        opened_by_it = self._opened_by == self._done
        if again and opened_by_it and event.time - self._opened_at < SECOND_PRESS:
            return
        self._done += 1
        self.acted_at = time()
        listens_to = getattr(self.screen, "listens_to", None)  # a confirmation has it
        if listens_to is not None and not listens_to(event):
            return
        meant = self._meant(event)
        may_edit = self._edits(meant)
        does = may_edit or is_enter or isinstance(event, events.MouseDown | events.MouseUp)
        if does and event.time - self._taken_at < UNSEEN:
            self.missed(self._taken_away)
        elif isinstance(event, events.MouseDown) and self._was_another(event):
            self.moved()
        elif self.why_not and may_edit:
            self.refuse()  # before anything opens into which somebody would type in vain
        else:
            await super().on_event(meant)

    def _was_another(self, click: events.MouseDown) -> bool:
        """Whether something else stood where a click fell, before a change from outside."""
        x, y = click.screen_offset
        if click.time - self._pictured_at >= UNSEEN or y >= len(self._pictured):
            return False
        try:
            _, region = self.screen.get_widget_at(x, y)
        except NoWidget:
            return False
        left, right = max(region.x, 0), region.right
        before, now = (lines[y].crop(left, right).text for lines in (self._pictured, picture(self)))
        return before != now

    def _edits(self, event: events.Event) -> bool:
        """Whether a key would edit what is open."""
        if not isinstance(event, events.Key) or is_field(self.focused):
            return False
        active = self.screen.active_bindings.get(event.key)
        return active is not None and edits(active.binding)

    def _meant(self, event: events.Event) -> events.Event:
        """The key that is meant where keys are commands, unless somebody bound it as it is."""
        if not isinstance(event, events.Key) or is_field(self.focused):
            return event
        bound = event.character in _DIGITS and event.key in self.screen.active_bindings
        return event if bound else as_digit(event)

    # -- waiting

    async def _settle(self) -> None:
        """Wait until the last event has had all its effect, then go on."""
        try:
            for turn in range(_TURNS):
                before = self.focused or self.screen
                pumps = [before, *before.ancestors]
                for pump in pumps:
                    await _passed(pump)
                after = self.focused or self.screen
                if turn and after is before and not any(map(_has_work, pumps[:-1])):
                    break
        except ScreenStackError:  # the program ends
            pass
        self._on_their_way = False
        if not self.call_later(self._go_on):
            self._settling = None


def opened(node: DOMNode) -> None:
    """Say that a page, a dialog or a question has opened, which the next Enter is for.

    An Enter right behind another one that comes before anybody can have read it is none for it.
    Whatever is pressed between the two is meant, and so is the Enter behind it: an empty one ends
    a list of names, however fast it comes behind the last of them.
    """
    app = node.app
    if isinstance(app, OrderedApp):
        node.call_after_refresh(app.opens())


def _comes_first(editor: Widget, event: events.Event) -> bool:
    """Whether a letter may be a key to what the editor stands in, before it is one of its text."""
    if not isinstance(event, events.Key):
        return False
    return any(
        binding.priority
        for node in editor.ancestors
        for binding in node._bindings.key_to_bindings.get(event.key, ())
    )


_EDITS: Final = frozenset(
    {
        *("question.choose", "question.unknown", "question.note", "question.note-answered"),
        *("question.park", "question.flag", "question.clear", "question.confirm-page"),
        *("axes.vote", "axes.carry", "placing.outcome", "step.undo", "step.redo", "step.order"),
        *("setup.add", "setup.rename", "setup.remove", "setup.minutes", "setup.hours"),
        *("workloads.add", "workloads.edit", "workloads.down", "workloads.up"),
        *("workloads.duplicate", "workloads.split", "workloads.merge", "workloads.delete"),
        *("workloads.paste", "workloads.import"),
        *("vendor.add", "vendor.rename", "vendor.link", "vendor.choose", "vendor.sprint"),
        *("vendor.disqualify", "vendor.delete"),
        *("decision.decide", "decision.confirm", "decision.undecide", "summary.carried"),
        *("actions.add", "actions.owner", "actions.due", "actions.done", "actions.drop"),
        *("actions.edit", "actions.note", "actions.undo", "actions.redo"),
        *("boards.take-up", "boards.reason", "boards.finder"),
        *("agenda.minutes", "agenda.clock", "agenda.more", "agenda.fewer"),
        *("agenda.undo", "agenda.redo", "step.more-time", "trial.keep"),
    }
)
"""The actions that change the session."""

_CONFIRMS: Final = "confirm"
"""What is said of the key that confirms an answer; Enter goes on under the same id."""

_SIGNS_OFF: Final = ("step.sign", "boards.sign")


def edits(binding: Binding) -> bool:
    """Whether a key changes the session."""
    return binding.id in _EDITS or binding.description == _CONFIRMS


def offered(app: App[Any], binding: Binding) -> bool:
    """Whether a key does something now: what is sealed or read-only offers nothing that edits."""
    return not (edits(binding) and isinstance(app, OrderedApp) and app.why_not)


def at_foot(app: App[Any], binding: Binding) -> bool:
    """Whether a key stands at the foot; what is sealed has there what takes the seal off."""
    unseals = binding.id in _SIGNS_OFF and getattr(getattr(app, "bench", None), "sealed", False)
    return bool(binding.show or unseals) and offered(app, binding)


def _has_work(node: DOMNode) -> bool:
    pending = node._pending_message is not None
    return pending or bool(node._next_callbacks) or not node._message_queue.empty()


async def _passed(pump: MessagePump) -> None:
    """Wait until all that waits for a widget has been handled, or the widget is gone."""
    loop = asyncio.get_running_loop()
    handled: asyncio.Future[None] = loop.create_future()

    def done(*_: object) -> None:
        if not handled.done():
            handled.set_result(None)

    task = pump._task  # the application has none of its own
    if (task is None and not pump.is_dom_root) or not pump.call_later(done):
        return
    if task is not None:
        task.add_done_callback(done)
    timer = loop.call_later(_PATIENCE, done)
    await handled
    timer.cancel()
    if task is not None:
        task.remove_done_callback(done)


VARIABLE: Final = "FOURAXIS_CONFIG"
NAME: Final = "keys.toml"

SCREENS: Final[dict[str, tuple[str, ...]]] = {
    "Everywhere": ("app:FouraxisApp",),
    "Home": ("file.home:HomeScreen",),
    "Every step": ("step:StepScreen",),
    "Every question": ("questions.table:QuestionTable", "questions.screen:QuestionScreen"),
    "Setup": ("setup.screen:SetupScreen", "setup.screen:SetupTable"),
    "Agenda": ("setup.agenda:AgendaScreen",),
    "Workloads": ("workloads.screen:WorkloadsScreen", "workloads.screen:_Lines"),
    "A workload": ("workloads.dialog:WorkloadDialog", "workloads.dialog:KindLine"),
    "Axes": ("placing.screens:AxesScreen", "placing.screens:PlacingScreen"),
    "A vote": ("live.votes:VoteScreen",),
    "Rules": ("placing.screens:RulesScreen", "placing.screens:PlacingScreen"),
    "Where it lands": ("placing.outcome:RevealScreen",),
    "Checklists": ("questions.checklists:ChecklistScreen",),
    "Contract": ("questions.checklists:ContractScreen", "questions.checklists:ChecklistScreen"),
    "Vendors": ("vendors:VendorsScreen",),
    "Summary": ("summary.screen:SummaryScreen", "summary.table:SummaryTable"),
    "Programme of the summary": ("summary.programme:ProgrammeList",),
    "Reasons": ("summary.reasons:ReasoningDialog",),
    "Programme": ("summary.programme:ProgrammeDialog",),
    "Boards": ("live.boards:BoardPage", "live.boards:BoardScreen"),
    "Actions": ("summary.actions:ActionsScreen", "live.boards:BoardPage"),
    "Matrix": ("placing.outcome:MatrixScreen",),
    "Portfolio": ("portfolio:PortfolioScreen",),
    "Deciding": ("summary.decide:DecisionDialog",),
    "Vendors side by side": ("vendors:Comparison",),
    "A report that is written": ("summary.screen:Writing",),
    "What came from elsewhere": ("file.opening:ConflictDialog",),
    "Another wording": ("file.desk:WordingDialog",),
    "Help": ("parts.dialogs:GuidanceDialog",),
    "A text to read": ("parts.dialogs:Reading",),
    "Yes or no": ("parts.dialogs:Confirm",),
    "One to pick": ("parts.dialogs:Pick",),
    "Several to tick": ("parts.dialogs:PickMany",),
    "Go to": ("parts.dialogs:GoTo",),
    "Who it is": ("parts.dialogs:PickPerson",),
    "A line to type": ("parts.dialogs:AskLine",),
    "A field": ("parts.editors:LineEditor", "questions.aside:Aside"),
}
"""Each screen with what has keys of its own there; most widely used first."""

_ASKING: Final = ("Axes", "Rules", "Checklists", "Contract", "Vendors", "Setup")
_STEPS: Final = (*_ASKING, "Workloads", "Summary")

_FIXED: Final = frozenset(
    {"question.choose", "question.unknown", "kind.choose", "summary.axis", "vote.level"}
)
"""Digits are read where they are pressed, and cannot be other keys."""

_TYPED_BESIDE: Final = ("goto.", "who.", "line.", "deciding.")
"""What begins the ids of actions beside a field, where a letter or sign is typed."""

_MODIFIERS: Final = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})
_NAMES: Final = frozenset(key.value for key in Keys)
_SIGNS: Final = {"plus": "+", "minus": "-", "underscore": "_", "slash": "/"}
"""Keys that Textual calls otherwise than Unicode does."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a key does: `id` names it in `keys.toml`, nothing where it cannot be changed there."""

    id: str
    what: str
    usual: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keymap:
    """What `keys.toml` changes: keys by action, and what of the file could not be."""

    path: Path
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def textual(self) -> dict[str, str]:
        """The same as Textual takes it."""
        return {action: ",".join(keys) for action, keys in self.keys.items()}


def config_file() -> Path:
    """Where `keys.toml` lies: in FOURAXIS_CONFIG, else where the system keeps configuration."""
    if folder := os.environ.get(VARIABLE):
        return Path(folder).expanduser() / NAME
    from platformdirs import user_config_path

    return user_config_path("fouraxis", appauthor=False) / NAME


def actions() -> dict[str, list[Action]]:
    """Every action that has a key, screen by screen; each stands with the first that has it."""
    listed: dict[str, list[Action]] = {}
    seen: set[tuple[str, str]] = set()
    for screen, owners in SCREENS.items():
        for action in _merged(binding for owner in owners for binding in _own(owner)):
            if (action.id, action.what) not in seen:
                seen.add((action.id, action.what))
                listed.setdefault(screen, []).append(action)
    return listed


def read(path: Path) -> Keymap:
    """What a `keys.toml` changes; nothing where there is none."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return Keymap(path)
    except UnicodeDecodeError:
        return Keymap(path, faults=(tr("it is no text in UTF-8; the usual keys hold"),))
    except tomllib.TOMLDecodeError as fault:
        why = tr("it is damaged ({why}); the usual keys hold", why=str(fault))
        return Keymap(path, faults=(why,))
    except OSError as fault:
        why = tr("it cannot be read ({why}); the usual keys hold", why=fault.strerror or "")
        return Keymap(path, faults=(why,))
    return _checked(path, dict(_flat(raw)))


def _checked(path: Path, wanted: Mapping[str, Any]) -> Keymap:
    usual = {action.id: action.usual for here in actions().values() for action in here}
    keys: dict[str, tuple[str, ...]] = {}
    faults: list[str] = []
    for action, given in wanted.items():
        if fault := _unknown(action, usual):
            faults.append(fault)
            continue
        named = [given] if isinstance(given, str) else given
        if not isinstance(named, list) or not named or not all(isinstance(k, str) for k in named):
            faults.append(tr("{action}: a key or a list of keys is needed", action=action))
            continue
        wrong = [key for key in named if not _is_key(key)]
        typed = [key for key in named if action.startswith(_TYPED_BESIDE) and _types(key)]
        if wrong:
            faults.append(tr("{action}: there is no key “{key}”", action=action, key=wrong[0]))
        elif typed:
            faults.append(tr("{action}: {key} is typed there", action=action, key=typed[0]))
        else:
            keys[action] = tuple(_normal(key) for key in named)
    for action, key, other in clashes(keys):
        if action in keys:
            del keys[action]
            faults.append(
                tr(
                    "{action}: {key} is the key of {other}; the usual one holds",
                    action=action,
                    key=shown(key),
                    other=other,
                )
            )
    return Keymap(path, keys, tuple(faults))


def _unknown(action: str, usual: Mapping[str, Any]) -> str:
    if action in _FIXED:
        return tr("{action}: digits stay digits", action=action)
    if action in usual:
        return ""
    from difflib import get_close_matches

    close = get_close_matches(action, usual, n=1)
    if close:
        return tr(
            "there is no action {action}; did you mean {close}?", action=action, close=close[0]
        )
    return tr("there is no action {action}; fouraxis keys lists them", action=action)


def clashes(keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Which changed action has a key that does something else where it works, too."""
    for owners in _together():
        taken: dict[str, str] = {}
        here = {action.id: action for action in _merged(b for o in owners for b in _own(o))}
        for action in sorted(here, key=lambda action: action in keys):
            for key in keys.get(action, here[action].usual):
                other = taken.setdefault(key, action)
                if other != action and action in keys:
                    yield action, key, other


def _together() -> Iterator[tuple[str, ...]]:
    """What has keys at the same time."""
    for name, owners in SCREENS.items():
        more: tuple[str, ...] = ()
        if name in _STEPS:
            more += SCREENS["Every step"]
        if name in _ASKING:
            more += SCREENS["Every question"]
        yield (*owners, *more, *SCREENS["Everywhere"])


def _own(owner: str) -> Iterator[Binding]:
    """The keys that a class has of its own."""
    module, _, name = owner.partition(":")
    kind = getattr(import_module(f"fouraxis.tui.{module}"), name)
    yield from Binding.make_bindings(kind.__dict__.get("BINDINGS", ()))


def _merged(bindings: Iterator[Binding]) -> list[Action]:
    """Actions with all their keys."""
    merged: dict[tuple[str, str], Action] = {}
    for binding in bindings:
        if binding.description:
            key = (binding.id or "", binding.description)
            before = merged.get(key)
            usual = (*(before.usual if before else ()), binding.key)
            merged[key] = Action(binding.id or "", binding.description, tuple(dict.fromkeys(usual)))
    return list(merged.values())


def _flat(raw: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    """`step.summary = "s"` as one name, however its file groups it."""
    for key, value in raw.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{within}{key}.")
        else:
            yield f"{within}{key}", value


def _is_key(name: str) -> bool:
    *modifiers, key = name.split("+") if name != "+" else [name]
    return set(modifiers) <= _MODIFIERS and (
        len(key) == 1 or _normal(key) in _NAMES or bool(_sign(key))
    )


def _types(name: str) -> bool:
    """Whether a key types something."""
    return len(name) == 1 or bool(_sign(_normal(name))) or name.lower() == "space"


def _normal(name: str) -> str:
    """A key as Textual calls it."""
    *modifiers, key = name.split("+") if name != "+" else [name]
    usual = {"pgdn": "pagedown", "pgup": "pageup", "esc": "escape", "bksp": "backspace"}
    key = _character_to_key(key) if len(key) == 1 else usual.get(key.lower(), key.lower())
    return "+".join((*modifiers, key))


def shown(key: str) -> str:
    """A key as it stands on a keyboard, as far as it has a sign."""
    *modifiers, name = key.split("+")
    return "+".join((*modifiers, _sign(name) or name))


def _sign(name: str) -> str:
    """What a key types, as far as that can be seen."""
    sign = _SIGNS.get(name) or key_to_character(name) or ""
    return sign if sign.isprintable() and not sign.isspace() else ""
