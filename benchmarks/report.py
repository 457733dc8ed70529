"""How long a report of 200 workloads takes in each format, and how much memory it needs.

    python -m benchmarks.report            200 workloads with 60 answered items and notes each
    python -m benchmarks.report 1000       another number

The goals are: Word within 5 s, HTML within 1 s, CSV, JSON and Markdown within 0.5 s. Each format is
written by processes of its own, so that none finds the work of another done; of five, the one in
the middle counts. Seconds are of the clock; where other work goes on, the processor's tell more.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, get_args

from benchmarks.goals import beside, explain
from fouraxis.content.load import load
from fouraxis.report.formats import ReportFormat, render
from fouraxis.store.format import dumps
from fouraxis.store.read import read
from fouraxis.workshop import edit, questions
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Session, Workload

GOALS: Final = {"docx": 5.0, "html": 1.0, "csv": 0.5, "json": 0.5, "markdown": 0.5}
NOTE: Final = ("What somebody said in the room, in about as many words as people use. " * 2)[:120]
ANSWERS: Final = 60
KINDS: Final = 12
RUNS: Final = 5
FIRST: Final = "The workload of that name"
NOW: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def session(workloads: int) -> Session:
    """A session in which every workload has 60 answers with notes of 120 characters.

    No two notes are the same, and the answers are of twelve kinds, so that work which is done once
    for equal texts or equal workloads does not make it look faster than a real one.
    """
    content = load()
    session = edit.new_session("Large", "0198c0de", NOW, content.home.pack)
    kinds: list[str] = []
    for kind in range(KINDS):
        with_one, key = edit.add_workload(
            session, FIRST, owner=f"Ana Berg {kind}", description=NOTE
        )
        steps = questions.WORKLOAD_STEPS
        asked = [q for step in steps for q in questions.of(with_one, content, step, key)]
        for at, question in enumerate([q for q in asked if q.counts][:ANSWERS]):
            note = f"{FIRST}, note {at}. {NOTE}"[:120]
            answered = questions.answer(with_one, question, _given(question, kind, at))
            with_one = questions.annotate(answered, question, note)
        kinds.append(with_one.workloads[key].model_dump_json(exclude_defaults=True))
    many = {
        f"workload-{n}": Workload.model_validate_json(
            kinds[n % KINDS].replace(FIRST, f"Workload {n}")
        )
        for n in range(1, workloads + 1)
    }
    return session.model_copy(update={"workloads": many})


def _given(question: Question, kind: int, at: int) -> str:
    """An answer; every fourth kind of workload may not go outside."""
    if question.step == "rules":
        return "no" if kind % 4 else "yes"
    options = question.options
    return options[(kind + at) % len(options)].id if options else "Ana Berg"


def measure(path: Path, form: ReportFormat, *, traced: bool) -> None:
    """Write one format, and print seconds, megabytes, and the size of the report.

    The memory that the report itself needs, on top of the session, is traced in a run of its own,
    since tracing takes time, and reading the file may have needed more than the report does.
    """
    content = load()
    opened = read(path).session
    if traced:
        tracemalloc.start()
    begin, begin_processor = time.perf_counter(), time.process_time()
    size = sum(len(piece) for part in render(opened, content, form) for piece in part.pieces)
    seconds, processor = time.perf_counter() - begin, time.process_time() - begin_processor
    own = tracemalloc.get_traced_memory()[1] if traced else 0
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures = {"seconds": seconds, "processor": processor, "own": own, "whole": whole, "size": size}
    print(json.dumps(figures))


def main(workloads: int) -> None:
    """Measure all formats, one after the other."""
    print(f"\nA report of {workloads} workloads, {ANSWERS} answers with notes each\n")
    print(
        "| format | s | of a processor | goal, s | the report's MB | the process's MB | size, MB |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    goals: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.toml"
        path.write_bytes(dumps(session(workloads), NOW, "benchmark"))
        for form in get_args(ReportFormat):
            runs = sorted((_run(path, form) for _ in range(RUNS)), key=lambda run: run["seconds"])
            timed, traced = runs[RUNS // 2], _run(path, form, "traced")
            goals.append(beside(GOALS.get(form), timed["seconds"]))
            own, whole, size = traced["own"] / 1e6, timed["whole"] / 1024, timed["size"] / 1e6
            print(
                f"| {form} | {timed['seconds']:.2f} | {timed['processor']:.2f} | {goals[-1]} "
                f"| {own:.1f} | {whole:.0f} | {size:.1f} |"
            )
    explain("A report", goals)


def _run(path: Path, form: ReportFormat, *traced: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.report", str(path), form, *traced]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure(Path(sys.argv[1]), sys.argv[2], traced=len(sys.argv) > 3)  # type: ignore[arg-type]
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
