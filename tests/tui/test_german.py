"""A German room walks every step: content words are German, and all of it fits."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Static

from fouraxis.content.load import content_folder, shipped
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.workshop.session import Step
from tests.tui.conftest import Room
from tests.tui.others import until

pytestmark = pytest.mark.long

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
    "ownership": "Störungen",
}


@asynccontextmanager
async def german(folder: Path, size: tuple[int, int]) -> AsyncIterator[Room]:
    """A German room on the example of four workloads, at its summary."""
    folder.mkdir()
    file = Path(shutil.copy(shipped("sessions") / "four-workloads.toml", folder))
    app = FouraxisApp(folder, GERMAN, Start(file=file))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        room = Room(app, pilot)
        for _ in range(2000):
            if app.bench is not None and len(app.screen_stack) > 1:
                break
            await pilot.pause(0.02)
        await pilot.pause()
        yield room


def shows(room: Room, *texts: str) -> None:
    """Hold that each of these texts is on the screen, whole."""
    for text in texts:
        assert text in room.text, room.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_step_is_german_and_fits(folder: Path, size: tuple[int, int]) -> None:
    folder.mkdir()
    file = Path(shutil.copy(shipped("sessions") / "four-workloads.toml", folder))
    app = FouraxisApp(folder, GERMAN, Start(file=file))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        room = Room(app, pilot)
        for _ in range(2000):
            if app.bench is not None and len(app.screen_stack) > 1:
                break
            await pilot.pause(0.02)
        await pilot.pause()
        await room.press("v")
        assert "nied " in room.text or "niedrig" in room.text
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
        for _ in range(2000):
            if app.bench is not None and len(app.screen_stack) > 1:
                break
            await pilot.pause(0.02)
        await pilot.pause()
        for words in ("Entschieden", "Von", "Nächster Schritt", "nicht unterschriftsreif"):
            assert words in room.text
        await room.press("v")
        for words in ("Empfohlen", "Beschluss", "Bereit", "bereit zur Unterschrift: 1 von 3"):
            assert words in room.text
        assert "nach außen, nicht bereit zur Unterschrift" in room.text
        for words in ("Recommended", "Because", "red flags heard", "goes outside"):
            assert words not in room.text
        assert app.walk_through is not None
        app.walk_through.go("setup")
        await pilot.pause()
        await room.press("end", "enter", "down")
        assert "1 nach dem Einordnen" in room.text
        await room.press("down", "down")
        assert "1 dabei" in room.text
        assert "2 ausgelassen" in room.text
        assert "left out" not in room.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_room_decides_and_undoes_in_german(folder: Path, size: tuple[int, int]) -> None:
    async with german(folder, size) as room:
        await room.press("d")
        shows(room, "Entscheiden: Customer support chatbot", "Empfohlen: ", "wie empfohlen")
        shows(room, "Bisher beschlossen: ")
        shows(room, "Vollständiges Outsourcing  wie empfohlen", "überstimmt: braucht einen Grund")
        await room.press("4")
        shows(room, "Nur Beratung", "Warum?")
        await room.type("Zu neu")
        await room.press("enter")
        shows(room, "Wer entscheidet?")
        await room.press("enter")
        await room.press("c")
        shows(room, "Beschluss ersetzen", "beschlossen ist Nur Beratung")
        await room.press("n", "x")
        shows(room, "Beschluss zurücknehmen", "verschwindet samt Begründung")
        await room.press("y", "c", "u")
        assert "Rückgängig: Beschluss zu Customer support chatbot" in room.said
        await room.press("g")
        shows(room, "Gehe zu", "Teil eines Namens")
        await room.press("escape", "f1")
        shows(room, "schließen")
        assert "wiederholen" in str(room.screen.query_one(".keys", Static).render())


async def test_the_page_of_reasons_is_german(folder: Path) -> None:
    async with german(folder, (120, 300)) as room:
        await room.press("enter")
        shows(room, "Beruht auf", "Was es ändern würde", "Was es braucht: ")
        shows(room, "Bereit zur Unterschrift? 7 von 7", "Achsen: was die Runde gesagt hat")
        shows(room, "Anbieter im Gespräch", "Zuständig: ", "Beschluss")
        for words in ("Rests on", "What would", "Warnings", "Decision", "Owner"):
            assert words not in room.text, words


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_workloads_are_brought_in_in_german(folder: Path, size: tuple[int, int]) -> None:
    table = folder.parent / "list.csv"
    table.write_text("name;kram\nAlpha;x\n;y\nCustomer support chatbot;\n", encoding="utf-8")
    async with german(folder, size) as room:
        assert room.app.walk_through is not None
        room.app.walk_through.go("workloads")
        await room.pilot.pause()
        await room.press("p")
        shows(room, "Liste einfügen", "„Name - was er tut“", "Hier tippen oder einfügen")
        await room.paste("customer support chatbot")
        shows(room, "„customer support chatbot“ ist schon im Workshop.")
        await room.press("escape", "i")
        shows(room, "Workloads einlesen", "Pfad der Datei, dann Enter")
        await room.paste(str(table))
        await room.press("enter")
        await room.settle()
        shows(room, "Die Spalte „kram“ wird nicht übernommen.")
        await room.press("escape", "escape", "a")
        shows(room, "Neuer Workload")
        await room.type("Customer support chatbot")
        shows(room, "Ein anderer Workload heißt auch so.")
        await room.press("escape", "u")
        assert "Rückgängig: Workload Customer support chatbot" in room.said


async def test_vendors_side_by_side_and_the_export_are_german(folder: Path) -> None:
    async with german(folder, (120, 60)) as room:
        assert room.app.walk_through is not None
        await room.press("e")
        shows(room, "Exportieren", "Eine neue Datei in ", "CSV: Workloads und jede Antwort")
        shows(room, "Für Leser außerhalb: ohne Namen und Notizen")
        shows(room, "Für Anbieter: was sie gefragt werden, sonst nichts")
        await room.press("escape")
        room.app.walk_through.go("vendors")
        await room.pilot.pause()
        await room.press("c")
        shows(room, "Anbieter nebeneinander", "Red Flags", "Sprint: Wochen")
        await room.press("escape")
        room.app.walk_through.go("setup")
        await room.pilot.pause()
        await room.press("end", "enter", "end")
        await room.saved()
        shows(room, "Inhalt", "Datei des Workshops", "gesichert")


async def test_the_palette_and_the_file_are_german(folder: Path) -> None:
    async with german(folder, (80, 24)) as room:
        app = room.app
        names = {one.title for one in app.get_system_commands(room.screen)}
        assert {"Gehe zu Achsen", "Rückgängig", "Kopie sichern", "Hell oder dunkel"} <= names
        await room.press("ctrl+p", *"qqqq")
        await until(room, lambda: "Nichts passt." in room.text)
        await room.press("escape")
        assert app.desk is not None
        app.desk.show_where()
        await room.pilot.pause()
        shows(room, "Wo er gesichert ist", "Gesichert", "auf diesem Rechner")
        await room.press("escape")
        app.desk.save_copy()
        await room.settle()
        assert "Eine Kopie ist in" in room.said
        app.leave_session()
        await room.pilot.pause()
        assert "Gesichert in" in room.said
