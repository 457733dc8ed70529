"""What is handed to a laptop: a zip for the system that it is for, or a word on what there is."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from distribution import wheelhouse

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "args", [(), ("windows-x86_64",), ("amiga", "3.11"), ("linux-x86_64", "2.7")]
)
def test_a_system_or_version_that_there_is_no_zip_for_is_refused_with_those_there_are(
    args: tuple[str, ...],
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "distribution.wheelhouse", *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert all(name in done.stderr for name in (*wheelhouse.PLATFORMS, *wheelhouse.PYTHONS))


def test_there_is_a_zip_for_each_version_of_python_that_the_program_runs_on() -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {
        line.rpartition(":: ")[2] for line in about["classifiers"] if ":: Python :: 3." in line
    }
    assert named == set(wheelhouse.PYTHONS)


def test_both_scripts_install_from_beside_themselves_and_ask_no_network() -> None:
    for name in wheelhouse.SCRIPTS:
        text = (ROOT / "distribution" / name).read_text(encoding="ascii")
        assert "--no-index" in text
        assert "fouraxis[office]" in text
        assert "http" not in text
