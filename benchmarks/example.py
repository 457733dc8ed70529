"""The sessions that are measured: shipped ones, and large ones in which every answer has a note."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.report import session
from fouraxis.content.load import shipped
from fouraxis.store.format import dumps

NOW: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def resumed(folder: Path, workloads: int = 24) -> Path:
    """A session that reopens at a question, in a file in this folder."""
    path = folder / f"{workloads}-workloads.toml"
    large = session(workloads)
    key = next(iter(large.workloads))
    place = large.place.model_copy(
        update={"step": "axes", "workload": key, "item": "maturity.team-exists"}
    )
    path.write_bytes(dumps(large.model_copy(update={"place": place}), NOW, "benchmark"))
    assert tomllib.loads(path.read_text("utf-8"))["place"]["step"] == "axes"
    return path


def sample() -> Path:
    """The shipped session of 24 workloads."""
    return shipped("sessions") / "twenty-four-workloads.toml"
