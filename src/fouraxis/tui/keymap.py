"""Which key does what on which screen, and what the room has changed of that in `keys.toml`.

The file lies in the configuration folder. It gives an action, by its id, another key, or several:

    step.summary = "f7"
    step.down = ["page_down", "n"]

What of it cannot be is left out and said in plain words; the usual keys hold there.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from textual.binding import Binding
from textual.keys import Keys, _character_to_key, key_to_character

from fouraxis.content.language import tr

VARIABLE: Final = "FOURAXIS_CONFIG"
NAME: Final = "keys.toml"

SCREENS: Final[dict[str, tuple[str, ...]]] = {
    "Everywhere": ("app:FouraxisApp",),
    "Home": ("file.home:HomeScreen",),
    "Every step": ("step:StepScreen",),
    "Every question": ("questions.table:QuestionTable", "questions.screen:QuestionScreen"),
    "Setup": ("setup.screen:SetupScreen", "setup.screen:SetupTable"),
    "Agenda": ("setup.agenda:AgendaScreen",),
    "Workloads": ("workloads.screen:WorkloadsScreen", "workloads.list:_Lines"),
    "A workload": ("workloads.dialog:WorkloadDialog", "workloads.dialog:KindLine"),
    "Axes": ("placing.screens:AxesScreen", "placing.screens:PlacingScreen"),
    "Rules": ("placing.screens:RulesScreen", "placing.screens:PlacingScreen"),
    "Where it lands": ("placing.reveal:RevealScreen",),
    "Checklists": ("questions.checklists:ChecklistScreen",),
    "Contract": ("questions.checklists:ContractScreen", "questions.checklists:ChecklistScreen"),
    "Vendors": ("vendors.screen:VendorsScreen",),
    "Summary": ("summary.screen:SummaryScreen", "summary.table:SummaryTable"),
    "Programme of the summary": ("summary.programme:ProgrammeList",),
    "Reasons": ("summary.reasons:ReasoningDialog",),
    "Programme": ("summary.programme:ProgrammeDialog",),
    "Actions": ("summary.actions:ActionsScreen",),
    "Matrix": ("placing.matrix:MatrixScreen",),
    "A field": ("parts.editors:LineEditor", "questions.aside:Aside"),
}
"""Each screen with what has keys of its own there; most widely used first."""

_ASKING: Final = ("Axes", "Rules", "Checklists", "Contract", "Vendors", "Setup")
_STEPS: Final = (*_ASKING, "Workloads", "Summary")

_FIXED: Final = frozenset({"question.choose", "question.unknown", "kind.choose", "summary.axis"})
"""Digits are read where they are pressed, and cannot be other keys."""

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
        if wrong:
            faults.append(tr("{action}: there is no key “{key}”", action=action, key=wrong[0]))
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
