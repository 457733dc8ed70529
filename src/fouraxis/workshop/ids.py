"""Ids made from names: readable in the file, unique, and plain ASCII."""

import re
import unicodedata
from collections.abc import Container
from typing import Final

ID_LIMIT: Final = 60
"""The longest id, in characters."""

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
"""Latin letters that no decomposition takes apart."""


def slug(name: str) -> str:
    """The name in kebab-case; empty if nothing of it can be written in ASCII."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:ID_LIMIT].strip("-")


def fresh(name: str, taken: Container[str], kind: str, number: int) -> str:
    """An id for the name that is not taken; a name without ASCII letters becomes `kind-number`."""
    base = slug(name)
    if not base:
        base = kind
        wanted = f"{kind}-{number}"
    else:
        wanted, number = base, 1
    while wanted in taken:
        number += 1
        tail = f"-{number}"
        wanted = base[: ID_LIMIT - len(tail)].rstrip("-") + tail
    return wanted
