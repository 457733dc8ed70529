"""A sentence of the program in which some words have a look of their own."""

from string import Formatter

from textual.content import Content


def filled(text: str, style: str = "", /, **places: Content) -> Content:
    """A text of the program with styled content in its {places}, and the rest in one style.

    Where a language puts a place is its own business, so the sentence stays whole.
    """
    parts: list[Content] = []
    for said, place, _, _ in Formatter().parse(text):
        parts.append(Content.styled(said, style))
        if place is not None:
            parts.append(places[place])
    return Content.assemble(*parts)
