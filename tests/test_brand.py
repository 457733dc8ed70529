"""A firm's own look: checked with its content, and seen on Home and in what a client keeps."""

import base64
import io
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fouraxis.content.load import load, shipped
from fouraxis.report.formats import ReportFormat, render
from fouraxis.tui.app import FouraxisApp
from fouraxis.workshop.session import Session
from tests.content.damage import faults_of, replaced
from tests.tui.conftest import Room

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
BRAND = """[brand]
name = "Example [bold]Advisory[/]"
logo = "logo.png"
disclaimer = "Prepared for one workshop & <no> other."

[brand.accent]
dark = "#ff9ecb"
light = "#8a0040"

[screen]"""
SESSION = Session(id="one", title="Where to?", created=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """The shipped content under a firm's look."""
    folder = tmp_path / "screens"
    shutil.copytree(shipped("screens"), folder)
    (folder / "logo.png").write_bytes(PICTURE)
    replaced(folder, "home", "[screen]", BRAND)
    return folder


def report(folder: Path, form: ReportFormat) -> bytes:
    """A report of an empty session under this content."""
    return b"".join(piece for part in render(SESSION, load(folder), form) for piece in part.pieces)


def test_a_name_alone_is_enough(firm: Path) -> None:
    assert faults_of(firm) == []
    text = BRAND.replace("[screen]", "").strip()
    replaced(firm, "home", text, '[brand]\nname = "Example Advisory"')
    assert faults_of(firm) == []
    assert b"Example Advisory" in report(firm, "markdown")


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('name = "Example [bold]Advisory[/]"', "", "brand.name", "missing"),
        (
            'dark = "#ff9ecb"',
            'dark = "#333333"',
            "brand.accent.dark",
            "contrast of 1.2",
        ),
        ('light = "#8a0040"', 'light = "#c08000"', "brand.accent.light", "4.5 is needed"),
        (
            'light = "#8a0040"',
            'light = "red"',
            "brand.accent.light",
            "a colour in quotes",
        ),
        ('dark = "#ff9ecb"\n', "", "brand.accent.dark", "missing"),
        ('"logo.png"', '"gone.png"', "brand.logo", "there is no gone.png in this folder"),
        ('"logo.png"', '"home.toml"', "brand.logo", "home.toml is neither PNG nor JPEG"),
        ('"logo.png"', '"../logo.png"', "brand.logo", "must be the name of a file in this folder"),
        ('"logo.png"', '"/etc/passwd"', "brand.logo", "must be the name of a file in this folder"),
        ('logo = "logo.png"', 'colour = "red"', "brand.colour", "not known"),
    ],
)
def test_what_cannot_be_used_is_named_with_the_reason(
    firm: Path, old: str, new: str, key: str, message: str
) -> None:
    replaced(firm, "home", old, new)
    ((at, why),) = faults_of(firm)
    assert at == key
    assert message in why


def test_a_report_has_the_name_the_logo_and_the_disclaimer_as_they_are_typed(firm: Path) -> None:
    page = report(firm, "html").decode()
    assert "Example [bold]Advisory[/]" in page
    assert "Prepared for one workshop &amp; &lt;no&gt; other." in page
    assert page.count("no technical due diligence") >= 1, "the standing notice stays"
    assert f'src="data:image/png;base64,{base64.b64encode(PICTURE).decode()}"' in page
    assert "--accent: #8a0040;" in page
    assert "--accent: #ff9ecb;" in page


def test_a_word_document_has_the_logo_and_another_brand_leaves_no_trace(firm: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(report(firm, "docx"))) as document:
        pictures = [document.read(name) for name in document.namelist() if "/media/" in name]
        assert PICTURE in pictures
    assert b"Advisory[/]" not in report(shipped("screens"), "html")


async def test_home_stands_under_the_firms_name_and_colour(firm: Path, tmp_path: Path) -> None:
    app = FouraxisApp(tmp_path / "sessions", firm)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        shown = Room(app, pilot).text
        assert "fouraxis · Example [bold]Advisory[/]" in shown
        assert "Prepared for one workshop & <no> other." in " ".join(shown.split())
        assert app.current_theme.accent == "#ff9ecb"
        await pilot.press("f6")
        assert app.current_theme.accent == "#8a0040"
