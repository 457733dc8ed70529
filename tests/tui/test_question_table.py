"""The table of questions: its columns hold at any width, for any name, and every option is hit."""

import pytest
from textual.app import App, ComposeResult

from fouraxis.tui.questions.table import QuestionTable, Row, draw, label_columns, label_width, tops
from fouraxis.workshop.text import showable_line
from tests.tui.workshops import NASTY

LEVELS = (("low", "low"), ("medium", "medium"), ("high", "high"))


def row(label: str, item: str = "one", value: str | None = None) -> Row:
    """A row with three options."""
    return Row(item=item, label=label, options=LEVELS, value=value, noted=True)


LABELS = ["IP exposure", "請求書の自動処理と顧客対応", "x" * 5_000, "é" * 40, *NASTY.values()]


@pytest.mark.parametrize("width", [30, 37, 50, 62, 79, 80, 100, 200])
@pytest.mark.parametrize("label", LABELS)
def test_a_row_is_never_wider_than_its_table(label: str, width: int) -> None:
    rows = (row("short"), row(label, "two", "high"))
    starts = tops(rows, width)
    drawn = draw(rows[1], width, starts[2] - starts[1], label_width(rows), here=True, focus=True)
    assert len(drawn.lines) == starts[2] - starts[1]
    for line in drawn.lines[:-1]:
        assert line.cell_length <= width
    if width >= 50:
        assert drawn.lines[-1].cell_length <= width


@pytest.mark.parametrize("brief", [False, True])
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_names_of_people_and_vendors_among_the_options_are_shown_as_text(
    text: str, brief: bool
) -> None:
    options = ((text, text), ("other", "other"))
    rows = (
        Row(item="label", label=text, options=options, beside=(text,)),
        Row(item="chosen", label="chosen", options=options, value=text, beside=(text,)),
        Row(item="claimed", label="claimed", options=options, value=text, claimed=True),
        Row(item="derived", label="derived", options=options, derived=text),
        Row(item="foreign", label="foreign", options=LEVELS, value=text),
        Row(item="typed", label="typed", value=text),
    )
    for each in rows:
        column = label_width(rows, brief=brief)
        drawn = draw(each, 200, 2, column, here=True, focus=True, brief=brief)
        for line in drawn.lines:
            assert line.plain == showable_line(line.plain)
            assert not any(span.style in ("@click", "link") for span in line.spans)


@pytest.mark.parametrize("width", [50, 80, 120])
def test_options_stand_in_one_column_whatever_the_names_are(width: int) -> None:
    rows = tuple(row(label, str(n)) for n, label in enumerate(LABELS))
    starts = tops(rows, width)
    columns = {
        draw(
            one, width, starts[n + 1] - starts[n], label_width(rows), here=False, focus=False
        ).spans[0][0]
        for n, one in enumerate(rows)
    }
    assert len(columns) == 1


class Page(App[None]):
    """A table on its own."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        super().__init__()
        self.rows = rows
        self.chosen: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        """The table."""
        yield QuestionTable()

    def on_mount(self) -> None:
        """Its rows."""
        self.query_one(QuestionTable).show(self.rows)

    def on_question_table_chosen(self, event: QuestionTable.Chosen) -> None:
        """Remember what was chosen."""
        self.chosen.append((event.item, event.value))


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("label", ["IP exposure", "請求書の自動処理と顧客対応のための長い名前"])
@pytest.mark.few("width", 2)
async def test_a_click_hits_the_option_that_is_seen(width: int, label: str) -> None:
    page = Page((Row("head", "Heading", heading=True), row(label, "a"), row("short", "b")))
    async with page.run_test(size=(width, 12)) as pilot:
        await pilot.pause()
        table = page.query_one(QuestionTable)
        starts = tops(table.rows, table.content_size.width)
        for index, y in enumerate(start - 1 for start in starts[1:]):
            for start, end, option in table.drawn(index, starts).spans:
                for x in (start, end - 1):
                    page.chosen.clear()
                    await pilot.click(QuestionTable, offset=(x, y))
                    await pilot.pause()
                    assert page.chosen == [(table.item, option)]


async def test_headings_are_passed_over_and_keys_end_at_the_ends() -> None:
    rows = (
        Row("h1", "One", heading=True),
        row("A", "a"),
        Row("h2", "Two", heading=True),
        row("B", "b"),
    )
    page = Page(rows)
    async with page.run_test() as pilot:
        table = page.query_one(QuestionTable)
        table.focus()
        seen = []
        for key in ("down", "down", "up", "up", "end", "home", "pagedown", "j", "k"):
            await pilot.press(key)
            seen.append(table.item)
        assert seen == ["b", "b", "a", "a", "b", "a", "b", "b", "a"]


async def test_an_empty_table_takes_any_key() -> None:
    page = Page(())
    async with page.run_test() as pilot:
        page.query_one(QuestionTable).focus()
        await pilot.press("1", "0", "enter", "n", "p", "f", "backspace", "up", "down", "end")
        await pilot.click(QuestionTable, offset=(3, 0))
        assert not page.chosen


async def test_where_the_last_of_a_kind_goes_the_cursor_stays_with_that_kind() -> None:
    rows = tuple(row(name, name) for name in ("who.ana", "who.bo", "new-who", "plan"))
    page = Page(rows)
    async with page.run_test():
        table = page.query_one(QuestionTable)
        table.show(rows, "who.bo")
        table.show((rows[0], *rows[2:]), "who.bo")
        assert table.item == "who.ana"
        table.show(rows[2:], "who.ana")
        assert table.item == "new-who"


async def test_where_rows_go_the_cursor_stands_on_what_followed_or_else_on_what_came_before() -> (
    None
):
    rows = tuple(row(name, name) for name in "abcd")
    page = Page(rows)
    async with page.run_test() as pilot:
        table = page.query_one(QuestionTable)
        table.show(rows, "b")
        table.show((rows[0], rows[2], rows[3]), "b")
        assert table.item == "c"
        table.show((rows[0], rows[3]), "b")  # the session still stands where it stood
        assert table.item == "d"
        table.show((rows[0],))
        assert table.item == "a"
        table.show((row("other", "z"),))
        await pilot.pause()
        assert table.item == "z"


def test_a_text_that_would_be_cut_begins_where_the_labels_under_its_heading_end() -> None:
    texts = (
        Row(item="title", label="Title", value="t" * 60),
        Row(item="name", label="Organisation", value="short"),
    )
    people = (
        Row(item="head", label="Participants", heading=True),
        Row(item="p1", label="Somebody (with a long role)", value="expert"),
    )
    wide, narrow = label_columns((*texts, *people), 200), label_columns((*texts, *people), 88)
    assert set(wide) == {label_width((*texts, *people))}
    assert narrow == (*(label_width(texts),) * 2, *(label_width(people),) * 2)


async def test_a_text_that_is_cut_on_its_line_is_known_whole() -> None:
    rows = (Row(item="a", label="A", value="x" * 200), Row(item="b", label="B", value="y"))
    async with Page(rows).run_test(size=(80, 20)) as pilot:
        table = pilot.app.query_one(QuestionTable)
        assert table.cut_text == "x" * 200
        await pilot.press("down")
        assert table.cut_text == ""
