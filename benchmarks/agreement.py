"""Whether the tables of a portfolio say what `summary --format json` says of each session.

    python -m benchmarks.agreement TABLES         200 sessions, drawn by chance
    python -m benchmarks.agreement TABLES 1000    another number

A draw can be repeated. What is compared is what the tests compare; the first number that differs
ends it with an error.
"""

import json
import sys
from pathlib import Path
from random import Random

from fouraxis.content.load import load
from fouraxis.portfolio.engine import opened
from fouraxis.report.formats import report
from fouraxis.store.read import read
from tests.portfolio.test_agreement import (
    assert_actions_agree,
    assert_vendors_agree,
    assert_workloads_agree,
)

SEED = 7


def main(tables: Path, number: int) -> None:
    """Compare, and tell how many workloads, vendors and actions agree."""
    content, chance = load(), Random(SEED)  # noqa: S311  # a draw that can be repeated
    counts = dict.fromkeys(("workloads", "vendors", "actions"), 0)
    with opened(tables) as portfolio:
        files = sorted(str(row[0]) for row in portfolio.query("select file from sessions").rows)
        drawn = chance.sample(files, min(number, len(files)))
        for file in drawn:
            session = read(Path(file)).session
            whole = json.loads(report(session, content, "json"))
            for agree in (assert_workloads_agree, assert_vendors_agree, assert_actions_agree):
                agree(portfolio, session.id, whole)
            for what in counts:
                counts[what] += len(whole[what])
    numbers = ", ".join(f"{count:,} {what}" for what, count in counts.items())
    print(f"{len(drawn)} of {len(files):,} sessions agree with their summaries: {numbers}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
