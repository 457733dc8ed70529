"""What the documentation says is so: links lead somewhere, examples open, commands exist."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from fouraxis.cli.page import COMMANDS
from fouraxis.content.brand import Brand
from fouraxis.content.load import NAMES
from fouraxis.content.terms import AXES, LEVELS, MODELS
from fouraxis.store.format import loads
from fouraxis.workshop import session

HOUSE = Path(__file__).parents[1]
PAGES = [HOUSE / "README.md", *sorted(HOUSE.glob("docs/*.md")), HOUSE / "benchmarks/README.md"]
FORMAT = (HOUSE / "docs/session-format.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The examples in a language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def models(module: object) -> list[type[BaseModel]]:
    """The parts of a session that a module declares."""
    parts = [one for one in vars(module).values() if isinstance(one, type)]
    return [one for one in parts if issubclass(one, BaseModel)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not link.startswith(("http", "#")):
            path, _, heading = link.partition("#")
            target = page.parent / path
            assert target.exists(), f"{page.name} links to {link}"
            if heading:
                titles = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
                slugs = [re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in titles]
                assert heading in slugs, f"{page.name} links to {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_shown_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    shown = "\n".join([*blocks(text, "(?:sh)?"), *re.findall(r"`(fouraxis [^`]+)`", text)])
    for word in re.findall(r"^\s*fouraxis +([a-z][\w-]*)", shown, re.MULTILINE):
        assert word in COMMANDS, f"{page.name} shows fouraxis {word}"


def test_the_session_that_is_shown_opens_without_a_notice() -> None:
    (example,) = (one for one in blocks(FORMAT, "toml") if one.startswith("schema"))
    opened = loads(example.encode(), Path("example.toml"))
    assert opened.notices == ()
    assert opened.session.workloads["support-chatbot"].decision is not None


def test_every_key_of_the_file_is_described() -> None:
    for model in {*models(session)} - {session.SetAside, BaseModel}:
        for key in model.model_fields:
            if (model, key) != (session.Session, "set_aside"):
                assert re.search(rf"\b{key}\b", FORMAT), f"{model.__name__}.{key}"


def test_every_level_and_model_is_named() -> None:
    for word in (*AXES, *MODELS, *(level for axis in AXES for level in LEVELS[axis])):
        assert word in FORMAT


def test_the_content_item_that_is_shown_is_one() -> None:
    text = (HOUSE / "docs/own-content.md").read_text("utf-8")
    items = [tomllib.loads(one) for one in blocks(text, "toml")]
    shipped = tomllib.loads((HOUSE / "screens/vendors.toml").read_text("utf-8"))
    usual = next(iter(shipped["criteria"].values()))
    assert items[0]["criteria"]["reference-calls"].keys() - {"since"} == usual.keys()
    assert any(Brand.model_validate(each["brand"]).logo for each in items if "brand" in each)
    assert all((HOUSE / "screens" / f"{name}.toml").is_file() for name in NAMES)
