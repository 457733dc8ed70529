"""One run of the monkey on the real program, and what has to be true of it afterwards."""

import os
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, get_args

from fouraxis.content.language import speak, tr
from fouraxis.content.load import load, shipped
from fouraxis.report.formats import SUFFIXES
from fouraxis.store.format import differences
from fouraxis.store.read import read
from fouraxis.workshop.session import Session, Step
from tests.monkey.keys import SIZES, TINY, Setting, acts
from tests.terminal import keys
from tests.terminal.emulator import Emulator
from tests.terminal.laptop import COMMAND, Laptop
from tests.terminal.process import POLL, Process

_SEQUENCE: Final = re.compile(r"\x1b\[[\d;?]*[a-zA-Z]")

PIECE: Final = 50
"""After so many keys it is looked whether the program is still there and has taken them."""

QUIET: Final = 0.02
"""Seconds that the program has to rest before it has done all that it was asked."""

LONGEST_QUIET: Final = 0.2

ESCAPE: Final = 0.12
"""Seconds after which Esc is a key of its own, and not the beginning of another one."""

PATIENCE: Final = 20.0
"""Seconds of a processor after which a program that still works hangs."""

FOREVER: Final = 300.0
"""Seconds in which even a busy machine lets it do what it was asked."""

LEAVES_WITHIN: Final = 2.0
"""Seconds in which it has to end: those in which it works, or rests."""

GROWTH: Final = 1.2
WARM: Final = 1000
"""After so many keys everything has been shown, and memory should not grow any more.

It is weighed at the same place then and at the end: a page takes megabytes more than another. And
not below what it took when all had just been loaded, which a program at Home has given back.
"""

UNDONE_AT_ONCE: Final = 25

CHECKED_AT_ONCE: Final = 8
"""So many files are checked by one command, whose time is limited: a long run leaves dozens."""


@dataclass
class Outcome:
    """What came of a run; `faults` is what is wrong with it."""

    seed: int
    count: int
    memory: list[int] = field(default_factory=list)
    undone: bool = False
    faults: list[str] = field(default_factory=list)
    screen: str = ""
    last: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """How many times as much memory it took in the end; 1 in a short run, where all is new."""
        return self.memory[-1] / self.memory[0] if len(self.memory) > 1 else 1.0

    def __str__(self) -> str:
        line = f"seed {self.seed}: {self.count} keys"
        if self.memory:
            sizes = ", ".join(str(size // 1024) for size in self.memory)
            line += f", {sizes} MB ({self.growth - 1:+.0%})"
        line += ", undone and done again" if self.undone else ""
        if not self.faults:
            return f"{line}, no fault"
        return "\n".join([line, *self.faults, self.screen, "last keys: " + " ".join(self.last)])


class Monkey:
    """The program in a terminal that nobody looks at, but where something is asked of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.laptop = Laptop(folder)
        setting = Setting.of(seed)
        self.german, self.size, self.at_home = setting.german, setting.size, setting.at_home
        self.file = setting.put_into(self.laptop.sessions)
        command = [
            *COMMAND,
            *(["--screens", str(shipped("screens") / "de")] if self.german else []),
        ]
        self._command = command
        self._wide = False
        self.loaded = 0
        self.start()

    # -- doing

    def start(self) -> None:
        """Start the program, the first time or after the palette's Quit was chosen.

        By then its session may have another name, or lie in the trash: then it begins at Home.
        """
        at_home = self.at_home or not self.file.exists()
        command = self._command if at_home else [*self._command, str(self.file)]
        self.process = Process(command, self.size, self.laptop.env, self.laptop.home)
        self._recent = self._last = b""

    def send(self, data: bytes) -> None:
        """Send bytes, reading meanwhile."""
        self.process.write(data, self._read_on)
        self._last = data[-1:]

    def press(self, *names: str) -> None:
        """Press keys, each when the one before has shown what it does."""
        for name in names:
            self.send(keys.key(name))
            self.rest()

    def wait_until_it_has_the_terminal(self) -> None:
        """Until then keys are the terminal's own: Ctrl+Z would stop the process."""
        end = time.monotonic() + FOREVER
        while b"\x1b[?1049h" not in self._recent and time.monotonic() < end:
            self._read(0.1)
        self.rest()

    def rest(self, quiet: float = QUIET) -> bool:
        """Read until the program has done all that it was asked; whether that came about."""
        # a busy system hands on later what is written; but a cursor blinks twice a second
        quiet = max(quiet, min(QUIET * os.getloadavg()[0], LONGEST_QUIET))
        quiet += ESCAPE if self._last == b"\x1b" else 0
        worked, began = self.process.worked, time.monotonic()
        calm = began
        while (now := time.monotonic()) - calm < quiet and self.process.ended() is None:
            if self._read(quiet / 2) or not self.process.resting:
                calm = now
                if self.process.worked - worked > PATIENCE or now - began > FOREVER:
                    return False
        return True

    def read_for(self, seconds: float) -> None:
        """Read for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self.process.hung_up:
            self._read(left)

    def _read_on(self) -> None:
        self._read(0)

    def _read(self, seconds: float) -> bool:
        data = self.process.read(seconds)
        self._recent = (self._recent + data)[-200_000:]
        return bool(data)

    def look(self) -> str:
        """The screen: the window gets another size, so that all of it is drawn anew."""
        self.rest()
        self._recent = b""
        self._wide = not self._wide
        columns, rows = 100 + self._wide, 30
        self.process.resize(columns, rows)
        self.rest(0.06)
        emulator = Emulator(columns, rows)
        emulator.feed(self._recent)
        return "\n".join(emulator.lines)

    def press_and_hear(self, data: bytes, words: Sequence[str]) -> bool:
        """Whether any of these is drawn once the program has seen to some bytes."""
        self._recent = b""
        self.send(data)
        self.rest(0.06)
        drawn = _SEQUENCE.sub("", self._recent.decode("utf-8", "replace"))
        return any(one in drawn for one in words)

    @property
    def memory(self) -> int:
        """How much of it is in memory, in KB; 0 once it has ended."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        except OSError:
            return 0
        match = re.search(r"VmRSS:\s+(\d+)", status)
        return int(match[1]) if match else 0

    # -- asking

    def choose(self, command: str) -> bool:
        """Do something by way of the palette; whether it is offered now."""
        for _ in range(14):
            self.press("ctrl+p", "ctrl+u", "ctrl+k")
            if tr("What to do") in self.look():
                break
            self.press("escape")
        else:
            raise AssertionError("no palette after fourteen times Esc\n" + self.look())
        self.send(command.encode())
        self.rest(0.3)  # what fits is looked for a little later
        offered = self.look().count(command) > 1  # once where it was typed
        self.press("enter" if offered else "escape")
        return offered

    def go_to(self, step: Step) -> bool:
        """Go to a step by way of the palette; whether a session is open."""
        words = load(shipped("screens") / "de" if self.german else None)
        return self.choose(tr("Go to {step}", step=getattr(words, step).screen.title))

    def load_all(self) -> None:
        """Show each step at each size, and write each report once: all that takes is there then.

        What Textual remembers of regions and styles fills for thousands of keys otherwise.
        """
        for step in get_args(Step):
            self.be_at(step)
            for size in (*SIZES, TINY, self.size):
                self.process.resize(*size)
                self.press("end", "home")
        for number in range(len(SUFFIXES)):
            self.press("e", *["down"] * number, "enter")
            self.rest(0.6)  # how far it is, is shown a little later
        self.be_at("setup")
        self.loaded = self.memory
        if self.at_home:
            self.choose(tr("Home"))

    def be_at(self, step: Step) -> None:
        """Go to a step, of the first session of the list where none is open."""
        if not self.go_to(step):
            self.press("home", "enter")
            self.rest(0.6)  # it is read, and perhaps its copies
            self.go_to(step)

    def session(self, path: Path) -> Session:
        """What is in the file, once it is not written any more."""
        before = b""
        while (now := path.read_bytes()) != before:
            before = now
            self.rest(0.3)
        return read(path).session


def run(folder: Path, seed: int, count: int, *, undo: bool = True) -> Outcome:
    """Let the monkey press so many keys, and look at what it leaves.

    Args:
        folder: An empty folder.
        seed: Says which keys, in which language, at which size and where.
        count: So many keys.
        undo: Whether all is taken back and done again in the end.
    """
    outcome = Outcome(seed, count)
    monkey = Monkey(folder, seed)
    speak(shipped("screens") / "de" if monkey.german else None)
    try:
        _begin(monkey, outcome)
        _press(monkey, outcome)
        if monkey.process.ended() is None:
            if undo:
                _undo_all(monkey, outcome)
            _leave(monkey, outcome)
    except AssertionError as fault:
        outcome.faults.append(str(fault))
    finally:
        if monkey.process.ended() is None:
            monkey.process.send_signal(9)
        monkey.process.close()
        speak(None)
    _look_at_files(monkey, outcome)
    return outcome


def _begin(monkey: Monkey, outcome: Outcome) -> None:
    """Wait until it is there; in a long run memory is weighed once everything has been loaded."""
    monkey.wait_until_it_has_the_terminal()
    outcome.memory.clear()
    if outcome.count >= 2 * WARM:
        monkey.load_all()


def _press(monkey: Monkey, outcome: Outcome) -> None:
    """Press the keys, and weigh the program now and then."""
    begun = 0
    for number, act in enumerate(acts(outcome.seed, outcome.count), 1):
        outcome.last = [*outcome.last[-39:], act.name]
        if act.size is not None:
            monkey.process.resize(*act.size)
        monkey.send(act.data)
        if act.pause:
            monkey.read_for(act.pause)
        if (act.pause is None or number % PIECE == 0) and not monkey.rest():
            outcome.faults.append(f"still busy {PATIENCE:g} s after key {number}")
            return
        if monkey.process.ended() == 0:  # the palette has a command for it
            monkey.process.close()
            monkey.start()
            _begin(monkey, outcome)
            begun = number
        elif monkey.process.ended() is not None:
            outcome.faults.append(f"it ended by itself at key {number}")
            emulator = Emulator(*monkey.size)
            emulator.feed(monkey._recent[-4000:])
            outcome.screen = "\n".join(emulator.lines)
            return
        if number - begun and (number - begun) % WARM == 0:
            if not outcome.memory:
                monkey.be_at("setup")
            outcome.memory.append(max(monkey.memory, 0 if outcome.memory else monkey.loaded))
    monkey.rest()
    if outcome.memory:
        monkey.be_at("setup")
        outcome.memory.append(monkey.memory)
    if outcome.growth > GROWTH:
        outcome.faults.append("it takes more and more memory")


def _undo_all(monkey: Monkey, outcome: Outcome) -> None:
    """Take everything back, do everything again: the session is what it was."""
    if not monkey.go_to("setup"):
        return
    chance = random.Random(outcome.seed)  # noqa: S311 - the same each time is what is wanted
    for _ in range(40):  # so that there is something to undo, however often a session was opened
        monkey.press(chance.choice(("1", "2", "3", "down", "f", ">")))
    monkey.go_to("setup")
    path = max(monkey.laptop.sessions.rglob("*.toml"), key=lambda file: file.stat().st_mtime)
    before = monkey.session(path)
    if before.seal is not None:  # nothing in it is changed any more, by undoing neither
        return
    for name, *ends in (
        ("u", tr("There is nothing to undo."), tr("undo ends where the session was unsealed")),
        ("ctrl+y", tr("There is nothing to do again.")),
    ):
        if not _to_the_end(monkey, path, name, ends):
            outcome.faults.append(f"{name} comes to no end")
            outcome.screen = outcome.screen or monkey.look()
        if name == "u":
            outcome.undone = _answers(monkey.session(path)) != _answers(before)
    after = monkey.session(path)
    was, now = _answers(before), _answers(after)
    if now != was:
        paths = [".".join(one.path) for one in differences(before, after)]
        paths = paths or [name for name in now if now[name] != was[name]]
        outcome.faults.append(
            f"undo to the beginning and redo to the end gave another session: {paths[:9]}"
        )


def _to_the_end(monkey: Monkey, path: Path, name: str, ends: Sequence[str]) -> bool:
    """Press a key until an end is said, and pressing it changes nothing more; whether that came.

    What was said earlier can be drawn once more, so hearing it is not enough.
    """
    for _ in range(120):
        if monkey.press_and_hear(keys.key(name) * UNDONE_AT_ONCE, ends):
            heard = _answers(monkey.session(path))
            monkey.press_and_hear(keys.key(name) * UNDONE_AT_ONCE, ends)
            if _answers(monkey.session(path)) == heard:
                return True
    return False


def _answers(session: Session) -> dict[str, Any]:
    """The session without what undoing does not take back: where the room stands, the time used."""
    return session.model_dump(exclude={"place": True, "time": {"used"}})


def _leave(monkey: Monkey, outcome: Outcome) -> None:
    """Leave; a dialog may be in front. What other programs take of the machine does not count."""
    began, worked, rested = time.monotonic(), monkey.process.worked, 0.0
    monkey.send(keys.key("ctrl+q"))
    while monkey.process.ended() is None:
        if not monkey._read(POLL):  # what it still draws, it does not wait for
            rested += POLL if monkey.process.resting else 0.0
        used = monkey.process.worked - worked + rested
        if used > LEAVES_WITHIN or time.monotonic() - began > FOREVER:
            outcome.screen = monkey.look()
            outcome.faults.append(
                f"it has not left after {LEAVES_WITHIN:g} s: "
                f"worked {used - rested:.1f} s, rested {rested:.1f} s"
            )
            return
    if monkey.process.ended() != 0:
        outcome.faults.append(f"it left with status {monkey.process.ended()}")


def _look_at_files(monkey: Monkey, outcome: Outcome) -> None:
    """Every file passes the check, and no fault was noted."""
    files = sorted(monkey.laptop.sessions.glob("*.toml"))
    for at in range(0, len(files), CHECKED_AT_ONCE):
        checked = monkey.laptop.run("check", *files[at : at + CHECKED_AT_ONCE])
        if checked.returncode != 0:
            outcome.faults.append(f"check: {checked.stdout}{checked.stderr}")
    for log in monkey.laptop.home.rglob("faults.log"):
        outcome.faults.append(log.read_text("utf-8"))
