"""Tests see what a user of a thing sees, and wait for events instead of for a time.

What starts with an underscore belongs to its module. A test that reaches for it holds the module to
how it is made and not to what it does. And a test that sleeps is slow, or fails on a slow day.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.walls.test_house import PROJECT

TESTS = {path.relative_to(PROJECT): path for path in sorted(PROJECT.glob("tests/**/*.py"))}

PRIVATE = {
    # Textual offers no other way to what it shows.
    ("tests/tui/conftest.py", "_notifications"),
    ("tests/tui/thrift.py", "_background_screens"),
    ("tests/tui/thrift.py", "_compositor"),
    ("tests/tui/thrift.py", "_dirty_regions"),
    ("tests/tui/test_framework.py", "_compositor"),
    # Nor to how its pilot waits.
    ("tests/tui/idle.py", "_wait_for_screen"),
    # The moment at which news arrives lies within the closing of all, and cannot be met by a key.
    ("tests/tui/test_durability_saving.py", "_close_all"),
    # A process that is killed runs nothing more; Python has no other name for that.
    ("tests/torture/kills.py", "_exit"),
    ("tests/torture/writers.py", "_exit"),
}
"""What is private and named in tests all the same, each with its reason."""

SLEEPS = {
    "tests/terminal/process.py": 1,  # nothing comes any more of a terminal that was hung up
    "tests/terminal/test_driver.py": 1,  # in the program that is looked at, which is a slow one
    "tests/terminal/test_framework.py": 1,  # a process that has stopped does not say so
    "tests/terminal/test_durability.py": 1,  # a kernel hands a key on, and nobody can see it do so
    "tests/store/waiting.py": 1,  # a thread tells of what it wrote by the file alone
    "tests/store/test_killed.py": 1,  # at a moment that nobody chose
    "tests/torture/writers.py": 4,  # writers that take their time, as people do
}
"""How often a test sleeps all the same, each with its reason."""


def is_private(name: str) -> bool:
    """Whether a name belongs to its module."""
    return name.startswith("_") and not name.startswith("__") and name != "_"


def made_in(tree: ast.Module) -> set[str]:
    """The private names that a module itself makes: its own to use."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def private_names(source: str) -> Iterator[str]:
    """The private names of others that a module reads, imports or replaces."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            if node.attr not in made_in(tree):
                yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if is_private(alias.name))
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "setattr":
            replaced = (arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant))
            names = (str(value).rpartition(".")[2] for value in replaced)
            yield from (name for name in names if is_private(name))


def sleeps(source: str) -> int:
    """How often a module sleeps, also in a program that it keeps as a text."""
    return source.count("time.sleep(") + source.count("asyncio.sleep(")


@pytest.mark.parametrize("name", TESTS, ids=str)
def test_a_test_names_nothing_that_is_private(name: Path) -> None:
    source = TESTS[name].read_text("utf-8")
    here = {private for path, private in PRIVATE if path == name.as_posix()}
    assert set(private_names(source)) <= here


def test_what_is_allowed_is_still_in_use() -> None:
    for path, private in PRIVATE:
        assert private in set(private_names((PROJECT / path).read_text("utf-8"))), (path, private)


def test_no_test_sleeps_where_an_event_could_be_waited_for() -> None:
    slept = Counter(
        {
            name.as_posix(): sleeps(path.read_text("utf-8"))
            for name, path in TESTS.items()
            if name.parts[1] != "walls"
        }
    )
    assert +slept == SLEEPS


@pytest.mark.parametrize(
    "line",
    [
        "from fouraxis.store import _stamp",
        "module._name",
        "self.desk._timer.stop()",
        "monkeypatch.setattr(spreadsheet, '_ROWS', 5)",
        "monkeypatch.setattr('fouraxis.store.read._ROWS', 5)",
    ],
)
def test_the_rule_finds_what_it_is_for(line: str) -> None:
    assert list(private_names(line))


@pytest.mark.parametrize("line", ["self._mine = 1; self._mine", "name.__class__", "a, _ = b"])
def test_the_rule_lets_pass_what_is_ones_own(line: str) -> None:
    assert not list(private_names(line))
