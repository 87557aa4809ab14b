"""What the lake and the build ask of a local disk."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Have the disk hold a file, or what a folder lists, before anything else relies on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
