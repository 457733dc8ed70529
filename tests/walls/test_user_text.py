"""What a person typed reaches a screen by one way only, as data.

Textual reads markup in every plain string that it is given to draw, and hands escape sequences on
to the terminal. So wherever something is given to be drawn, it is either text of the program itself
or it went through the functions that make it fit to show. This reads the source to see that.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.walls.test_house import PROJECT

TUI = sorted(PROJECT.glob("src/fouraxis/tui/**/*.py"))
CLI = sorted(PROJECT.glob("src/fouraxis/cli/**/*.py"))
GATE = "look.py"

FIT = {"shown", "shown_line", "cell", "cut", "showable", "showable_line", "quoted"}
"""What makes user text fit to show."""

PLAIN = {"str", "join", "format", "strip", "tr", "ntr"}
"""What makes a plain string; a language's own words are a file's, too."""

DRAWN = {"Static", "Label", "Option", "update"}
"""What draws its first argument."""

FIELDS = {"name", "title", "organisation", "description", "owner", "by", "note", "reason"}
FIELDS |= {"evidence", "plan", "use_case", "vendor"}
"""What a person typed, as the session names it."""

ATTRIBUTES = {"tooltip", "border_title", "border_subtitle"}
"""What is drawn when it is set."""


def named(node: ast.expr) -> str:
    """The name of what is called: its last part."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """All calls of something of one of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and named(node.func) in names:
            yield node


def is_literal(node: ast.expr) -> bool:
    """Whether it is text of the program itself, or a choice between such texts."""
    if isinstance(node, ast.IfExp):
        return is_literal(node.body) and is_literal(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return all(
            isinstance(part, ast.Constant) or (isinstance(part, ast.FormattedValue) and fits(part))
            for part in node.values
        )
    return isinstance(node, ast.Constant)


def fits(part: ast.FormattedValue) -> bool:
    """Whether a value in a text is a number by its name, or went through the gate."""
    return is_fit(part.value) or named(part.value) in {"number", "count"}


def is_fit(node: ast.expr) -> bool:
    """Whether a plain string may be drawn."""
    if isinstance(node, ast.Attribute) and node.attr == "plain":  # of Content that is fit
        return is_fit(node.value)
    return is_literal(node) or (isinstance(node, ast.Call) and named(node.func) in FIT)


def is_plain(node: ast.expr, tree: ast.Module) -> bool:
    """Whether what is drawn is a string that Textual would read as markup, as far as can be seen.

    Content, and whatever a function of the screen returns (they are typed to return Content, which
    the type checker sees to), is none.
    """
    if isinstance(node, ast.IfExp):
        return is_plain(node.body, tree) or is_plain(node.orelse, tree)
    if isinstance(node, ast.JoinedStr):
        return not is_literal(node)
    if isinstance(node, ast.Attribute):  # a field of a session, of the content, of a widget
        return True
    if isinstance(node, ast.Name):
        return comes_plain(node.id, around(node, tree), tree)
    if isinstance(node, ast.Call):
        return named(node.func) in PLAIN and not is_content(node)
    return False


def around(node: ast.expr, tree: ast.Module) -> ast.AST:
    """The function in which something stands; the module, if in none."""
    holding = [
        one
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        and one.lineno <= node.lineno <= (one.end_lineno or 0)
    ]
    return max(holding, key=lambda one: one.lineno, default=tree)


def comes_plain(name: str, scope: ast.AST, tree: ast.Module) -> bool:
    """Whether a variable is handed in as a plain string, or is given one."""
    for node in ast.walk(scope):
        if isinstance(node, ast.arg) and node.arg == name:
            if isinstance(node.annotation, ast.Name) and node.annotation.id == "str":
                return True
        elif isinstance(node, ast.Assign) and not isinstance(node.value, ast.Name):
            targets = {getattr(target, "id", "") for target in node.targets}
            if name in targets and is_plain(node.value, tree):
                return True
    return False


def is_content(node: ast.Call) -> bool:
    """Whether it joins Content."""
    func = node.func
    return (
        isinstance(func, ast.Attribute)
        and isinstance(func.value, ast.Call)
        and named(func.value.func) == "Content"
    )


def faults(source: str) -> list[int]:
    """The lines where something is given to be drawn that might be obeyed."""
    tree = ast.parse(source)
    lines = [call.lineno for call in calls(tree, "notify") if not is_said_as_data(call)]
    for call in calls(tree, *DRAWN):
        lines += [call.lineno for one in call.args[:1] if is_plain(one, tree)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            drawn = {named(target) for target in node.targets} & ATTRIBUTES
            if drawn and is_plain(node.value, tree):
                lines.append(node.lineno)
    lines += [call.lineno for call in calls(tree, "OptionList") if not without_markup(call)]
    for call in calls(tree, "Text", "Content"):
        lines += [call.lineno for one in call.args[:1] if holds_user_text(one)]
    lines += [call.lineno for call in calls(tree, "from_markup", "from_rich_text", "from_ansi")]
    return sorted(lines)


def holds_user_text(node: ast.expr) -> bool:
    """Whether Text or Content is made of a field of the session, or of what was handed in."""
    if isinstance(node, ast.JoinedStr):
        values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return any(holds_user_text(value) for value in values)
    if not isinstance(node, ast.Attribute):
        return False
    of_self = isinstance(node.value, ast.Name) and node.value.id == "self"
    return node.attr in FIELDS or (of_self and node.attr.startswith("_"))


def is_said_as_data(call: ast.Call) -> bool:
    """Whether a message in the corner has no markup, and fit text."""
    return without_markup(call) and bool(call.args) and is_fit(call.args[0])


def without_markup(call: ast.Call) -> bool:
    """Whether markup is switched off."""
    return any(
        keyword.arg == "markup"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is False
        for keyword in call.keywords
    )


@pytest.mark.parametrize("path", TUI, ids=lambda path: path.name)
def test_what_a_screen_draws_is_content_or_went_through_the_gate(path: Path) -> None:
    if path.name != GATE:
        assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", CLI, ids=lambda path: path.name)
def test_no_command_prints_a_text_as_it_is(path: Path) -> None:
    if path.name != "output.py":
        tree = ast.parse(path.read_text("utf-8"))
        printed = [
            call.lineno
            for call in calls(tree, "print", "echo", "secho", "write")
            if len(call.args) == 1 and isinstance(call.args[0], ast.Attribute | ast.JoinedStr)
        ]
        assert printed == []


@pytest.mark.parametrize(
    "line",
    [
        "self.notify(session.title, markup=False)",
        "self.notify('Saved.')",
        "self.notify(f'{workload.name} is gone', markup=False)",
        "yield Static(workload.name)",
        "yield Static(f'Decide: {workload.name}')",
        "yield Static(tr('Decide: {name}', name=workload.name))",
        "box.border_title = tr('Programme')",
        "self.query_one(Static).update(str(note))",
        "box.border_title = self._name",
        "self.tooltip = f'{fault}'",
        "OptionList(Option(shown(name)))",
        "Option(entry.title)",
        "Text(workload.name)",
        "Content(f'{workload.name}')",
        "Content.from_markup(title)",
        "name = vendor.name; self.query_one(Static).update(name)",
        "def head(name: str) -> Static: return Static(name)",
    ],
)
def test_the_rule_finds_what_it_is_for(line: str) -> None:
    assert faults(line) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "self.notify(showable(text), markup=False)",
        "self.notify(f'Not possible: {showable(fault.what)}.', markup=False)",
        "yield Static(shown(note))",
        "yield Static(id='ask')",
        "box.border_title = shown_line(name)",
        "OptionList(*options, markup=False)",
        "Content(cut(name, 30))",
    ],
)
def test_the_rule_lets_pass_what_is_fit(line: str) -> None:
    assert faults(line) == []


def test_the_room_is_told_in_one_way() -> None:
    telling = [
        path.name for path in TUI if any(calls(ast.parse(path.read_text("utf-8")), "notify"))
    ]
    assert telling == ["bars.py"]


LOOKS = "\n".join(path.read_text("utf-8") for path in sorted(PROJECT.glob("screens/*.tcss")))


def has_a_height(selector: str) -> bool:
    """Whether the looks give what is selected a height in lines."""
    return bool(re.search(rf"{re.escape(selector)} {{[^}}]*\bheight: \d", LOOKS))


@pytest.mark.parametrize("path", TUI, ids=lambda path: path.name)
def test_a_text_that_changes_takes_the_lines_that_it_needs(path: Path) -> None:
    """Textual may keep a widget's automatic height of before the change; a Paragraph grows."""
    asked = [
        (call.lineno, [argument for argument in call.args if isinstance(argument, ast.Constant)])
        for call in calls(ast.parse(path.read_text("utf-8")), "query_one")
        if any(isinstance(argument, ast.Name) and argument.id == "Static" for argument in call.args)
    ]
    cut = [
        line
        for line, selectors in asked
        if not selectors or not has_a_height(str(selectors[0].value))
    ]
    assert cut == []
