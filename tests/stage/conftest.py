"""The same room as for every test of a screen."""

from tests.tui.conftest import (  # noqa: F401
    events_and_not_time,
    prompt_answers,
    pytest_asyncio_loop_factories,
)
