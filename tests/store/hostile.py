"""Files that somebody damaged, mistook for a session, or made to do harm."""

from collections.abc import Iterator

from tests.store.samples import small, written

GOOD = written(small())
MEGABYTE = 1024 * 1024


def _damaged() -> Iterator[tuple[str, bytes]]:
    half = len(GOOD) // 2
    yield "empty", b""
    yield "blank", b" \n\t\r\n"
    yield "zeros", b"\0" * 5000
    yield "cut in the middle", GOOD[:half]
    yield "cut within a letter", GOOD.replace(b"line one", "é".encode())[: half + 1]
    yield "tail of zeros", GOOD[:half] + b"\0" * half
    yield "one half twice", GOOD[:half] + GOOD[:half]
    yield "beginning lost", GOOD[half:]
    yield "a bit turned in a key", GOOD.replace(b"schema", b"sch\xe5ma", 1)
    yield "a quote lost", GOOD.replace(b'"Contoso"', b'"Contoso', 1)
    yield "the same table twice", GOOD + b"\n[pack]\nid = 'x'\nversion = '1'\n"
    yield "not UTF-8", GOOD.replace(b"Contoso", b"Conto\xff\xfe", 1)
    yield "UTF-16", GOOD.decode().encode("utf-16")
    yield "a checksum of another file", GOOD.replace(b'sha256 = "', b'sha256 = "0', 1)


def _mistaken() -> Iterator[tuple[str, bytes]]:
    yield "a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 100
    yield "a zip archive", b"PK\x03\x04" + b"\0" * 100
    yield "a PDF", b"%PDF-1.7\n"
    yield "JSON", b'{"title": "x"}'
    yield "another TOML file", b"[tool.ruff]\nline-length = 100\n"
    yield "a newer schema", GOOD.replace(b"schema = 2", b"schema = 99", 1)
    yield "conflict markers", b"<<<<<<< HEAD\n" + GOOD + b"=======\n" + GOOD + b">>>>>>> x\n"
    yield "markers without an end", b"<<<<<<< HEAD\n" + GOOD


def _harmful() -> Iterator[tuple[str, bytes]]:
    yield "larger than 16 MB", b"title = 'x'\n" + b"# \n" * (6 * MEGABYTE)
    yield "500 nested arrays", b"title = 'x'\nx = " + b"[" * 500 + b"]" * 500
    yield "nested inline tables", b"title = 'x'\nx = " + b"{a = " * 400 + b"1" + b"}" * 400
    yield "a key of 20,000 dots", b"title = 'x'\n" + b"a." * 20_000 + b"a = 1\n"
    yield "many dotted keys", b"".join(b"a.b%d.c.d.e.f.g = 1\n" % n for n in range(120_000))
    yield "a million lines", b"\n" * 1_000_000 + b"title = 'x'\n"
    yield "a number of 5,000 digits", b"title = 'x'\nx = " + b"9" * 5000
    yield "a date that cannot be", b"title = 'x'\ncreated = 2026-02-30T00:00:00Z\n"
    yield "a long open string", b'title = "' + b"\\" * (4 * MEGABYTE)
    yield "a million escapes", b'title = "' + b"\\\\" * 900_000
    yield "quotes without end", b'title = """' + b'"' * MEGABYTE
    yield "escape sequences", b'title = "\\u001b]52;c;ZXZpbA==\\u0007"\n[workloads.x]\nname = "n"'
    yield (
        "values of every wrong kind",
        b"title = 1\nid = []\nworkloads = 5\nvendors = 'x'\npack = 1",
    )
    yield "a name of ours", b"title = 'x'\nset_aside = [1]\nmodel_config = 1\n__class__ = 'x'\n"
    yield "ids that lead elsewhere", b"title = 'x'\n[workloads.'../../etc']\nname = 'n'\n"
    wide = b"".join(b"[workloads.w%d]\nname = 1\n" % n for n in range(20_000))
    yield "20,000 workloads at fault", b"title = 'x'\n" + wide
    full = b"".join(b"[workloads.w%d]\nname = 'n'\n" % n for n in range(60_000))
    yield "60,000 workloads", b"title = 'x'\n" + full
    faults = b"".join(b"a%d = 1\n" % n for n in range(400_000))
    some = b"".join(b"a%d = 1\n" % n for n in range(100_000))
    yield (
        "400,000 answers at fault",
        b"title = 'x'\n[workloads.w]\nname = 'n'\n[workloads.w.ownership]\n" + faults,
    )
    yield "100,000 unknown keys", b"title = 'x'\n[more]\n" + some
    yield "400,000 unknown keys", b"title = 'x'\n[more]\n" + faults
    yield "a text of a million letters", b"title = 'x'\norganisation = '" + b"x" * MEGABYTE + b"'"
    yield "endless comments", b"#" * (8 * MEGABYTE) + b"\ntitle = 'x'\n"


HOSTILE: dict[str, bytes] = dict([*_damaged(), *_mistaken(), *_harmful()])
"""What they are called, and their bytes."""
