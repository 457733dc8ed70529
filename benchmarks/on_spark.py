"""Every ready question of the portfolio on DuckDB and on Spark in local mode: the rows are equal.

    python -m benchmarks.on_spark            10,000 sessions of 24 workloads
    python -m benchmarks.on_spark 1000       another number
    python -m benchmarks.on_spark 1000 FOLDER    sessions that are there already, or are left there

Needs Java 17 and pyspark. The tables are read as they are, and the SQL is the very text that DuckDB
gets: what holds here holds on a cluster.
"""

import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

from benchmarks.sessions import sessions
from fouraxis.portfolio.build import build, tables_folder
from fouraxis.portfolio.engine import Answer, Span, opened, text
from fouraxis.portfolio.questions import READY
from fouraxis.portfolio.tables import TABLES

SPANS: Final = (
    Span.of(date(2026, 11, 27)),
    Span.of(date(2028, 1, 1), date(2024, 6, 1), date(2026, 6, 30)),
)
"""Today, and a day by which nearly everything is due."""


def spark(tables: Path) -> Any:
    """A local Spark that knows the tables by their names."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.memory": "4g",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master("local[2]").appName("fouraxis")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    for table in (*TABLES, "faults"):
        session.read.parquet(str(tables / table)).createOrReplaceTempView(table)
    return session


def differences(engine: Any, tables: Path) -> int:
    """Ask both everything, print how long it took, and count the questions that differ."""
    different = 0
    print(f"{'question':<16}{'rows':>8}{'DuckDB s':>11}{'Spark s':>11}")
    with opened(tables) as portfolio:
        for span in SPANS:
            for question in READY.values():
                begin = time.perf_counter()
                answer = portfolio.ask(question, span)
                middle = time.perf_counter()
                asked = engine.sql(text(question.name, span))
                rows = Counter(tuple(row) for row in asked.collect())
                end = time.perf_counter()
                same = tuple(asked.columns) == answer.names and rows == _rows(answer)
                different += not same
                times = f"{middle - begin:>11.3f}{end - middle:>11.3f}"
                verdict = "equal" if same else "DIFFERENT"
                print(f"{question.name:<16}{len(answer.rows):>8,}{times}  {verdict}")
    return different


def _rows(answer: Answer) -> Counter[tuple[Any, ...]]:
    return Counter(answer.rows)


def main(count: int, folder: Path) -> int:
    """Generate, build, ask both; 1 if anything differs."""
    if not any(folder.glob("*/")):
        sessions(folder, count)
    tables = folder.parent / f"{folder.name}-tables"
    print(build([folder], tables))
    engine = spark(tables_folder(tables))
    try:
        different = differences(engine, tables)
    finally:
        engine.stop()
    print("Every question gives equal rows." if not different else f"{different} differ.")
    return bool(different)


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        sys.exit(main(many, Path(sys.argv[2])))
    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(main(many, Path(scratch) / "sessions"))
