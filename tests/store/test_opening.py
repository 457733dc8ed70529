"""Whatever is in a file: opening it says what is wrong in plain words, and loses nothing else."""

import gc
from pathlib import Path

import pytest

from fouraxis.store.faults import SessionFileError
from fouraxis.store.format import Loaded, loads
from fouraxis.store.merge import merge
from fouraxis.store.read import read
from fouraxis.workshop.edit import set_at, without_originals
from tests.store.samples import PATH, small, written

GOOD = written(small()).decode()
_WEEKS = "vendors.brightworks.sprints.support-chatbot.weeks"


def opened(text: str) -> Loaded:
    return loads(text.encode(), PATH)


# --- files that open ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()],
    ids=["byte-order mark", "CRLF"],
)
def test_a_byte_order_mark_and_crlf_open_without_a_word(data: bytes) -> None:
    loaded = loads(data, PATH)
    assert loaded.session == small()
    assert loaded.notices == ()


def test_nobody_looks_for_garbage_while_a_session_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "session.toml"
    path.write_text(GOOD)
    looked: list[bool] = []

    def watched(data: bytes, path: Path) -> Loaded:
        looked.append(gc.isenabled())
        return loads(data, path)

    monkeypatch.setattr("fouraxis.store.read.loads", watched)
    read(path)
    path.write_text("title = ")
    with pytest.raises(SessionFileError):
        read(path)
    assert looked == [False, False]
    assert gc.isenabled()


def test_who_reads_where_nobody_looks_leaves_it_so(tmp_path: Path) -> None:
    path = tmp_path / "session.toml"
    path.write_text(GOOD)
    gc.disable()
    try:
        read(path)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_file_without_saved_opens_without_a_word() -> None:
    assert opened(GOOD[: GOOD.index("[saved]")]).notices == ()


def test_a_title_is_enough() -> None:
    loaded = opened('title = "Contoso"\n')
    assert loaded.session.title == "Contoso"
    assert [n.split(" stands")[0].split(": ")[1] for n in loaded.notices] == ["id", "created"]


@pytest.mark.parametrize(
    "edited",
    [
        GOOD.replace('"Pricing"', '"Prices"'),
        GOOD + "\n[vendors.new]\nname = 'new'\n",
        GOOD.replace("[saved]", "# a remark\n[saved]"),
    ],
)
def test_an_edit_by_hand_draws_a_mild_notice(edited: str) -> None:
    loaded = opened(edited)
    assert loaded.notices == ("contoso.toml: was edited outside fouraxis since it was last saved.",)


def test_a_newer_schema_opens_read_only_with_as_much_as_can_be_read() -> None:
    newer = GOOD.replace("schema = 2", "schema = 3").replace('"low"', '"lower"', 1)
    loaded = opened(newer)
    assert loaded.read_only
    assert loaded.session.title == small().title
    assert "newer fouraxis (schema 3, not 2)" in loaded.notices[0]


@pytest.mark.parametrize("schema", ['"1"', "0", "-3", "true", "[]"])
def test_a_schema_that_is_none_is_said_and_read_as_the_first(schema: str) -> None:
    loaded = opened(f"schema = {schema}\n{GOOD.split(chr(10), 1)[1]}")
    assert any("is not a schema" in notice for notice in loaded.notices)
    assert loaded.session == small()
    assert not loaded.read_only


# --- faults: file, key, line, value, what is allowed; set aside; the rest opens ----------------


FAULTS = [
    (
        'level = "none"',
        'level = "nine"',
        "workloads.support-chatbot.axes.maturity.level",
        "'nine' (line {line}) must be one of mature, emerging, none, unknown",
    ),
    (
        'answer = "no"',
        'answer = "perhaps"',
        "workloads.support-chatbot.rules.core-logic.answer",
        "'perhaps' (line {line}) must be one of yes, no, unknown",
    ),
    (
        "rules.core-logic]",
        "rules.my-own]",
        "workloads.support-chatbot.rules.my-own",
        "a table (line {line}) must be one of core-logic, data-cannot-leave, undefined-success",
    ),
    (
        '    "talent-access",',
        '    "Talent access",',
        "workloads.support-chatbot.motives.0",
        "'Talent access' (line {line}) must be an id: small letters, digits and single hyphens",
    ),
    (
        "weeks = 3",
        "weeks = 300",
        _WEEKS,
        "300 (line {line}) must be at most 104",
    ),
    ("weeks = 3", 'weeks = "x"', _WEEKS, "must be a whole number"),
    (
        'step = "axes"',
        'step = "axis"',
        "place.step",
        "must be one of setup, workloads, profile, axes",
    ),
    ('build = "partner"', "build = 1", "workloads.support-chatbot.layers.build", "must be one of"),
    (
        'model = "full-outsourcing"',
        'model = "some"',
        "workloads.support-chatbot.decision",
        "model 'some' must be one of full-outsourcing, co-build-squad",
    ),
    ("[workloads.pricing]", "[workloads.Pricing]", "workloads.Pricing", "must be an id"),
    (
        'organisation = "Contoso"',
        "organisation = 5",
        "organisation",
        "5 (line {line}) must be text",
    ),
    (
        'organisation = "Contoso"',
        f'organisation = "{"x" * 5001}"',
        "organisation",
        "must be at most 5,000 characters",
    ),
    ('[pack]\nid = "ai-outsourcing"\nversion = "1.1.0"', "pack = 1", "pack", "must be a table"),
    (
        'workloads = [\n    "support-chatbot",\n]',
        'workloads = "support-chatbot"',
        "vendors.brightworks.workloads",
        "must be a list",
    ),
    (
        "at = 2026-11-23T11:42:07Z\n\n",
        'at = "noon"\n\n',
        "workloads.support-chatbot.decision.at",
        "must be a date and time such as 2026-11-23T09:00:00Z",
    ),
    *(
        (
            "at = 2026-11-23T11:42:07Z\n\n",
            f"at = {wrong}\n\n",
            "workloads.support-chatbot.decision.at",
            "must be a date and time such as 2026-11-23T09:00:00Z",
        )
        for wrong in ("5", "5.5", "2026-11-23", "11:42:07", "true")
    ),
    ("weeks = 3\n", "weeks = 3.0\n", _WEEKS, "must be a whole number"),
    ("weeks = 3\n", 'weeks = "3"\n', _WEEKS, "must be a whole number"),
    ("weeks = 3\n", "weeks = true\n", _WEEKS, "must be a whole number"),
]


@pytest.mark.parametrize("wrong", ["5", "1.5", "2026-11-23", "true", '"2026-11-23T09:00:00Z"'])
def test_when_a_session_was_begun_is_no_number_and_no_day(wrong: str) -> None:
    right = "created = 2026-11-23T09:00:00Z\n"
    assert right in GOOD
    loaded = loads(GOOD.replace(right, f"created = {wrong}\n", 1).encode(), PATH)
    assert any("must be a date and time such as" in notice for notice in loaded.notices)
    assert f"created = {wrong}\n" in written(loaded.session).decode()


@pytest.mark.parametrize("wrong", ["1", "0", '"yes"', "1.0"])
def test_whether_something_is_parked_is_no_number_and_no_text(wrong: str) -> None:
    right = "[workloads.support-chatbot.axes.sensitivity]\n"
    assert right in GOOD
    text = GOOD.replace(right, f"{right}parked = {wrong}\n", 1)
    loaded = loads(text.encode(), PATH)
    assert any("must be true or false" in notice for notice in loaded.notices)
    assert not loaded.session.workloads["support-chatbot"].axes["sensitivity"].parked
    assert f"parked = {wrong}\n" in written(loaded.session).decode()


@pytest.mark.parametrize(("right", "wrong", "key", "says"), FAULTS)
def test_a_fault_is_named_set_aside_and_kept_and_the_rest_opens(
    right: str, wrong: str, key: str, says: str
) -> None:
    assert right in GOOD
    text = GOOD.replace(right, wrong, 1)
    loaded = opened(text)
    notice = loaded.notices[0]
    assert notice.startswith(f"contoso.toml: {key} = ")
    line = text[: text.index(wrong)].count("\n") + 1 - (key.endswith(".0"))
    assert says.format(line=line) in notice
    assert notice.endswith("It is set aside: kept in the file, not used.")
    assert [".".join(item.path) for item in loaded.session.set_aside] == [key]
    assert loaded.session.title == small().title
    assert len(loaded.session.vendors) == 1
    again = written(loaded.session)
    assert wrong.encode() in again
    assert written(loads(again, PATH).session) == again


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        (f'title = "{small().title}"', "title = 5", "title"),
        (f'title = "{small().title}"', f'title = "{"x" * 10_000}"', "title"),
        (f'id = "{small().id}"', "id = false", "id"),
        ("created = 2026-11-23T09:00:00Z", 'created = "then"', "created"),
        ('name = "Pricing"', "name = ['P']", "workloads.pricing.name"),
        ('name = "Ana"', "name = 1", "participants.ana.name"),
    ],
)
def test_where_a_session_cannot_do_without_something_stands_in(
    right: str, wrong: str, key: str
) -> None:
    loaded = opened(GOOD.replace(right, wrong, 1))
    assert f"contoso.toml: {key} = " in loaded.notices[0]
    assert "stands in for it" in loaded.notices[0]
    assert len(loaded.session.workloads) == 2
    again = opened(GOOD.replace(right, wrong, 1)).session
    assert again == loaded.session
    assert loads(written(again), PATH).session == again


def test_a_long_value_is_shortened_in_its_notice() -> None:
    loaded = opened(GOOD.replace(small().title, "x" * 10_000))
    assert loaded.session.title == "contoso"
    assert "must be at most 5,000 characters" in loaded.notices[0]
    assert len(loaded.notices[0]) < 300


def test_names_that_are_missing_are_filled_in_and_said() -> None:
    loaded = opened(GOOD.replace('name = "Pricing"\n', "", 1))
    assert loaded.session.workloads["pricing"].name == "pricing"
    assert "workloads.pricing.name (line 47): is missing" in loaded.notices[0]


def test_many_faults_cost_only_themselves() -> None:
    text = GOOD
    for right, wrong, _, _ in FAULTS[:3]:
        text = text.replace(right, wrong, 1)
    loaded = opened(text + "\n[vendors.two]\nname = 3\ncriteria = 7\n")
    assert {item.path[-1] for item in loaded.session.set_aside} == {
        "level",
        "my-own",
        "name",
        "criteria",
    }
    assert loaded.session.workloads["support-chatbot"].axes["sensitivity"].level == "low"
    assert set(loaded.session.vendors) == {"brightworks", "two"}


def test_whole_tables_of_a_wrong_kind_cost_only_themselves() -> None:
    loaded = opened('title = "t"\nworkloads = 3\nvendors = [1]\nplace = "x"\nparticipants = 1.5\n')
    assert {item.path[0] for item in loaded.session.set_aside} == {
        "workloads",
        "vendors",
        "place",
        "participants",
    }
    text = written(loaded.session).decode()
    assert "workloads = 3\n" in text
    assert written(loads(text.encode(), PATH).session).decode() == text


def test_a_vendor_linked_to_a_workload_that_is_gone_is_said_and_kept() -> None:
    loaded = opened(GOOD.replace("workloads.support-chatbot", "workloads.chat"))
    assert loaded.session.vendors["brightworks"].workloads == ("support-chatbot",)
    assert any(
        "vendors.brightworks.workloads (line 52): names the workload 'support-chatbot'" in notice
        for notice in loaded.notices
    )


def test_text_that_had_to_be_made_storable_is_said() -> None:
    loaded = opened('title = "a\\u001b[31m"\n[workloads.w]\nname = "n"\nowner = "x\\u0000"\n')
    assert loaded.session.title == "a\ufffd[31m"
    notices = [notice for notice in loaded.notices if "control characters" in notice]
    assert ["title" in notices[0], "workloads.w.owner" in notices[1]] == [True, True]
    assert ["(line 1)" in notices[0], "(line 4)" in notices[1]] == [True, True]


def test_deep_tables_of_a_newer_version_open_and_are_kept() -> None:
    deep = ".".join(["a"] * 60) + " = " + "[" * 30 + "1" + "]" * 30
    session = opened(f'title = "t"\nid = "i"\ncreated = 2026-01-01T00:00:00Z\n{deep}\n').session
    assert loads(written(session), PATH).session == session


WILD = 'name = "Customer support chatbot"\n'
"""A line of the good file whose text is made wild."""


def test_what_is_cleaned_out_of_a_text_is_said_and_the_file_keeps_the_original() -> None:
    assert WILD in GOOD
    text = GOOD.replace(WILD, 'name = "Chat\\u001b[31mbot"\n')
    loaded = loads(text.encode(), PATH)
    assert loaded.session.workloads["support-chatbot"].name == "Chat\ufffd[31mbot"
    assert any("name" in notice and "control characters" in notice for notice in loaded.notices)
    kept = written(loaded.session)
    assert b'name = "chat\\u001b[31mbot"\n' in kept.lower()
    again = loads(kept, PATH)  # by now fouraxis saved it, and still knows
    assert again.intact
    assert again.session.set_aside == loaded.session.set_aside
    assert written(again.session) == kept


@pytest.mark.parametrize(
    "wild", ["\\u0000", "\\u007F", "\\b", "\\u0085x\\u0001", "\x9b", "\\U0000001b"]
)
def test_each_kind_of_control_character_is_kept_beside(wild: str) -> None:
    loaded = loads(GOOD.replace(WILD, f'name = "a{wild}b"\n').encode(), PATH)
    assert len(loaded.session.set_aside) == 1
    assert loads(written(loaded.session), PATH).session == loaded.session


def test_a_cleaned_text_that_somebody_changes_or_agrees_to_is_forgotten() -> None:
    session = loads(GOOD.replace(WILD, 'name = "a\\u0001b"\n').encode(), PATH).session
    changed = set_at(session, ("workloads", "support-chatbot", "name"), "New")
    assert b'name = "New"\n' in written(changed)
    agreed = without_originals(session)
    assert b"\\u0001" not in written(agreed)
    assert loads(written(agreed), PATH).session.set_aside == ()


def test_a_merge_keeps_the_original_of_a_cleaned_text() -> None:
    session = loads(GOOD.replace(WILD, 'name = "a\\u0001b"\n').encode(), PATH).session
    theirs = set_at(session, ("organisation",), "Theirs")
    merged = merge(session, set_at(session, ("title",), "Mine"), theirs).session
    assert merged.organisation == "Theirs"
    assert b'name = "a\\u0001b"\n' in written(merged)


def test_spaces_and_line_ends_are_no_control_characters() -> None:
    loaded = loads(GOOD.replace(WILD, 'name = " a\\tb\\r\\nc "\n').encode(), PATH)
    assert loaded.session.set_aside == ()
    assert loaded.session.workloads["support-chatbot"].name == "a b c"
