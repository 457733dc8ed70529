"""`make wheelhouse`: a zip with every wheel that one system needs, and scripts that install them.

On the laptop there is a Python of the version that the zip is for, and nothing else is needed: no
network, no compiler, no rights of an administrator.
"""

import email
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
EXTRA = "office"
SCRIPTS = ("install.cmd", "install.sh")


class Platform(NamedTuple):
    """A system: the tags of the wheels that fit it, the newest first, and what it calls itself."""

    tags: list[str]
    marker: dict[str, str]


_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
_MACOS = {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"}
_LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}

PLATFORMS = {
    "windows-x86_64": Platform(["win_amd64"], _WINDOWS | {"platform_machine": "AMD64"}),
    "windows-arm64": Platform(["win_arm64"], _WINDOWS | {"platform_machine": "ARM64"}),
    "macos-arm64": Platform(
        [f"macosx_{version}_0_arm64" for version in range(14, 10, -1)],
        _MACOS | {"platform_machine": "arm64"},
    ),
    "macos-x86_64": Platform(
        [
            *(f"macosx_{version}_0_x86_64" for version in range(14, 10, -1)),
            *(f"macosx_10_{version}_x86_64" for version in range(15, 8, -1)),
        ],
        _MACOS | {"platform_machine": "x86_64"},
    ),
    "linux-x86_64": Platform(
        [
            *(f"manylinux_2_{version}_x86_64" for version in range(34, 16, -1)),
            "manylinux2014_x86_64",
        ],
        _LINUX | {"platform_machine": "x86_64"},
    ),
}

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def build(platform: str, python: str) -> Path:
    """Make the zip for one system and one version of Python; where it is.

    Raises:
        subprocess.CalledProcessError: A wheel could not be had; pip has said which.
    """
    folder = ROOT / "build" / f"wheelhouse-{platform}-{python}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    _run("build", "--wheel", "--outdir", str(wheels), str(ROOT))
    ours = next(wheels.glob("fouraxis-*.whl"))
    _download(f"{ours}[{EXTRA}]", wheels, platform, python)
    while missing := _missing(wheels, platform, python):
        for requirement in missing:
            _download(requirement, wheels, platform, python)
    target = DIST / f"{ours.stem.split('-py3')[0]}-{platform}-python{python}.zip"
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:  # wheels are compressed already
        for script in SCRIPTS:
            text = (ROOT / "distribution" / script).read_text(encoding="ascii")
            file = zipfile.ZipInfo(script)
            file.external_attr = 0o755 << 16
            archive.writestr(file, text.replace("\n", "\r\n") if script.endswith("cmd") else text)
        for wheel in sorted(wheels.iterdir()):
            archive.write(wheel, f"wheels/{wheel.name}")
    return target


def _download(what: str, into: Path, platform: str, python: str) -> None:
    _run(
        *("pip", "download", "--quiet", "--only-binary=:all:", "--implementation", "cp"),
        *("--python-version", python, "--constraint", str(ROOT / "constraints.txt")),
        *(part for tag in PLATFORMS[platform].tags for part in ("--platform", tag)),
        *("--dest", str(into), what),
    )


def _missing(wheels: Path, platform: str, python: str) -> list[str]:
    """What the wheels need on that system and is not among them.

    pip asks what is needed *here*: it leaves out what only the other system needs.
    """
    there = PLATFORMS[platform].marker | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    here = {canonicalize_name(path.name.split("-")[0]) for path in wheels.iterdir()}
    return sorted(
        {
            need.name
            for path in wheels.iterdir()
            for need in _needs(path)
            if canonicalize_name(need.name) not in here
            and (not need.marker or need.marker.evaluate(there | {"extra": _extra(path)}))
        }
    )


def _extra(wheel: Path) -> str:
    return EXTRA if wheel.name.startswith("fouraxis-") else ""


def _needs(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        about = email.message_from_bytes(archive.read(name))
    return [Requirement(line) for line in about.get_all("Requires-Dist") or ()]


def _run(*args: str) -> None:
    quiet = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([sys.executable, "-m", *args], check=True, stdout=subprocess.DEVNULL, env=quiet)  # noqa: S603  # our own tools


def main() -> int:
    """Make one of them; the exit status."""
    platform, python = (*sys.argv[1:], "", "")[:2]
    if platform not in PLATFORMS or python not in PYTHONS:
        print(
            "make wheelhouse PLATFORM=… PYTHON_VERSION=…\n"
            f"PLATFORM: {', '.join(PLATFORMS)}\nPYTHON_VERSION: {', '.join(PYTHONS)}",
            file=sys.stderr,
        )
        return 2
    try:
        target = build(platform, python)
    except subprocess.CalledProcessError as error:
        print(f"not made for {platform}, Python {python}: see above ({error})", file=sys.stderr)
        return 1
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
