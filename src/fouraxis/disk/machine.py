"""Who we are: this person, this machine, and the programs that run on it."""

import ctypes
import getpass
import os
import sys

from fouraxis.workshop.text import one_line


def login() -> str:
    """The name that the system knows this person by."""
    try:
        return one_line(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return "unknown"


def host() -> str:
    """The name of this machine."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return one_line(name) or "unknown"


def alive(pid: int) -> bool:
    """Whether a process of this number runs on this machine."""
    if not 0 < pid < 2**31:
        return False
    if sys.platform == "win32":  # there, signal 0 would end the process
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is somebody else's
    return True


def _alive_on_windows(pid: int) -> bool:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # there is none elsewhere
    handle = kernel.OpenProcess(0x1000, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259
