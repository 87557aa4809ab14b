"""What a process started ends with it, even when it is killed and can end nothing by itself.

Neither Prefect's temporary server nor the processes of a pool notice that their parent has gone. So a small process
stands beside it: it waits for the end of a pipe that only the guarded process holds open, and then ends everything
whose environment has that process's mark. Other processes' environments are seen on Linux alone; elsewhere nothing is
guarded.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

_MARK = "WIREHOUSE_STARTED_BY"
_PROCESSES = Path("/proc")


def guard() -> None:
    """Have everything that this process starts from now on end with it."""
    if not (_PROCESSES / "self" / "environ").exists():
        return
    mark = str(uuid4())
    waits, _held_open = os.pipe()
    subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, f"{_MARK}={mark}"],
        stdin=waits,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C, which the terminal sends to all, is not for it
    )
    os.close(waits)
    os.environ[_MARK] = mark


def _end_what_has(mark: str) -> None:
    """Wait for the end of the pipe, then end every process with this mark."""
    sys.stdin.buffer.read()
    for process in _PROCESSES.glob("[0-9]*"):
        try:
            if mark.encode() in (process / "environ").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGTERM)
        except OSError:  # gone meanwhile, or another user's
            continue


if __name__ == "__main__":
    _end_what_has(sys.argv[1])
