"""The shipped content, loaded once."""

import pytest

from fouraxis.content.load import load
from fouraxis.content.models import Content


@pytest.fixture(scope="session")
def content() -> Content:
    return load()
