"""What content is made of: texts that can be shown, and items that a session can answer.

Every table keyed by an id becomes a mapping in file order; each item carries its own id.
"""

from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictInt

from fouraxis.content.terms import MOST_MINUTES, Source

_ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_VERSION: Final = r"^[0-9]{1,6}(\.[0-9]{1,6}){0,2}$"

_COLOUR: Final = r"^#[0-9a-fA-F]{6}$"

PATTERNS: Final = {
    _ID: "a name of lower-case words and digits joined by hyphens, such as audit-trail",
    _VERSION: "a version in quotes, such as 1.2.0",
    _COLOUR: "a colour in quotes, such as #8a4b00",
}
"""What each pattern asks for, in words."""


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("expected some text, found only spaces")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("expected text in one line, found several paragraphs")
    return _said(text)


Line = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_one_line)]
"""A short text in one line."""

Paragraph = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_said)]
"""A longer text; a blank line parts paragraphs."""

Id = Annotated[str, Field(pattern=_ID, max_length=60)]

Version = Annotated[str, Field(pattern=_VERSION)]
"""A version of the content: up to three numbers, compared number by number."""

Colour = Annotated[str, Field(pattern=_COLOUR)]


def _with_ids(value: Any) -> Any:
    """Give each item of a keyed table its own key as its id."""
    if not isinstance(value, dict):
        return value
    return {
        key: {"id": key, **item} if isinstance(item, dict) and "id" not in item else item
        for key, item in value.items()
    }


Keyed = BeforeValidator(_with_ids)


class Part(BaseModel):
    """Any piece of content: immutable, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Item(Part):
    """Anything that a session can answer or point at.

    `since` is the content version that brought it, `retired` the one that took it out: a retired
    item is asked no more, and its answers are kept.
    """

    id: Id
    name: Line
    source: Source
    since: Version | None = None
    retired: Version | None = None


class Screen(Part):
    """The words that every screen has: title, purpose, and one minute of facilitator's guidance."""

    title: Line
    purpose: Paragraph
    guidance: Paragraph
    source: Source


class Planned(Part):
    """How many minutes a part takes: each time, where it is walked per workload or per vendor.

    It is no item and no word: a session does not say that it was reworded.
    """

    minutes: Annotated[StrictInt, Field(ge=0, le=MOST_MINUTES)]
    source: Source


class StepPart(Part):
    """A file about one step of the workshop: what every screen has, and how long the step takes."""

    screen: Screen
    agenda: Planned


class Described(Item):
    """Something that is explained in a sentence."""

    description: Line


class Asked(Item):
    """Something that is simply asked: what a table of the session holds beside its items."""

    question: Line


class Counted(Item):
    """What things are called with their number before it; `single` where that is 1."""

    single: Line | None = None

    def called(self, number: int) -> str:
        """The name that goes with so many."""
        return self.single if number == 1 and self.single else self.name


class Level(Item):
    """One anchored level: `anchor` says what it means, so that two rooms answer alike.

    `source` is whose level it is, `anchor_source` whose words describe it. `short` is its name in a
    column of five cells at most.
    """

    anchor: Line
    short: Line | None = None
    anchor_source: Source = "guide"


class Text(Part):
    """A sentence with an id: a warning, or a phrase of an explanation with {places} to fill."""

    id: Id
    text: Line
    source: Source
