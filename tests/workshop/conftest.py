"""The shipped content, and a small session to edit."""

from datetime import UTC, datetime

import pytest

from fouraxis.content.load import load
from fouraxis.content.models import Content
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session


@pytest.fixture(scope="session")
def content() -> Content:
    return load()


@pytest.fixture
def empty(content: Content) -> Session:
    """A session in which nobody has answered anything."""
    when = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
    return edit.new_session("Contoso", "0198c0de", when, content.home.pack)


@pytest.fixture
def session(empty: Session) -> Session:
    """Two workloads and a vendor considered for the first."""
    session, chatbot = edit.add_workload(empty, "Chatbot", owner="Ana")
    session, _ = edit.add_workload(session, "Fraud detection")
    session, _ = edit.add_vendor(session, "Brightworks", workloads=[chatbot])
    return session
