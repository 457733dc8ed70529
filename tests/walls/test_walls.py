"""The rooms of the house keep to themselves, and what has no screen loads no screen."""

import ast
import json
import pkgutil
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import fouraxis

PROJECT = Path(__file__).resolve().parents[2]
SCREEN = ("textual", "rich")
HEADLESS = ("content", "decision", "workshop", "disk", "store", "report")

_LOADED = "\nimport sys, json; print('\\n' + json.dumps(sorted(sys.modules)), file=sys.stderr)"


def modules_of(room: str) -> list[str]:
    """A package and everything in it."""
    folder = Path(fouraxis.__path__[0]) / room
    prefix = f"fouraxis.{room}."
    return [f"fouraxis.{room}", *(m.name for m in pkgutil.walk_packages([str(folder)], prefix))]


def loaded_by(program: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after a few lines."""
    done = subprocess.run(
        [sys.executable, "-c", program + _LOADED], capture_output=True, encoding="utf-8", check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def command(*arguments: str) -> str:
    """A program that runs `fouraxis` with arguments, and does not leave at its end."""
    return (
        f"import sys; sys.argv = ['fouraxis', *{arguments!r}]\n"
        "from fouraxis.cli import main\n"
        "try: main()\n"
        "except SystemExit as left: assert not left.code, left.code\n"
    )


RECOMMEND = ("recommend", "--sensitivity", "low", "--maturity", "none", "--certainty", "high")


@pytest.mark.parametrize("room", HEADLESS)
def test_a_headless_room_has_modules_and_loads_no_screen(room: str) -> None:
    modules = modules_of(room)
    assert len(modules) > 1
    loaded = loaded_by("import " + ", ".join(modules))
    assert loaded.issuperset(modules)
    assert loaded.isdisjoint(SCREEN)


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("recommend", "--help"), RECOMMEND, ("matrix",)]
)
def test_a_command_without_a_screen_loads_none(arguments: tuple[str, ...]) -> None:
    assert loaded_by(command(*arguments)).isdisjoint(SCREEN)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_help_and_version_load_neither_content_nor_what_reads_it(
    arguments: tuple[str, ...],
) -> None:
    loaded = loaded_by(command(*arguments))
    assert loaded.isdisjoint({"pydantic", "fouraxis.content", "fouraxis.store", "fouraxis.report"})


def test_a_summary_opens_no_connection() -> None:
    watch = (
        "import sys\n"
        "def watch(event, _):\n"
        "    if event.startswith('socket.'): sys.exit(f'{event} was asked for')\n"
        "sys.addaudithook(watch)\n"
    )
    sample = PROJECT / "sessions" / "four-workloads.toml"
    assert "fouraxis.report" in loaded_by(watch + command("summary", str(sample)))


def test_every_wall_stands() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def imported_by(file: Path, modules: dict[str, Path]) -> set[str]:
    """The modules of the house that a file names in any import, also one for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & modules.keys() or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found & modules.keys() if modules[name] != file}


def test_no_two_files_need_each_other_not_even_for_their_types() -> None:
    source = Path(fouraxis.__path__[0]).parent
    modules = {
        ".".join(file.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): file
        for file in source.rglob("fouraxis/**/*.py")
    }
    needs = {name: imported_by(file, modules) for name, file in modules.items()}
    TopologicalSorter(needs).prepare()  # raises CycleError, which names the circle
