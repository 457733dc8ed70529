"""The words of a screen are there before the models are."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fouraxis.content import load as loading
from fouraxis.content.load import KEPT, NAMES, keep, languages, load, words

ROOT = Path(__file__).parents[2]

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


def test_home_is_imported_without_the_models() -> None:
    ask = "import sys, fouraxis.tui.app; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    loaded = set(out.stdout.split())
    assert "fouraxis.tui.file.home" in loaded
    assert {"pydantic", "fouraxis.content.models", "fouraxis.workshop.session"}.isdisjoint(loaded)


@pytest.fixture
def shipped_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped content in a folder that may be changed."""
    folder = tmp_path / "screens"
    shutil.copytree(languages()["en"], folder)
    monkeypatch.setattr(loading, "shipped", lambda _: folder)
    return folder


def test_what_was_checked_is_the_content(shipped_here: Path) -> None:
    for path in shipped_here.rglob(KEPT):
        path.unlink()
    checked = {name: load(folder) for name, folder in languages().items()}
    assert len(keep()) == len(checked)
    for name, folder in languages().items():
        assert repr(load(folder)) == repr(checked[name])
    kept = shipped_here / KEPT
    kept.write_text(kept.read_text("utf-8").replace("Support", "Kept"), "utf-8")
    assert load() != checked["en"], "what is kept is what is read"


@pytest.mark.parametrize(
    "changed", ["home.toml", "interface.toml", "code", "garbled", "another", "part"]
)
def test_what_changed_since_is_checked_again(shipped_here: Path, changed: str) -> None:
    keep()
    kept = shipped_here / KEPT
    whole = json.loads(kept.read_bytes())
    whole["content"]["home"]["pack"]["title"] = "As it was kept"
    kept.write_text(json.dumps(whole), "utf-8")
    assert load().home.pack.title == "As it was kept"
    if changed == "code":
        kept.write_text(json.dumps({**whole, "code": "another"}), "utf-8")
    elif changed == "garbled":
        kept.write_bytes(kept.read_bytes()[:-100])
    elif changed == "another":
        kept.write_text("[]", "utf-8")
    elif changed == "part":
        del whole["content"]["axes"]
        kept.write_text(json.dumps(whole), "utf-8")
    else:
        with (shipped_here / changed).open("a", encoding="utf-8") as file:
            file.write("\n# a word more\n")
    assert load().home.pack.title != "As it was kept"


def test_a_folder_of_ones_own_is_always_checked(shipped_here: Path, tmp_path: Path) -> None:
    keep()
    own = tmp_path / "own"
    shutil.copytree(shipped_here, own)
    whole = json.loads((own / KEPT).read_bytes())
    whole["content"]["home"]["pack"]["title"] = "Never checked"
    (own / KEPT).write_text(json.dumps(whole), "utf-8")
    assert load(own).home.pack.title != "Never checked"


@pytest.mark.parametrize("changed", ["screens/axes.toml", "screens/de/home.toml"])
def test_a_changed_word_is_checked_once_and_not_at_each_start(changed: str) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("there is no make here")
    command = [make, "--no-print-directory", "-n", "-W", changed, "run"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    checking, starting = done.stdout.splitlines()[-2:]
    assert "keep()" in checking
    assert starting.split()[0].endswith("fouraxis")
