"""Makes what the documentation shows of reports: the schema, and pictures of the real outputs.

python -m docs.make_reports            the schema and the pictures
python -m docs.make_reports --pages    also pages of the Word report and the web page as they
                                       print: needs LibreOffice, Chromium and poppler-utils
"""

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

from fouraxis.content.load import load, shipped
from fouraxis.report.escape import json_text
from fouraxis.report.formats import render, write
from fouraxis.report.json_report import schema
from fouraxis.store.read import read

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
SAMPLE = "four-workloads.toml"
PAGES = {"docx": (1, 3, 5), "html": (1, 2, 3)}
"""Which pages of each are shown."""


def main() -> None:
    """Make them all anew."""
    parser = argparse.ArgumentParser(description="Make what the documentation shows of reports.")
    parser.add_argument("--pages", action="store_true", help="also print and draw pages")
    pages = parser.parse_args().pages
    (DOCS / "report.schema.json").write_text(json_text(schema()) + "\n", "utf-8")
    session, content = read(shipped("sessions") / SAMPLE).session, load()
    for part in render(session, content, "svg"):
        (PICTURES / f"report-{part.ending}").write_bytes(b"".join(part.pieces))
    if pages:
        with tempfile.TemporaryDirectory() as folder:
            for form in ("docx", "html"):
                (path,) = write(session, content, form, Path(folder) / f"report.{form}")
                _draw(path, form)


def _draw(path: Path, form: str) -> None:
    """Print a report to PDF by the program that its readers would use, and draw some pages."""
    printed = path.with_suffix(".pdf")
    if form == "docx":
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", path.parent, path)
    else:
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        _run("chromium", *options, f"--print-to-pdf={printed}", path)
    for number in PAGES[form]:
        target = PICTURES / f"report-{form}-{number}"
        _run("pdftoppm", "-r", 60, "-png", "-singlefile", "-f", number, printed, target)
    printed.unlink()


def _run(program: str, *arguments: object) -> None:
    path = shutil.which(program)
    if path is None:
        raise SystemExit(f"{program} is not installed, and --pages needs it.")
    subprocess.run([path, *map(str, arguments)], check=True, capture_output=True)


if __name__ == "__main__":
    main()
