"""The words of a screen are there before the models are."""

import subprocess
import sys

from fouraxis.content.load import NAMES, load, words

ASK = """
import sys
from fouraxis.content import load
assert load.words("home")["notice"]
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_words_load_neither_pydantic_nor_textual() -> None:
    out = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "tomllib" in out
    assert {"pydantic", "pydantic_core", "textual", "rich", "click"}.isdisjoint(out)


def test_words_are_those_of_the_typed_content() -> None:
    content = load()
    for name in NAMES:
        screen = getattr(content, name).screen
        assert words(name)["screen"] == screen.model_dump()
