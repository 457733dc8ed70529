"""Style sheets parsed once for all tests of a process, which each application would parse anew."""

from collections.abc import Iterable
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse

_PARSED: dict[Any, list[RuleSet]] = {}


def _shared(*sheet: Any, **more: Any) -> Iterable[RuleSet]:
    """The rules of a sheet, as parsed when these variables first had these values."""
    variables = more.pop("variable_tokens")
    values = {name: "".join(token.value for token in of) for name, of in variables.items()}
    key = (sheet, frozenset(values.items()), frozenset(more.items()))
    if key not in _PARSED:
        _PARSED[key] = list(parse(*sheet, variable_tokens=variables, **more))
    return _PARSED[key]


def parse_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let applications share what was parsed of a style sheet."""
    monkeypatch.setattr("textual.css.stylesheet.parse", _shared)
