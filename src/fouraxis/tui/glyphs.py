"""The marks of the interface: narrow glyphs, or plain letters where a terminal lacks them."""

import os
import sys
from dataclasses import dataclass

from fouraxis.content.terms import MODEL_CODES, MODEL_GLYPHS


@dataclass(frozen=True)
class Glyphs:
    """One mark per meaning, the same on every screen."""

    chosen_left: str = "▸"
    chosen_right: str = "◂"
    cursor: str = "▐"
    done: str = "✓"
    some: str = "◔"
    none: str = "◦"
    known: str = "="
    unknown: str = "?"
    parked: str = "◌"
    review: str = "⚑"
    note: str = "✎"
    saved: str = "✔"
    unsaved: str = "✗"
    enter: str = "↵"
    warning: str = "!"
    up: str = "▴"
    down: str = "▾"


ASCII = Glyphs(
    chosen_left=">",
    chosen_right="<",
    cursor="|",
    done="x",
    some="-",
    none=".",
    parked="p",
    review="f",
    note="n",
    saved="ok",
    unsaved="!!",
    enter="enter",
    up="^",
    down="v",
)


def plain_terminal() -> bool:
    """Whether the terminal is to get ASCII marks only.

    `FOURAXIS_ASCII=1` asks for it; the Linux console and an output that is not UTF-8 need it.
    """
    if os.environ.get("FOURAXIS_ASCII", "") not in ("", "0"):
        return True
    encoding = (getattr(sys.__stdout__, "encoding", "") or "utf-8").lower().replace("-", "")
    return os.environ.get("TERM") == "linux" or not encoding.startswith("utf")


PLAIN = plain_terminal()
GLYPHS = ASCII if PLAIN else Glyphs()


def model_glyph(model: str) -> str:
    """The mark of an engagement model; its code's first letter where glyphs are plain."""
    return MODEL_CODES[model][0].lower() if PLAIN else MODEL_GLYPHS[model]
