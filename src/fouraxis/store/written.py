"""The tables of a session file as the program writes it: read line by line, in little time.

A parser of all of TOML looks at every character, and takes seconds over a thousand workloads. Here
each line must be one that the writer could have written. Where a single line is anything else, such
as in a file that somebody edited, or says something twice, nothing is read here at all: then the
whole is the parser's, with its faults and their lines.
"""

import re
import tomllib
from typing import Any, Final

_LINE: Final = re.compile(
    r"""
    \[(?P<table>[\w-]++(?:\.[\w-]++)*+)\]\n
    |(?P<key>[\w-]++)\ =\ "(?P<text>[^"\\\x00-\x08\x0a-\x1f\x7f]*+)"\n
    |(?P<list>[\w-]++)\ =\ \[\n(?P<items>(?:\ {4}"[^"\\\x00-\x08\x0a-\x1f\x7f]*+",\n)++)\]\n
    |(?P<blank>\n)
    |(?P<other>[\w-]++)\ =\ (?:
        [\w:.+-]{1,40}+
        |"(?:[^"\\\n]|\\[^\n])*+"
        |\[\]
        |\[\n(?:\ {4}"(?:[^"\\\n]|\\[^\n])*+",\n)++\]
    )\n
    """,
    re.VERBOSE | re.ASCII,
)

_ITEM: Final = re.compile(r'"([^"]*)"')


def tables(text: str) -> dict[str, Any] | None:
    """What `tomllib.loads` makes of the text; None where it is for tomllib to say."""
    root: dict[str, Any] = {}
    here, begun, at = root, set[str](), 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None:
            return None
        at = line.end()
        match line.lastgroup:
            case "text":
                key, value = line["key"], line["text"]
            case "table":
                found = _table(root, line["table"])
                if found is None or line["table"] in begun:
                    return None
                here = found
                begun.add(line["table"])
                continue
            case "items":
                key, value = line["list"], _ITEM.findall(line["items"])
            case "other":
                try:
                    ((key, value),) = tomllib.loads(line[0]).items()
                except ValueError:
                    return None
            case _:
                continue
        if key in here:
            return None
        here[key] = value
    return root


def _table(root: dict[str, Any], name: str) -> dict[str, Any] | None:
    """The table of this name, made if need be; None where something else has the name."""
    here: Any = root
    for key in name.split("."):
        here = here.setdefault(key, {})
        if not isinstance(here, dict):
            return None
    return here  # type: ignore[no-any-return]  # a dict, as was seen
