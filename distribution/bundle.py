"""`make bundle`: one folder, and one archive of it, that runs where no Python is installed.

It is made by PyInstaller, for the system and the processor that it is made on. Beside the program
lie the licences of all that is in it.
"""

import importlib.metadata
import platform
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from PyInstaller.__main__ import run

from fouraxis import __version__

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "dist" / "bundle"
EXTRA = "office"
LEFT_OUT = ("tkinter", "duckdb", "hypothesis", "mypy", "pytest", "setuptools")
"""What libraries would use if it were there: nothing that a workshop needs."""
LICENCES = ("licen", "copying", "notice", "authors")


def build() -> Path:
    """Make the folder; where it is."""
    shutil.rmtree(TARGET, ignore_errors=True)
    data = [(ROOT / folder, f"fouraxis/{folder}") for folder in ("screens", "sessions")]
    run(
        [
            *("--name", "fouraxis", "--onedir", "--console", "--noconfirm", "--log-level", "ERROR"),
            # Modules as files: unpacking each from an archive made every start a sixth slower.
            *("--debug", "noarchive"),
            *("--distpath", str(TARGET), "--workpath", str(ROOT / "build" / "bundle")),
            *("--specpath", str(ROOT / "build" / "bundle")),
            *(f"--add-data={source}:{place}" for source, place in data),
            # Commands and widgets are imported by name, when they are first needed.
            *("--collect-submodules", "fouraxis", "--collect-submodules", "textual.widgets"),
            *("--collect-data", "docx", *(f"--exclude-module={name}" for name in LEFT_OUT)),
            str(ROOT / "src" / "fouraxis" / "__main__.py"),
        ]
    )
    folder = TARGET / "fouraxis"
    (folder / "LICENSES.txt").write_text(licences(folder), encoding="utf-8", newline="\n")
    return folder


def licences(folder: Path) -> str:
    """The licences of what is in the folder: ours, of each library, of Python, of the starter."""
    parts = [("fouraxis", (ROOT / "LICENSE").read_text(encoding="utf-8"))]
    for name in sorted(set(_needed("fouraxis", EXTRA)) - {"fouraxis"}):
        parts.append((_named(name), _texts(name)))
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    text = python.read_text(encoding="utf-8") if python.is_file() else "See https://python.org."
    parts.append((f"Python {platform.python_version()}", text))
    parts.append((f"The starter, by {_named('pyinstaller')}", _texts("pyinstaller")))
    parts.append(("Libraries of the system that it was made on", _of_the_system(folder)))
    return "\n".join(
        f"{'=' * 78}\n{title}\n{'=' * 78}\n\n{text.strip()}\n" for title, text in parts
    )


def _needed(name: str, extra: str = "") -> Iterator[str]:
    """The installed distributions that one needs, itself first."""
    yield name
    for line in importlib.metadata.requires(name) or ():
        need = Requirement(line)
        if need.marker is None or need.marker.evaluate({"extra": extra}):
            for wanted in need.extras or {""}:
                yield from _needed(need.name, wanted)


def _named(name: str) -> str:
    about = importlib.metadata.metadata(name).json
    licence = str(about.get("license_expression") or about.get("license") or "")
    known = licence if licence and "\n" not in licence else "its licence is below"
    return f"{about['name']} {about['version']} ({known})"


def _texts(name: str) -> str:
    """What a distribution brings along of licences and notices."""
    files = importlib.metadata.files(name) or ()
    found = [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        for file in files
        if any(part.endswith(".dist-info") for part in file.parts)
        and file.name.lower().startswith(LICENCES)
    ]
    return "\n\n".join(found) or "It brings no text of its licence along."


def _of_the_system(folder: Path) -> str:
    """Shared libraries that belong to no Python package: their licences are that system's."""
    names = sorted(
        path.name
        for path in (folder / "_internal").iterdir()
        if path.is_file() and (".so" in path.name or path.suffix in (".dll", ".dylib"))
    )
    return f"{platform.platform()}: see the copyright notes of that system.\n" + "\n".join(names)


def archive(folder: Path) -> Path:
    """One file of the folder, named by version, system and processor."""
    system = f"{platform.system().lower()}-{platform.machine().lower()}"
    kind = "zip" if sys.platform == "win32" else "gztar"
    name = ROOT / "dist" / f"fouraxis-{__version__}-{system}"
    return Path(shutil.make_archive(str(name), kind, folder.parent, folder.name))


def main() -> None:
    """Make folder and archive, and say how large they are."""
    folder = build()
    packed = archive(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder.relative_to(ROOT)}: {size / 1e6:.0f} MB, starts as {folder.name}/fouraxis")
    print(f"{packed.relative_to(ROOT)}: {packed.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
