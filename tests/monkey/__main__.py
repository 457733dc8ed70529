"""Any run of the monkey by its seed: `python -m tests.monkey SEED COUNT`, or `FIRST-LAST COUNT`."""

import sys
import tempfile
from pathlib import Path

from tests.monkey.run import run


def main() -> int:
    """Run the seeds that are named; status 1 if there was a fault."""
    named, count = (*sys.argv[1:], "0-19", "500")[:2] if len(sys.argv) < 3 else sys.argv[1:3]
    first, _, last = named.partition("-")
    good = True
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory(prefix="fouraxis-monkey-") as folder:
            outcome = run(Path(folder), seed, int(count))
        print(outcome, flush=True)
        good = good and not outcome.faults
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
