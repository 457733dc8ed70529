"""Two files change places in one step, where the system can do that.

A plain rename destroys what another program put in the file's place a moment before. After an
exchange that is still there, to be looked at.
"""

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

_HERE: Final = -100 if sys.platform.startswith("linux") else -2
_SWAP: Final = 2
_CANNOT: Final = {
    *(errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP),
    *(errno.EPERM, errno.EACCES, errno.EXDEV, errno.ENOENT),
}


@cache
def _call() -> Any:
    """The system's call, or None."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        return library.renameat2 if sys.platform.startswith("linux") else library.renameatx_np
    except (AttributeError, OSError, TypeError):
        return None


def exchange(one: Path, other: Path) -> bool:
    """Let two files change places; False where the system or the disk cannot, and nothing was done.

    Raises:
        OSError: it failed.
    """
    call = _call()
    if call is None:
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _SWAP) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:  # a rename is tried next: it says by itself what is wrong
        return False
    raise OSError(code, os.strerror(code), str(other))
