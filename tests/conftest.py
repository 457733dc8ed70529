"""What every test stands on: a home of its own, and English, which the last one may have left."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fouraxis.content.language import speak

gc.set_threshold(20_000, 20, 20)  # an application makes so many objects that looking is a tenth

# How long one case takes says more about the machine, which runs four tests at once, than of us;
# and three whole sessions in a case are large, and meant to be.
settings.register_profile(
    "landing",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("change", settings.get_profile("landing"), max_examples=35)

_OURS = (
    *("FOURAXIS_SESSIONS", "FOURAXIS_SCREENS", "FOURAXIS_STATE", "FOURAXIS_CONFIG"),
    *("NO_COLOR", "VISUAL", "EDITOR"),
)


def pytest_configure(config: pytest.Config) -> None:
    """Try properties with a third of their examples where long tests are left out, too."""
    short = "not long" in str(config.getoption("markexpr"))
    settings.load_profile("change" if short else "landing")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, which the environment names in every way that a program asks for it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in _OURS:
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """What a test lets the program say in another language, the next one hears in English."""
    yield
    speak(None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to a landing what repeats a test with more of its kind.

    A change is tried at the smallest size of screen, where space is short, and with the first few
    of many texts or keys (`few("text", 4)`); `make test-all` tries them all.
    """
    for item in items:
        rows = getattr(getattr(item, "callspec", None), "indices", {})
        limits = {"size": 1, **dict(mark.args for mark in item.iter_markers("few"))}
        if any(rows.get(name, 0) >= limit for name, limit in limits.items()):
            item.add_marker(pytest.mark.long)
    items[:] = _mingled(items)


def _mingled(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests with those that drive a terminal spread evenly among the others.

    They wait for most of their time, so that the processors should have others to work at; in the
    order of their files, all would wait for one another at the end.
    """
    waiting = [item for item in items if item.get_closest_marker("terminal")]
    working = [item for item in items if not item.get_closest_marker("terminal")]
    places = [
        (at / max(len(group), 1), item)
        for group in (waiting, working)
        for at, item in enumerate(group)
    ]
    return [item for _, item in sorted(places, key=lambda place: place[0])]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one table what the check over every screen found, where it ran."""
    from tests.stage.report import PROPERTY, whole

    reports = [report for group in terminalreporter.stats.values() for report in group]
    found = [
        value
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == PROPERTY
    ]
    if found:
        terminalreporter.section("every screen at every size: what is wrong")
        terminalreporter.write_line(whole(found))
