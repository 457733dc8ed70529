"""How many examples a property is tried with: a third for each change, all before a landing."""

from hypothesis import settings


def examples(most: int) -> settings:
    """So many examples where the long tests run as well, and their share where they do not.

    The profile says which it is; `tests/conftest.py` loads it.
    """
    share = settings().max_examples / 100
    return settings(max_examples=max(round(most * share), 5), deadline=None)
