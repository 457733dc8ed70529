"""A language that nobody speaks: what is said in it has no letter of the English alphabet.

Each letter becomes one that looks like it, so that a text is as long as before, and a word of
English that is left on a screen was never asked of the content, nor said through `tr`.
"""

import os
import re
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import tomli_w

from fouraxis.content.language import FILE
from fouraxis.content.load import NAMES, shipped, words
from fouraxis.store.delivery import save
from fouraxis.store.read import read
from tests.content.test_german import ALIKE, MACHINE
from tests.content.test_interface import texts_of_the_program

_ENGLISH: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKED: Final = "àƀçďéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÀɃÇĎÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ"
_LETTERS: Final = str.maketrans(_ENGLISH, _MARKED)

_PLACE: Final = re.compile(r"(\{[^{}]*\})")
_ID: Final = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")

_OF_THE_MACHINE: Final = (ALIKE - {"references"}) | MACHINE | {"id", "version", "language"}
"""Values under these names are the same in every language, or no room reads them."""


def marked(text: str) -> str:
    """The text in the language that nobody speaks, with its places."""
    return "".join(
        part if _PLACE.fullmatch(part) else part.translate(_LETTERS) for part in _PLACE.split(text)
    )


def write_language(folder: Path) -> Path:
    """Write all content and all texts of the interface in that language to a folder."""
    for name in NAMES:
        said = _each(words(name), lambda key, text: text if _kept(key) else marked(text))
        (folder / f"{name}.toml").write_text(tomli_w.dumps(said), "utf-8")
    interface = {text: marked(text) for text in texts_of_the_program()}
    (folder / FILE).write_text(tomli_w.dumps(interface), "utf-8")
    return folder


def write_session(folder: Path, sample: str) -> Path:
    """Write a shipped example whose people type that language, too: only ids are as they were."""
    text = (shipped("sessions") / f"{sample}.toml").read_text("utf-8")
    typed = _each(tomllib.loads(text), _typed)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{marked(sample)}.toml"
    path.write_text(tomli_w.dumps(typed), "utf-8")
    opened = read(path)
    save(opened.session, path, opened.stamp)
    return path


@contextmanager
def wordless_folder() -> Iterator[Path]:
    """A folder whose path has no words, since a dialog may cut a path anywhere."""
    folder = Path(tempfile.gettempdir()) / f"{os.getpid()}-{time.time_ns()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _typed(key: str, text: str) -> str:
    return text if _ID.fullmatch(text) and key != "target" else marked(text)


def _kept(key: str) -> bool:
    return key in _OF_THE_MACHINE


def _each(value: Any, say: Callable[[str, str], str], key: str = "") -> Any:
    """The same tree with every text said anew, by the name that it stands under."""
    if isinstance(value, dict):
        return {name: _each(below, say, name) for name, below in value.items()}
    if isinstance(value, list):
        return [_each(below, say, key) for below in value]
    return say(key, value) if isinstance(value, str) else value
