"""A German room reads what happened to its file, and what others changed, whole at any size."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from fouraxis.content.load import content_folder, shipped
from fouraxis.disk.system import digest
from fouraxis.store.delivery import IN_PLACE, save
from fouraxis.store.format import dumps
from fouraxis.store.journal import JournalWriter
from fouraxis.store.read import read
from fouraxis.store.state import Backups, StateFolder
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.file.opening import ConflictDialog
from fouraxis.tui.parts.dialogs import Pick, Reading
from fouraxis.workshop.edit import set_at
from tests.tui.conftest import Room
from tests.tui.others import elsewhere, locked_by, on_bench, until

pytestmark = pytest.mark.long

GERMAN = content_folder(Path("de"))
CHATBOT = ("workloads", "support-chatbot")
SENSITIVITY = (*CHATBOT, "axes", "sensitivity")
FACTOR = (*SENSITIVITY, "factors", "ip-exposure")
PLACE = "Workload „Customer support chatbot“, Sensibilität"
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)])

Size = tuple[int, int]


@asynccontextmanager
async def german(
    folder: Path, size: Size, before: Callable[[Path], object] = lambda file: None
) -> AsyncIterator[Room]:
    """A German room that opens an example, to which something happened before."""
    folder.mkdir(exist_ok=True)
    file = Path(shutil.copy(shipped("sessions") / "four-workloads.toml", folder))
    before(file)
    app = FouraxisApp(folder, GERMAN, Start(file=file))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        room = Room(app, pilot)
        await until(room, lambda: app.bench or isinstance(app.screen, Pick) or room.said)
        yield room


def flowing(room: Room) -> str:
    """What is on the screen, without its frames and the ends of its lines."""
    return " ".join(room.text.translate(dict.fromkeys(map(ord, "│▌▐╭╮╰╯─"), " ")).split())


def shows(room: Room, *texts: str) -> None:
    for text in texts:
        assert text in flowing(room), room.text


@SIZES
async def test_who_has_it_open_and_what_can_be_done(folder: Path, size: Size) -> None:
    async with german(folder, size, locked_by) as room:
        shows(room, "Jemand hat diesen Workshop offen", "bo hat ihn auf elsewhere offen, seit ")
        shows(room, "Nur zum Lesen öffnen", "Eine Kopie daneben öffnen, später zusammenführen")
        shows(room, "Übernehmen: Was beide ändern, wird zusammengeführt, nichts geht verloren")
        await room.press("enter")
        await on_bench(room)
        shows(room, "NUR LESEN")


@SIZES
async def test_what_is_not_in_the_file_is_read_before_it_is_taken(folder: Path, size: Size) -> None:
    def leave(file: Path) -> None:
        data, session = file.read_bytes(), read(file).session
        typed = set_at(set_at(session, (*FACTOR, "level"), "high"), (*CHATBOT, "owner"), "Kim")
        saved_at = read(file).loaded.saved_at
        assert saved_at is not None
        journal = JournalWriter(file, StateFolder())
        journal.append(dumps(typed, saved_at, "ana"), (digest(data), data), in_place=False)
        journal.leave()

    async with german(folder, size, leave) as room:
        shows(room, "Noch nicht in der Datei", "2 Änderungen von ", "stehen nicht in der Datei.")
        shows(room, "Alle in den Workshop übernehmen", "Ansehen, was sich unterscheidet")
        shows(room, "Erst einmal lassen; die Frage kommt wieder")
        await room.press("down", "enter")
        await until(room, lambda: isinstance(room.screen, Reading))
        shows(room, f"{PLACE} › Geistiges Eigentum: hoch (war niedrig)")
        shows(room, "Workload „Customer support chatbot“, Fachlich verantwortlich: Kim (war ")


@SIZES
async def test_a_copy_is_read_and_settled_answer_by_answer(folder: Path, size: Size) -> None:
    def copy(file: Path) -> None:
        session = set_at(read(file).session, (*SENSITIVITY, "level"), "high")
        session = set_at(session, (*SENSITIVITY, "note"), "anders")
        save(session, file.with_name(f"{file.stem} (1).toml"), None)

    async with german(folder, size, copy) as room:
        shows(room, "Es gibt eine Kopie dieses Workshops", "weicht an 2 Stellen ab.")
        shows(room, "In diesen Workshop übernehmen; die Kopie kommt in den Ordner trash")
        await room.press("down", "enter")
        await until(room, lambda: isinstance(room.screen, Reading))
        shows(room, f"{PLACE}: hoch (war niedrig)", f"{PLACE} › Notiz: anders (war ")
        await room.press("escape", "up", "enter")
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        shows(room, "Von zweien geändert", f"1 von 2 {PLACE} › Notiz", "1 in diesem Workshop")
        shows(room, "2 in der Kopie", "anders", "1 meines", "2 deren", "3 beides")
        shows(room, "Eine davon nehmen; vorher ändert sich nichts. Noch 2 zu wählen.")
        await room.press("3")
        shows(room, f"2 von 2 {PLACE}", "niedrig", "hoch", "Noch 1 zu wählen.")
        assert "3 beides" not in room.text
        await room.press("2")
        shows(room, "Genommen: in der Kopie. Enter klärt alle.")
        await room.press("enter")
        await until(room, lambda: "Zusammengeführt. Die Kopie ist in" in room.said)


@SIZES
async def test_a_damaged_file_says_where_and_offers_a_backup(folder: Path, size: Size) -> None:
    def damage(file: Path) -> None:
        Backups(file).add(file.read_bytes())
        file.write_text('title = "x"\nkaputt\n')

    async with german(folder, size, damage) as room:
        shows(room, "Diese Datei ist beschädigt", "Nach einem Schlüssel fehlt '=' (Zeile 2,")
        shows(room, "Sie bleibt, wie sie ist. Was hier ausgewählt wird, kommt in eine neue Datei")
        shows(room, "Antworten Sicherung", "Enter auswählen", "Esc abbrechen")


async def test_a_damaged_file_without_a_backup_says_what_to_do(folder: Path) -> None:
    async with german(folder, (80, 24), lambda file: file.write_bytes(b"\x89PNG")) as room:
        assert "ist ein PNG-Bild, kein Workshop. Die Datei eines Workshops wählen." in room.said
        assert "Eine Kopie davon ist in" in room.said


@SIZES
async def test_values_that_are_set_aside_are_explained(folder: Path, size: Size) -> None:
    def mistype(file: Path) -> None:
        text = file.read_text("utf-8")
        file.write_text(text.replace('level = "low"', 'level = "lowish"', 1), "utf-8")

    async with german(folder, size, mistype) as room:
        assert "Der Wert ist beiseitegelegt: in der Datei aufbewahrt" in room.said
        assert "Die Vorbereitung sagt " in room.said
        edited = "wurde seit dem letzten Sichern außerhalb von fouraxis bearbeitet"
        assert any(edited in notice for notice in room.bench.notices)


@SIZES
async def test_two_people_on_one_answer(folder: Path, size: Size) -> None:
    async with german(folder, size) as room:
        elsewhere(room.bench.path, ((*SENSITIVITY, "level"), "high"))
        room.bench.apply(set_at(room.session, (*SENSITIVITY, "level"), "unknown"), "Sensibilität")
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        shows(room, "NICHT GESICHERT: 1 Antwort strittig", f"1 von 1 {PLACE}")
        shows(room, "unbekannt", "hoch", "c Kopie sichern", "Esc später")
        await room.press("escape")
        assert "Sie bleiben offen, nichts geht verloren: ! zeigt sie wieder." in room.said
        shows(room, "! nicht gesichert")


@SIZES
async def test_what_others_changed_is_told(folder: Path, size: Size) -> None:
    async with german(folder, size) as room:
        elsewhere(room.bench.path, ((*SENSITIVITY, "level"), "high"))
        room.bench.move(room.session.place.model_copy(update={"item": None, "step": "axes"}))
        await until(room, lambda: "Von außen, zusammengeführt:" in room.said)
        assert f"{PLACE}: hoch (war niedrig)" in room.said


@SIZES
async def test_why_it_is_not_saved_is_whole_in_the_header(folder: Path, size: Size) -> None:
    async with german(folder, size) as room:
        folder.rename(folder.with_name("gone"))
        room.bench.apply(set_at(room.session, ("organisation",), "Adatum"), "Organisation")
        said = "✗ NICHT GESICHERT: Ordner oder Datei ist weg"
        await until(room, lambda: said in room.text)


@SIZES
async def test_a_read_only_file_is_gone_on_in_in_a_copy(folder: Path, size: Size) -> None:
    async with german(folder, size) as room:
        room.bench.path.chmod(0o444)
        room.bench.apply(set_at(room.session, ("organisation",), "Contoso"), "Organisation")
        await until(room, lambda: isinstance(room.screen, Pick))
        shows(room, "NICHT GESICHERT: die Datei ist nur lesbar", "Diese Datei ist schreibgeschützt")
        shows(room, "In einer Kopie daneben weitermachen", "Hier weitermachen, nicht gesichert")


async def test_a_file_that_has_to_be_overwritten_says_so_once(folder: Path) -> None:
    def link(file: Path) -> None:
        file.with_name("zweiter-name").hardlink_to(file)

    async with german(folder, (80, 24), link) as room:
        room.bench.apply(set_at(room.session, ("organisation",), "Adatum"), "Organisation")
        await until(room, lambda: "darum wird sie überschrieben" in room.said)
        assert IN_PLACE not in room.said


@SIZES
async def test_a_workshop_goes_to_the_trash_and_comes_back(folder: Path, size: Size) -> None:
    async with german(folder, size) as room:
        await room.press("escape", "escape")
        await until(room, lambda: room.app.bench is None)
        (folder / "leer.toml").write_bytes(b"")
        await room.press("x")
        shows(room, "In den Papierkorb", "Solange Home offen ist, holt u ihn zurück.")
        shows(room, "y ja", "Enter nein, so lassen")
        await room.press("y")
        assert list((folder / "trash").glob("*.toml"))
        await room.press("u")
        assert not list((folder / "trash").glob("*.toml"))
