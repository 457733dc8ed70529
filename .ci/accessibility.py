"""Has axe look at HTML reports in a headless Chromium, in light and in dark.

    python .ci/accessibility.py CHROMIUM AXE.js REPORT.html…

Prints every violation, and every place at which axe could not tell; ends with status 1 if there is
one of either. Texts within pictures are left out, since axe sees no colour behind them: their
contrast is worked out by tests/report/test_contrast.py.
"""

import base64
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_FOUND: Final = re.compile(r'<pre id="axe">([A-Za-z0-9+/=]+)</pre>')
_RUN: Final = """<script>%s</script><script>
axe.run({exclude: ["figure svg text"]}).then(found => {
  const told = kind => found[kind].map(rule => [rule.id, rule.help, rule.nodes.map(node =>
    [node.html.slice(0, 160), [...node.any, ...node.all, ...node.none].map(one => one.message)])]);
  const said = JSON.stringify([told("violations"), told("incomplete"), found.passes.length]);
  const pre = document.createElement("pre");
  pre.id = "axe";
  pre.textContent = btoa(unescape(encodeURIComponent(said)));
  document.body.append(pre);
});</script>"""
_DARK: Final = "(prefers-color-scheme: dark)"
_LOOKS: Final = {"light": "(width: 0)", "dark": "(min-width: 0)"}
"""What stands for the condition of the dark colours, so that it never or always holds."""

_ROOM: Final = ("--window-size=1280,2000", "--virtual-time-budget=60000")


def look(chromium: str, axe: str, report: Path, condition: str) -> list[Any]:
    """What axe finds in a report: violations, what it could not tell, and how many rules hold."""
    text = _POLICY.sub("", report.read_text("utf-8")).replace(_DARK, condition)
    text = text.replace("</body>", _RUN % axe.replace("</script", "<\\/script") + "</body>")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        page.write_text(text, "utf-8")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", *_ROOM]
        command += [f"--user-data-dir={folder}/profile", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, check=True, timeout=300)  # noqa: S603 - its own arguments
    found = _FOUND.search(done.stdout.decode("utf-8", "replace"))
    if found is None:
        raise SystemExit(f"{report}: axe did not finish.")
    result: list[Any] = json.loads(base64.b64decode(found[1]))
    return result


def main(chromium: str, axe: Path, reports: list[Path]) -> int:
    """Look at every report in every look; 1 if anything is to be mended."""
    bad = 0
    for report in reports:
        for name, condition in _LOOKS.items():
            violations, unclear, passes = look(chromium, axe.read_text("utf-8"), report, condition)
            print(f"{report.name}, {name}: {passes} rules hold, {len(violations)} do not")
            for word, rules in (("violated", violations), ("not clear", unclear)):
                for rule, help_, nodes in rules:
                    bad += 1
                    print(f"  {word} at {len(nodes)} places: {rule}: {help_}")
                    for html, messages in nodes[:3]:
                        print(f"    {html}\n      {'; '.join(messages)}")
    return min(bad, 1)


if __name__ == "__main__":
    chromium, axe, *reports = sys.argv[1:]
    raise SystemExit(main(chromium, Path(axe), [Path(report) for report in reports]))
