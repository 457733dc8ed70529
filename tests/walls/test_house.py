"""The house as a visitor finds it: what stands at the top, and that everything says what it is."""

import ast
import re
import statistics
import subprocess
import tomllib
from pathlib import Path

import pytest

from fouraxis import __version__

PROJECT = Path(__file__).resolve().parents[2]
TOP = {
    *(
        "pyproject.toml",
        "src",
        "screens",
        "sessions",
        "tests",
        "docs",
        "benchmarks",
        "distribution",
    ),
    *("README.md", "CHANGELOG.md", "LICENSE", "Makefile", "constraints.txt"),
}
MOST_MODULES = 150
MEDIAN = range(150, 301)
MOST_IMPORTS = 2_000
LONGEST_MODULE = 800
LONGEST_FUNCTION = 60
SMALL_MODULE = 80
GERUNDS = 5
"""Of the modules whose name ends in -ing, most are nouns (an opening, a drawing, a landing)."""
VAGUE = 10
"""Where one of the words that say nothing is the plain word all the same."""
SOURCES = sorted(PROJECT.glob("src/**/*.py"))
MODULES = [*SOURCES, *sorted(PROJECT.glob("tests/**/*.py"))]


def marks(path: Path) -> bool:
    """Whether a module only marks its folder as a package: it holds no code."""
    return path.name == "__init__.py" and not any(
        isinstance(node, ast.FunctionDef) for node in ast.parse(path.read_text("utf-8")).body
    )


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file that git holds, from the top."""
    if not (PROJECT / ".git").exists():
        pytest.skip("not in a git checkout: a source archive holds a part of the project")
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever git the developer has
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [Path(name) for name in listed.stdout.split("\0") if name]


def test_the_top_of_the_project_holds_what_it_should_and_nothing_else(
    tracked: list[Path],
) -> None:
    top = {path.parts[0] for path in tracked}
    assert {name for name in top if not name.startswith(".")} == TOP
    assert ".ci" in top


def test_screens_and_sessions_are_in_one_place() -> None:
    for folder in ("screens", "sessions"):
        assert (PROJECT / folder).is_dir()
        assert not (PROJECT / "src" / "fouraxis" / folder).exists()


def test_screens_hold_words_and_looks_and_sessions_hold_sessions(tracked: list[Path]) -> None:
    kinds = {"screens": {".toml", ".tcss"}, "sessions": {".toml"}}
    for folder, suffixes in kinds.items():
        assert {path.suffix for path in tracked if path.parts[0] == folder} == suffixes


def test_every_screen_has_words_and_looks_of_its_own_name() -> None:
    words = {path.stem for path in PROJECT.glob("screens/*.toml")}
    looks = {path.stem for path in PROJECT.glob("screens/*.tcss")}
    assert words <= looks


def test_what_is_free_on_a_screen_is_of_the_grid() -> None:
    """Margins and paddings are nothing, or named as `tui/look.py` names them for all screens."""
    own = [
        f"{path.name}: {space[0]}"
        for path in sorted(PROJECT.glob("screens/*.tcss"))
        for space in re.finditer(r"\b(?:margin|padding)[\w-]*: *([^;]+);", path.read_text("utf-8"))
        if not all(value == "0" or value.startswith("$") for value in space[1].split())
    ]
    assert own == []


def test_the_version_is_one(tracked: list[Path]) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__
    assert Path("CHANGELOG.md") in tracked


def test_pins_are_names_and_versions_only() -> None:
    pins = (PROJECT / "constraints.txt").read_text("utf-8").split()
    assert all(pin.count("==") == 1 and "/" not in pin and "@" not in pin for pin in pins)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT / "src")))
def test_every_public_module_class_and_function_says_what_it_is(path: Path) -> None:
    module = ast.parse(path.read_text("utf-8"))
    things = [("the module", module)] + [
        (node.name, node)
        for node in module.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    ]
    assert [name for name, node in things if not ast.get_docstring(node)] == []


def test_a_module_is_one_subject() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path.name: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_the_house_has_few_modules_of_middle_length_and_few_ties() -> None:
    """Not counting what only marks a package. A split needs a subject of its own."""
    lengths = [len(path.read_text("utf-8").splitlines()) for path in SOURCES if not marks(path)]
    assert len(lengths) <= MOST_MODULES
    assert int(statistics.median(lengths)) in MEDIAN
    lines = [line for path in SOURCES for line in path.read_text("utf-8").splitlines()]
    assert sum(line.startswith(("import ", "from ")) for line in lines) < MOST_IMPORTS


def test_no_protocol_stands_in_for_a_thing_of_the_interface() -> None:
    protocols = [
        f"{path.name}: {node.name}"
        for path in SOURCES
        if "tui" in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any("Protocol" in ast.unparse(base) for base in node.bases)
    ]
    assert protocols == []


def test_a_function_is_read_at_one_look() -> None:
    long = [
        f"{path.name}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_small_module_is_a_slice_of_its_only_importer() -> None:
    names = {
        path: ".".join(path.relative_to(PROJECT / "src").with_suffix("").parts) for path in SOURCES
    }
    importers: dict[str, set[Path]] = {name: set() for name in names.values()}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names)):
                    importers.get(name, set()).add(path)
    slices = [
        name
        for path, name in names.items()
        if path.name not in ("__init__.py", "__main__.py", "screen.py")
        and len(importers[name]) == 1
        and len(path.read_text("utf-8").splitlines()) < SMALL_MODULE
    ]
    assert slices == []


def test_a_module_is_named_by_a_noun() -> None:
    assert len([path for path in SOURCES if path.stem.endswith("ing")]) <= GERUNDS


def test_a_value_is_called_what_it_is() -> None:
    vague = {"one", "found", "said", "told", "known"}
    named = [
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id in vague)
        or (isinstance(node, ast.arg) and node.arg in vague)
        or (isinstance(node, ast.Attribute) and node.attr in vague)
    ]
    assert len(named) <= VAGUE, sorted(set(named))


def test_no_name_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [path for path in MODULES if empty & {*path.parts[-3:], path.stem}] == []
