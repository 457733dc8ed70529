"""What has to wait until the whole of a report is known, and takes little memory meanwhile."""

import zlib
from codecs import iterdecode
from collections.abc import Iterator
from typing import Final

_FAST: Final = 1
"""The lowest level of packing: a tenth of the size is enough, and it is read once."""


class Packed:
    """Text that takes little memory however long it gets; it is read once, when it is complete."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(_FAST)
        self._packed: list[bytes] = []

    def add(self, text: str) -> None:
        """Put a piece at the end."""
        if ready := self._packer.compress(text.encode()):
            self._packed.append(ready)

    def pieces(self) -> Iterator[bytes]:
        """The whole text as UTF-8, in pieces."""
        unpacker = zlib.decompressobj()
        for packed in (*self._packed, self._packer.flush()):
            yield unpacker.decompress(packed)
        yield unpacker.flush()

    def texts(self) -> Iterator[str]:
        """The whole text, in pieces."""
        return iterdecode(self.pieces(), "utf-8")
