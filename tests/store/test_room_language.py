"""What is wrong with a file, and what two versions differ in, is said in the room's language."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.language import speak
from fouraxis.content.load import content_folder, load, shipped
from fouraxis.disk.system import Disk
from fouraxis.store.delivery import save
from fouraxis.store.faults import FolderError, SaveFailed, SessionFileError
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.format import loads
from fouraxis.store.merge import in_words, merge
from fouraxis.store.read import read
from fouraxis.store.session_file import open_file
from fouraxis.workshop.edit import add_vendor, delete_workload, set_at
from fouraxis.workshop.session import Comment, Node, Place, Session, SetAside
from fouraxis.workshop.wording import FIELDS, Naming
from tests.store.samples import PATH, small

GERMAN = content_folder(Path("de"))
KEY = "support-chatbot"
ROOT = ("workloads", KEY)
ENGLISH = re.compile(r"\b(the|is|it|was|not|of|line|must|with|and|session|file|value)\b", re.I)


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    speak(shipped("screens") / "de")
    yield
    speak(None)


@pytest.fixture(scope="module")
def naming() -> Naming:
    return Naming(load(GERMAN))


def fault(data: bytes) -> str:
    """What is said of a file that holds these bytes."""
    with pytest.raises(SessionFileError) as caught:
        loads(data, PATH)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "ist leer"),
        (b"\x89PNG", "ist ein PNG-Bild, kein Workshop"),
        (b"PK\x03\x04", "ist ein Zip-Archiv oder Office-Dokument, kein Workshop"),
        (b"\xff\xfex", "ist Text in UTF-16"),
        (b"a\0b", "ist kein Text, also kein Workshop"),
        (b"\na = '\xff'", "ist kein Text in UTF-8 (Zeile 2)"),
        (b"<<<<<<< a\n>>>>>>> b\n", "einer unfertigen Zusammenführung (Zeile 1)"),
        (b"[" * 40, "hat mehr als 32 Ebenen (Zeile 1)"),
        (b"a." * 70, "hat einen Schlüssel mit mehr als 64 Punkten (Zeile 1)"),
        (b'title = "x"\nnot toml\n', "ist beschädigt: Nach einem Schlüssel fehlt '=' (Zeile 2"),
        (b"title = \n", "ist beschädigt: Ungültiger Wert (Zeile 1, Spalte 9)"),
        (b'title = "x"\ntitle = "y"\n', "ist beschädigt: Ein Wert steht zweimal da"),
        (b"x = 1\n", "ist kein Workshop von fouraxis"),
    ],
)
def test_why_a_file_cannot_be_opened_is_german(data: bytes, said: str) -> None:
    text = fault(data)
    assert said in text
    assert "nicht geändert" in text
    assert not ENGLISH.search(text.partition(":")[2]), text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('id = "x"', "fehlt: 'contoso' steht an seiner Stelle"),
        ("title = 3", "muss Text sein. Der Wert ist beiseitegelegt"),
        ('title = "x"\nreveal = "never"', "muss eines sein von after-placing, live"),
        ('title = "x"\ncreated = []', "muss ein Zeitpunkt sein"),
        ('title = "x"\nworkloads = []', "muss eine Tabelle sein"),
        ('title = "x"\nschema = "y"', "ist kein Schema: gelesen wird die Datei als 2"),
        ('title = "x"\nschema = 99', "von einem neueren fouraxis gesichert (Schema 99"),
        ('title = "\\u0007x"', "enthält Steuerzeichen"),
        (
            'title = "x"\n[workloads.a]\nname = "A"\naxes.sensitivity.level = "big"',
            "muss eines sein von low, medium, high, unknown",
        ),
        ('title = "x"\n[agenda]\nsetup = 1000', "darf höchstens 480 sein"),
        (
            'title = "x"\n[vendors.v]\nname = "V"\nworkloads = ["gone"]',
            "nennt den Workload 'gone', den es nicht gibt",
        ),
    ],
)
def test_what_is_odd_about_a_file_is_german(text: str, said: str) -> None:
    notices = "\n".join(loads(text.encode(), PATH).notices)
    assert said in notices
    assert not ENGLISH.search(notices), notices


def test_what_a_path_leads_to_is_german(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "ist ein Ordner"), (tmp_path / "x", "gibt es nicht")):
        with pytest.raises(SessionFileError, match=said):
            read(path)
    with pytest.raises(FolderError, match="ist kein Workshop in diesem Ordner"):
        SessionsFolder(tmp_path).trash(Path("../x.toml"))


def test_the_list_says_in_german_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    for name, data in (("leer", b""), ("bild", b"\x89PNG\0"), ("ohne", b'id = "x"\n')):
        (tmp_path / f"{name}.toml").write_bytes(data)
    (tmp_path / "git.toml").write_text('<<<<<<< a\ntitle = "x"\n')
    notes = {entry.name: entry.note for entry in SessionsFolder(tmp_path).entries()}
    assert notes == {
        "leer.toml": "leer",
        "bild.toml": "kein Workshop",
        "ohne.toml": "kein Titel",
        "git.toml": "unfertige Zusammenführung",
    }


def test_a_damaged_file_names_its_backups_in_german(tmp_path: Path) -> None:
    path = tmp_path / "contoso.toml"
    save(small(), path, None)
    path.write_bytes(b"\0")
    with pytest.raises(SessionFileError) as caught:
        open_file(path)
    assert "Eine Kopie davon ist in" in str(caught.value)


def test_a_save_that_is_not_faithful_says_so_in_german(tmp_path: Path) -> None:
    class Forgetful(Disk):
        def read(self, path: Path, limit: int = -1) -> bytes:
            return super().read(path, limit)[:-1]

    with pytest.raises(SaveFailed, match="die Festplatte gibt nicht zurück, was geschrieben"):
        save(small(), tmp_path / "contoso.toml", None, Forgetful())


# -- two versions


@pytest.mark.parametrize(
    ("path", "new", "said"),
    [
        (("organisation",), "Adatum", "Organisation: Adatum (war Contoso)"),
        (("reveal",), "live", "Ergebnis: sofort"),
        ((*ROOT, "owner"), "Kim", "Fachlich verantwortlich: Kim"),
        ((*ROOT, "axes", "sensitivity", "level"), "high", "Sensibilität: hoch (war niedrig)"),
        (
            (*ROOT, "axes", "sensitivity", "factors", "ip-exposure", "level"),
            "unknown",
            "Sensibilität › Geistiges Eigentum: unbekannt (war niedrig)",
        ),
        ((*ROOT, "axes", "sensitivity", "note"), "high", "Sensibilität › Notiz: high (war line"),
        ((*ROOT, "rules", "core-logic", "answer"), None, "zurückgenommen (war Nein)"),
        ((*ROOT, "rules", "core-logic", "parked"), True, "› geparkt: ja"),
        ((*ROOT, "risks", "model-drift", "side"), "vendor", "Modelldrift: Anbieter"),
        ((*ROOT, "operations", "internal_long_term"), "no", "Betrieb › "),
    ],
)
def test_what_differs_is_said_in_words_of_the_content(
    naming: Naming, path: tuple[str, ...], new: Any, said: str
) -> None:
    old = small()
    (text,) = in_words(old, set_at(old, path, new), naming)
    assert said in text
    if path[0] == "workloads":
        assert text.startswith("Workload „Customer support chatbot“, ")


def test_what_is_chosen_is_named_and_what_is_typed_is_not(naming: Naming) -> None:
    assert naming.value((*ROOT, "decision", "model"), "advisory-only") == "Nur Beratung"
    assert naming.value((*ROOT, "decision", "kind"), "override") == "überstimmt"
    assert naming.value((*ROOT, "motives"), "talent-access") not in (None, "talent-access")
    assert naming.value((*ROOT, "owner"), "yes") is None
    assert naming.value((*ROOT, "kind"), "no-such-kind") is None


def test_a_workload_that_comes_or_goes_is_named_in_german(naming: Naming) -> None:
    old = small()
    gone = delete_workload(old, KEY)
    assert "Workload „Customer support chatbot“: entfernt" in in_words(old, gone, naming)
    assert "Workload „Customer support chatbot“: hinzugefügt" in in_words(gone, old, naming)
    link = "Anbieter „Brightworks“, Workloads: zurückgenommen (war Customer support chatbot)"
    assert link in in_words(old, gone, naming)


def test_a_merge_says_in_german_what_it_took_and_where_it_is_in_doubt(naming: Naming) -> None:
    base = small()
    level = (*ROOT, "axes", "sensitivity", "level")
    mine = set_at(base, level, "high")
    theirs = set_at(set_at(base, level, "medium"), (*ROOT, "owner"), "Bo")
    merged = merge(base, mine, theirs)
    assert merged.in_words(naming) == (
        "Workload „Customer support chatbot“, Fachlich verantwortlich: Bo",
    )
    (conflict,) = merged.conflicts
    words = merged.words(naming)
    assert words.place(conflict.path).endswith("“, Sensibilität")
    assert words.value(conflict.path, conflict.theirs) == "mittel"


def test_a_table_that_came_whole_is_told_by_names_too(naming: Naming) -> None:
    base, _ = add_vendor(small(), "Hollow Pine")
    path = ("vendors", "hollow-pine")
    theirs = set_at(base, (*path, "criteria", "mlops-maturity", "evidence"), "by hand")
    theirs = set_at(theirs, (*path, "criteria", "mlops-maturity", "mark"), "partial")
    theirs = set_at(theirs, (*path, "red_flags", "contract-gaps", "answer"), "yes")
    theirs = set_at(theirs, (*path, "sprints", KEY, "weeks"), 3)
    assert merge(base, base, theirs).in_words(naming) == (
        "Anbieter „Hollow Pine“: MLOps-Reife (teilweise, Beleg by hand)",
        "Anbieter „Hollow Pine“: Lücken im Vertrag (gehört)",
        "Anbieter „Hollow Pine“, Sprint: Customer support chatbot (Wochen 3)",
    )
    long = set_at(theirs, (*path, "criteria", "mlops-maturity", "evidence"), "x" * 150)
    assert merge(base, base, long).in_words(naming)[0].endswith("x…"), "a line is read in passing"
    weeks = (*path, "sprints", KEY, "weeks")
    (line,) = in_words(theirs, set_at(theirs, weeks, 4), naming)
    assert line.endswith("Sprint › Customer support chatbot › Wochen: 4 (war 3)")


def test_every_field_of_a_session_has_a_name(naming: Naming) -> None:
    unsaid = {"axes", "rules", "factors", "criteria", "red_flags", "risks", "ownership", "layers"}
    fields = set[str]()
    hidden = (Comment, Place, SetAside)
    waiting: list[type[Node]] = [Session]
    while waiting:
        node = waiting.pop()
        for name, field in node.model_fields.items():
            fields.add(name)
            waiting += [kind for kind in _kinds(field.annotation) if kind not in hidden]
    unnamed = fields - unsaid - {"place", "set_aside", "comments"} - FIELDS.keys()
    assert all(naming.place((*ROOT, name)) for name in unnamed)  # by the heading of its questions
    assert FIELDS.keys() <= fields
    otherwise = {
        *("ai_act", "legal", "metric_target", "metric_today", "reentry", "sprints"),
        *("change", "finder", "parked_why", "proof", "since", "until", "was_parked"),
    }
    named = {key for key, name in FIELDS.items() if name != key.replace("_", " ")}
    assert named == otherwise


def _kinds(annotation: Any) -> Iterator[type[Node]]:
    """The parts of a session that a field holds."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _kinds(inner)
