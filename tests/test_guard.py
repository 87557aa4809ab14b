"""A process that is killed leaves nothing running that it had started."""

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

ROOT = Path(__file__).resolve().parents[1]
STARTS = "[sys.executable, '-c', 'import time; time.sleep(600)']"
# Starts a process before it is guarded and one after, tells their numbers, and waits to be killed.
GUARDED = f"""
import subprocess, sys, time
from flows.guard import guard
before = subprocess.Popen({STARTS})
guard()
after = subprocess.Popen({STARTS})
print(before.pid, after.pid, flush=True)
time.sleep(600)
"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux's /proc")


def test_what_a_killed_process_had_started_ends_and_nothing_else() -> None:
    process = subprocess.Popen([sys.executable, "-c", GUARDED], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    before, after = map(int, process.stdout.readline().split())
    try:
        assert is_running(before)
        assert is_running(after)
        process.kill()
        process.wait()
        until = monotonic() + 60
        while is_running(after) and monotonic() < until:
            sleep(0.05)
        assert not is_running(after)
        assert is_running(before)
    finally:
        subprocess.run(["kill", str(before)], check=True)
        process.stdout.close()


def is_running(number: int) -> bool:
    """Whether there is a process of this number that has not ended; one that has may wait to be looked after."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
