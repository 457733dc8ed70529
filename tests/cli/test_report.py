"""`fouraxis report`: what is written where, and what is said if it cannot be."""

import errno
import io
import stat
import zipfile
from pathlib import Path

import click
import pytest
from PIL import Image

from fouraxis.cli.report import report_command
from fouraxis.cli.run import Settings
from fouraxis.report import formats
from tests.cli.conftest import Run
from tests.report.reading import parts, word_text


def zipped(files: dict[str, str]) -> bytes:
    """An archive with these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_a_report_is_a_word_document_beside_the_session(run: Run, workshop: Path) -> None:
    result = run("report", workshop)
    path = workshop.with_name("four-workloads-report.docx")
    assert result.exit_code == 0
    assert result.stdout == f"Written to {path}\n"
    assert "Fraud detection model" in word_text(path.read_bytes())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_report_gets_a_name_of_its_own(run: Run, workshop: Path) -> None:
    for _ in range(2):
        assert run("report", workshop, "--format", "html").exit_code == 0
    assert workshop.with_name("four-workloads-report-2.html").exists()


@pytest.mark.parametrize("name", ["x.docx", "x.html", "x.md", "x.csv", "x.xlsx", "x.json"])
def test_the_format_follows_from_the_name(run: Run, workshop: Path, name: str) -> None:
    path = workshop.with_name(name)
    assert run("report", workshop, "--output", path).exit_code == 0
    starts = {".docx": b"PK", ".xlsx": b"PK", ".html": b"<!DOCTYPE", ".md": b"# ", ".csv": b"id,"}
    assert path.read_bytes().startswith(starts.get(path.suffix, b"{"))


@pytest.mark.long
def test_pictures_and_all_go_into_a_folder(run: Run, workshop: Path) -> None:
    folder = workshop.with_name("out")
    assert run("report", workshop, "--format", "svg", "--output", folder).exit_code == 0
    assert len(list(folder.glob("*.svg"))) == 4
    result = run("report", workshop, "--format", "all")
    assert result.exit_code == 0
    assert workshop.with_name("four-workloads-report").joinpath("report.docx").exists()


def test_nothing_is_overwritten_unless_forced(run: Run, workshop: Path) -> None:
    path = workshop.with_name("mine.html")
    path.write_text("mine")
    result = run("report", workshop, "--output", path)
    assert result.exit_code == 1
    assert "--force overwrites it" in result.stderr
    assert path.read_text() == "mine"
    assert run("report", workshop, "--output", path, "--force").exit_code == 0
    assert path.read_text() != "mine"


@pytest.mark.parametrize("name", ["", "other.toml", "no-ending", "UPPER.TOML"])
def test_a_session_is_never_written_over(run: Run, workshop: Path, name: str) -> None:
    path = workshop.with_name(name) if name else workshop
    if name:
        path.write_bytes(b"\xef\xbb\xbf# of the second room\n\n" + workshop.read_bytes())
    before = path.read_bytes()
    commands = (
        ("report", workshop, "--format", "markdown"),
        ("report", workshop, "--format", "html"),
        ("vendor-form", workshop, "brightworks", "--format", "md"),
    )
    for command in commands:
        for force in ([], ["--force"]):
            result = run(*command, "--output", path, *force)
            assert result.exit_code == 1
            assert path.name in result.stderr
        assert "a session is in it" in result.stderr
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        ("report", "{file}", "--format", "markdown"),
        ("vendor-form", "{file}", "brightworks", "--format", "md"),
        ("portfolio", "show", "models"),
        ("merge", "{file}", "{file}", "{file}"),
    ],
    ids=lambda command: command[0],
)
def test_nothing_is_written_to_a_file_that_is_called_like_standard_output(
    run: Run, workshop: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workshop.parent)
    before = sorted(workshop.parent.iterdir())
    result = run(*(each.format(file=workshop) for each in command), "--output", "-")
    assert (result.exit_code, "the name of no file here" in result.stderr) == (2, True)
    assert sorted(workshop.parent.iterdir()) == before


def test_what_a_report_is_made_with_is_not_written_over(run: Run, workshop: Path) -> None:
    template = workshop.with_name("house.docx")
    assert run("report", workshop, "--output", template).exit_code == 0
    before = template.read_bytes()
    made_with = ("--template", template, "--output", template, "--force")
    result = run("report", workshop, *made_with)
    assert (result.exit_code, template.read_bytes()) == (1, before)
    assert "house.docx: the report is made with it, so it goes elsewhere." in result.stderr


def test_a_clean_report_names_nobody(run: Run, workshop: Path) -> None:
    path = workshop.with_name("clean.html")
    assert run("report", workshop, "--output", path, "--clean").exit_code == 0
    text = path.read_text()
    for name in ("Hugo", "Rhea", "Solano", "Brightworks", "Hollow Pine"):
        assert name not in text
    assert "Vendor A" in text
    assert "Expert 1" in text


def test_notes_without_clean_make_no_sense(run: Run, workshop: Path) -> None:
    result = run("report", workshop, "--with-notes")
    assert result.exit_code == 2
    assert "--with-notes goes with --clean" in result.stderr


def test_a_name_that_asks_for_no_format_is_wrong_use(run: Run, workshop: Path) -> None:
    result = run("report", workshop, "--output", workshop.with_name("x.pdf"))
    assert result.exit_code == 2
    assert "docx, html, md" in result.stderr


def test_without_the_extra_html_is_written_and_word_says_what_to_install(
    run: Run, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    assert "report.html" in run("report", workshop).stdout
    result = run("report", workshop, "--format", "docx")
    assert result.exit_code == 1
    assert "pip install 'fouraxis[office]'" in result.stderr
    result = run("report", workshop, "--format", "all")
    assert result.exit_code == 0
    assert "Left out: docx, xlsx, png" in result.stderr


def test_a_template_gives_its_styles_and_nothing_of_its_maker(run: Run, workshop: Path) -> None:
    from docx import Document
    from docx.shared import RGBColor

    firm = Document()
    firm.add_paragraph("What stood in the template")
    firm.sections[0].header.paragraphs[0].text = "The firm's own head"
    firm.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    firm.core_properties.author = "Somebody"
    template = workshop.with_name("firm.docx")
    firm.save(str(template))
    path = workshop.with_name("x.docx")
    assert run("report", workshop, "--output", path, "--template", template).exit_code == 0
    files = dict(parts(path.read_bytes()))
    assert b"123456" in files["word/styles.xml"]
    assert any(b"own head" in part for name, part in files.items() if "header" in name)
    assert b"Somebody" not in files["docProps/core.xml"]
    assert "What stood in the template" not in word_text(path.read_bytes())


TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
WITH_MACROS = b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def saved_as(kind: bytes, path: Path) -> Path:
    """A firm's document as Word saves it under another kind, with a red heading."""
    from docx import Document
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.shared import RGBColor

    firm = Document()
    firm.add_paragraph("What stood in the template")
    firm.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    if kind == WITH_MACROS:
        name, type_ = PackURI("/word/vbaProject.bin"), "application/vnd.ms-office.vbaProject"
        macros = Part(name, type_, b"macros", firm.part.package)
        vba = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        firm.part.relate_to(macros, vba)
    made = io.BytesIO()
    firm.save(made)
    with zipfile.ZipFile(path, "w") as target:
        for file, data in parts(made.getvalue()):
            target.writestr(file, data.replace(DOCUMENT, kind))
    return path


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (TEMPLATE, "firm.dotx"),
        (WITH_MACROS, "firm.dotm"),
        (b"application/vnd.ms-word.document.macroEnabled.main+xml", "firm.docm"),
        (DOCUMENT, "firm.docx"),
    ],
)
@pytest.mark.few("kind", 1)
def test_a_template_may_be_any_kind_of_word_document(
    run: Run, workshop: Path, kind: bytes, name: str
) -> None:
    from docx import Document

    template = saved_as(kind, workshop.with_name(name))
    path = workshop.with_name("report.docx")
    result = run("report", workshop, "--output", path, "--template", template)
    assert (result.exit_code, result.stderr) == (0, "")
    files = dict(parts(path.read_bytes()))
    assert b"123456" in files["word/styles.xml"]
    assert DOCUMENT in files["[Content_Types].xml"]
    assert not any("vba" in file for file in files)
    assert Document(str(path)).paragraphs


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word document"),
        (b"%PDF-1.7", "is no Word document"),
        (b"", "is no Word document"),
        (b"{\\rtf1}", "is no Word document"),
        (b"PK\x03\x04 and then nothing", "is no Word document"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "is no Word document"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "is no Word document"),
        (zipped({"[Content_Types].xml": DOCUMENT.decode()}), "is damaged"),
        (None, "cannot be read"),
    ],
)
@pytest.mark.few("data", 4)
def test_what_is_no_template_is_said_with_its_file_and_what_to_do(
    run: Run, workshop: Path, data: bytes | None, message: str
) -> None:
    template = workshop.with_name("firm.docx")
    if data is not None:
        template.write_bytes(data)
    result = run("report", workshop, "--template", template)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"fouraxis: {template}: ")
    assert message in result.stderr
    assert not list(workshop.parent.glob("*report*"))


@pytest.mark.parametrize("option", ["--template", "--logo"])
def test_a_file_of_another_kind_is_refused_in_plain_words(
    run: Run, workshop: Path, option: str
) -> None:
    result = run("report", workshop, option, workshop)
    assert result.exit_code == 1
    assert workshop.name in result.stderr
    assert "Traceback" not in result.stderr
    assert run("report", workshop, option, workshop.with_name("gone")).exit_code == 1


@pytest.mark.parametrize(("kind", "form"), [("PNG", "docx"), ("JPEG", "html"), ("PNG", "html")])
def test_a_logo_is_shown_without_what_it_says_of_its_maker(
    run: Run, workshop: Path, kind: str, form: str
) -> None:
    from PIL.PngImagePlugin import PngInfo

    text_chunks, made = PngInfo(), io.BytesIO()
    text_chunks.add_text("Author", "Contoso Logos")
    exif = Image.Exif()
    exif[0x013B] = "Contoso Logos"
    Image.new("RGB", (80, 20), "red").save(made, kind, pnginfo=text_chunks, exif=exif)
    logo = workshop.with_name("logo")
    logo.write_bytes(made.getvalue())
    path = workshop.with_name(f"x.{form}")
    assert run("report", workshop, "--output", path, "--logo", logo).exit_code == 0
    data = path.read_bytes()
    files = [part for _, part in parts(data)] if form == "docx" else [data]
    if form == "docx":
        Image.open(io.BytesIO(dict(parts(data))["word/media/image1.png"])).load()
    else:
        assert f'src="data:image/{kind.lower()};base64,'.encode() in data
    assert not [part for part in files if b"Contoso Logos" in part]


@pytest.mark.parametrize("form", ["docx", "all"])
@pytest.mark.parametrize("at", [12, 17, 19, 30])
def test_a_logo_that_is_no_whole_picture_is_said_and_nothing_is_written(
    run: Run, workshop: Path, at: int, form: str
) -> None:
    made = io.BytesIO()
    Image.new("RGB", (80, 20), "red").save(made, "JPEG")
    logo = workshop.with_name("logo.jpg")
    logo.write_bytes(made.getvalue()[:at])
    result = run("report", workshop, "--format", form, "--logo", logo)
    assert result.exit_code == 1
    assert result.stderr == f"fouraxis: {logo}: the picture is damaged. Save it again as PNG.\n"
    assert {path.name for path in workshop.parent.iterdir()} == {workshop.name, logo.name}


def test_where_a_report_cannot_go_the_file_and_the_reason_are_said(
    run: Run, workshop: Path
) -> None:
    file, folder = workshop.with_name("file"), workshop.with_name("folder")
    file.touch()
    folder.mkdir()
    long = workshop.with_name("x" * 300)
    for output, form, message in (
        (folder, "docx", f"{folder}: a folder of that name is already there"),
        (file, "html", f"{file}: is there already. --force overwrites it."),
        (file, "all", f"{file}: this is a file and no folder"),
        (file / "x.html", "html", f"{file}: this is a file and no folder"),
        (file / "deep" / "x.html", "html", f"{file / 'deep'}: Not a directory"),
        (long, "html", f"{long}: File name too long"),
    ):
        result = run("report", workshop, "--format", form, "--output", output)
        assert (result.exit_code, result.stderr) == (1, f"fouraxis: {message}\n")
    assert list(folder.iterdir()) == []


def test_what_the_system_does_not_name_is_a_fault_with_its_reason(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Settings) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Settings, "content", fail)
    result = run("matrix")
    assert result.exit_code == 1
    assert "(OSError in test_report.py, line" in result.stderr
    assert "Input/output error)" in result.stderr


def test_a_file_that_is_no_session_is_said_plainly(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("<<<<<<< mine")
    result = run("report", path)
    assert result.exit_code == 1
    assert "x.toml" in result.stderr


def test_the_command_offers_every_format_there_is() -> None:
    form = next(option for option in report_command.params if option.name == "form")
    assert isinstance(form.type, click.Choice)
    assert tuple(form.type.choices) == (*formats.REPORT_FORMATS, "all")
