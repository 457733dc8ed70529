"""The looks: every text can be read in both themes, and no colour says what no mark says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from fouraxis.content.models import Content
from fouraxis.content.terms import MODELS
from fouraxis.store.folder import SessionsFolder
from fouraxis.tui.look import DARK, DARK_MODELS, LIGHT, LIGHT_MODELS
from tests.tui.conftest import OpenApp
from tests.tui.workshops import placed, standing, workshop

THEMES = (DARK, LIGHT)
NAMED = ("primary", "secondary", "accent", "success", "warning", "error", "foreground")


def texts(theme: Theme) -> dict[str, Color]:
    """Every colour that text is written in."""
    models = {name: value for name, value in theme.variables.items() if name.startswith("model-")}
    plain = {name: theme.variables[name] for name in ("question", "title", "quiet", "faint")}
    named = {name: str(getattr(theme, name)) for name in NAMED}
    return {name: Color.parse(value) for name, value in {**models, **plain, **named}.items()}


def grounds(theme: Theme) -> dict[str, Color]:
    """Every colour that text is written on; the row with the cursor is tinted."""
    plain = {name: Color.parse(str(getattr(theme, name))) for name in ("background", "surface")}
    panel = Color.parse(str(theme.panel))
    tint = Color.parse(str(theme.primary)).with_alpha(0.15)
    return {**plain, "panel": panel, "cursor": plain["background"] + tint}


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, as WCAG 2 measures it."""

    def light(colour: Color) -> float:
        parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    faint = {
        f"{name} on {ground}": round(contrast(text, behind), 2)
        for name, text in texts(theme).items()
        for ground, behind in grounds(theme).items()
        if contrast(text, behind) < 4.5
    }
    assert not faint


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_question_is_the_loudest_and_can_be_read_from_afar(theme: Theme) -> None:
    question = Color.parse(theme.variables["question"])
    others = {name: colour for name, colour in texts(theme).items() if name != "question"}
    for ground, behind in grounds(theme).items():
        loud = contrast(question, behind)
        assert loud >= 7, ground
        assert all(contrast(colour, behind) < loud for colour in others.values())
    order = ("question", "foreground", "title", "quiet", "faint")
    measured = [contrast(texts(theme)[name], grounds(theme)["background"]) for name in order]
    assert measured == sorted(measured, reverse=True)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_model_can_be_read_on_a_ground_of_its_own_hue(theme: Theme) -> None:
    ground = Color.parse(str(theme.background))
    for name, colour in texts(theme).items():
        if name.startswith("model-"):
            assert contrast(colour, ground + colour.with_alpha(0.15)) >= 4.5, name


@pytest.mark.parametrize("models", [DARK_MODELS, LIGHT_MODELS])
def test_every_model_has_a_hue_of_its_own(models: dict[str, str]) -> None:
    assert set(MODELS) <= set(models)
    assert len(set(models.values())) == len(models)


async def test_the_theme_is_switched_in_the_palette(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.saved()
        before = room.text
        room.app.action_light_or_dark()
        await room.pilot.pause()
        assert room.app.theme == LIGHT.name
        assert room.text == before
    async with open_app() as room:  # and this machine remembers it
        assert room.app.theme == LIGHT.name
        assert "On a projector" not in room.text
        await room.press("f6")
        assert room.app.theme == DARK.name


async def test_without_colour_marks_say_it_all(
    open_app: OpenApp, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    session = standing(placed(workshop(content), "w1"), "axes", "sensitivity.ip-exposure")
    async with open_app(session, (120, 36)) as room:
        await room.press("0", "f", "p")
        for strip in room.strips:
            for _, style, _ in strip:
                for colour in (style.color, style.bgcolor) if style else ():
                    if colour is not None and colour.triplet is not None:
                        assert len(set(colour.triplet)) == 1, "a colour in a world of greys"
        for mark in ("[Axes", "[Sensitivity", "▐ ◌", "? IP exposure", "▸FUL"):
            assert mark in room.text
        await room.press("escape", "home")
        assert "▸0 ?◂" in room.text


_WALK = """
import asyncio, sys
from pathlib import Path
from fouraxis.tui.app import FouraxisApp, Start
async def walk():
    app = FouraxisApp(Path(sys.argv[1]), start=Start(file=Path(sys.argv[2])))
    async with app.run_test(size=(100, 30), notifications=True, tooltips=True) as pilot:
        await pilot.pause(0.5)
        for keys in (
            "", "n", "escape", "f1", "escape", "g", "escape", "ctrl+p", "escape",
            "1", "p", "escape", "f", "b", "b", "b", "escape", "z", "escape",
            "right", "right", "right", "right", "s", "escape", "escape", "n", "escape",
        ):
            await pilot.press(*keys.split())
            await pilot.pause(0.1)
            strips = app.screen._compositor.render_strips(app.size)
            text = "\\n".join(strip.text for strip in strips)
            odd = sorted({one for one in text if not one.isascii()})
            if odd:
                print(keys, odd, text)
                raise SystemExit(1)
asyncio.run(walk())
"""


@pytest.mark.long
def test_a_terminal_of_ascii_gets_ascii_only(folder: Path, content: Content) -> None:
    session = standing(placed(workshop(content), "w1"), "axes", "sensitivity.ip-exposure")
    path = SessionsFolder(folder).create(session)
    ended = subprocess.run(
        [sys.executable, "-c", _WALK, str(folder), str(path)],
        env={**os.environ, "FOURAXIS_ASCII": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
