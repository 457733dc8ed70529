"""Style sheets parsed once for all tests of a process, which each application would parse anew."""

from functools import lru_cache
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse = Stylesheet._parse_rules


@lru_cache(maxsize=2_000)
def _parsed(
    variables: frozenset[tuple[str, str]], arguments: tuple[Any, ...], more: frozenset[Any]
) -> list[RuleSet]:
    """The rules of a sheet under these variables: what they hold depends on nothing else."""
    sheet = Stylesheet(variables=dict(variables))
    return _parse(sheet, *arguments, **dict(more))


def _parse_once(self: Stylesheet, *arguments: Any, **more: Any) -> list[RuleSet]:
    variables = frozenset(self._variables.items())
    return _parsed(variables, arguments, frozenset(more.items()))


def parse_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let applications share what was parsed of a style sheet."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parse_once)
