"""The bytes that a terminal sends for a key, for pasted text and for the mouse."""

_NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "ctrl+space": "\0",
}
_ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_PAD = {"insert": 2, "delete": 3, "pageup": 5, "pagedown": 6}
_FUNCTION = {5: 15, 6: 17, 7: 18, 8: 19, 9: 20, 10: 21, 11: 23, 12: 24}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}

LEFT, MIDDLE, RIGHT, WHEEL_UP, WHEEL_DOWN = 0, 1, 2, 64, 65


def key(name: str) -> bytes:
    """What xterm sends for a key, named as Textual names it: `down`, `ctrl+q`, `f1`, `n`, `?`.

    Raises:
        ValueError: There is no such key.
    """
    if name in _NAMED:
        return _NAMED[name].encode()
    if len(name) == 1:
        return name.encode()
    *modifiers, base = name.split("+")
    code = 1 + sum(_MODIFIERS[modifier] for modifier in modifiers if modifier in _MODIFIERS)
    modified = f";{code}" if code > 1 else ""
    if base in _ARROWS:
        return f"\x1b[{'1' if modified else ''}{modified}{_ARROWS[base]}".encode()
    if base in _PAD:
        return f"\x1b[{_PAD[base]}{modified}~".encode()
    if base[0] == "f" and base[1:].isdigit():
        number = int(base[1:])
        if number <= 4:
            return b"\x1bO" + b"PQRS"[number - 1 : number]
        return f"\x1b[{_FUNCTION[number]}{modified}~".encode()
    if modifiers == ["ctrl"] and len(base) == 1:
        return bytes([ord(base.upper()) & 0x1F])
    if modifiers == ["alt"] and len(base) == 1:
        return b"\x1b" + base.encode()
    raise ValueError(f"there is no key {name!r}")


def pasted(text: str) -> bytes:
    """What a terminal sends for pasted text: bracketed, with carriage returns for line ends."""
    return b"\x1b[200~" + text.replace("\n", "\r").encode() + b"\x1b[201~"


def mouse_moved(column: int, row: int) -> bytes:
    """The pointer comes to a cell, counted from 0, with no button held (SGR, mode 1006)."""
    return f"\x1b[<35;{column + 1};{row + 1}M".encode()


def mouse_pressed(column: int, row: int, button: int = LEFT) -> bytes:
    """A button goes down, or the wheel turns, over a cell counted from 0."""
    return f"\x1b[<{button};{column + 1};{row + 1}M".encode()


def mouse_released(column: int, row: int, button: int = LEFT) -> bytes:
    """A button comes up again over a cell counted from 0."""
    return f"\x1b[<{button};{column + 1};{row + 1}m".encode()
