"""A German room walks every step: content words are German, and all of it fits."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.folder import content_folder, shipped
from fouraxis.tui.app import FouraxisApp
from fouraxis.tui.start import Start
from fouraxis.workshop.session import Step
from tests.tui.conftest import Room

GERMAN = content_folder(Path("de"))
SAYS: dict[Step, str] = {
    "setup": "Teilnehmende",
    "profile": "Wer was macht",
    "axes": "Sensibilität",
    "rules": "Kernlogik",
    "conditions": "Klare Abnahmekriterien",
    "risks": "Modelldrift",
    "contract": "vereinbart",
    "drivers": "Was die Kosten treibt",
    "vendors": "Systeme in Produktion",
    "ownership": "Anbieter unterstützt",
}


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_step_is_german_and_fits(folder: Path, size: tuple[int, int]) -> None:
    folder.mkdir()
    file = Path(shutil.copy(shipped("sessions") / "four-workloads.toml", folder))
    app = FouraxisApp(folder, GERMAN, Start(file=file))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        room = Room(app, pilot)
        for _ in range(100):
            if app.bench is not None and len(app.screen_stack) > 1:
                break
            await pilot.pause(0.02)
        await pilot.pause()
        assert "nied" in room.text
        assert "emg." not in room.text
        assert app.walk_through is not None
        for step, words in SAYS.items():
            app.walk_through.go(step)
            await pilot.pause()
            assert words in room.text, step
            assert "1 Yes" not in room.text, step
        assert room.bench.words.home.pack.language == "de"


async def test_answers_and_the_table_are_german(folder: Path) -> None:
    folder.mkdir()
    file = Path(shutil.copy(shipped("sessions") / "four-workloads.toml", folder))
    app = FouraxisApp(folder, GERMAN, Start(file=file))
    async with app.run_test(size=(120, 36), notifications=True, tooltips=True) as pilot:
        room = Room(app, pilot)
        for _ in range(100):
            if app.bench is not None and len(app.screen_stack) > 1:
                break
            await pilot.pause(0.02)
        await pilot.pause()
        for words in ("Empfohlen", "Beschluss", "Bereit", "bereit zur Unterschrift: 1 von 3"):
            assert words in room.text
        assert "nach außen, nicht bereit zur Unterschrift" in room.text
        for words in ("Recommended", "Because", "red flags heard", "goes outside"):
            assert words not in room.text
        assert app.walk_through is not None
        app.walk_through.go("setup")
        await pilot.pause()
        assert "1 nach dem Einordnen" in room.text
        await room.press("end")
        assert "1 dabei" in room.text
        assert "2 ausgelassen" in room.text
        assert "left out" not in room.text
