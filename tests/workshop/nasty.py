"""Text that colleagues, clients and vendors could put into any field."""

NASTY = (
    "[/x]",
    "[@click=app.quit]x[/]",
    "\x1b]52;c;aGk=\x07",
    "\x1b[2J\x9b31m\x9d0;x\x9c",
    "half a character \ud800",
    "\u202eright to left \u2066 x",
    "日本語 עברית 🙂",
    "=cmd|' /C calc'!A0",
    "a\r\nb\rc\u2028d\x00e",
    '"""\n\\u0000 \\ \' """',
    "x" * 5_000,
    "\t- . # [table] \n",
    "{places} %s $v",
)
