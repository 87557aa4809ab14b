"""Which pipeline made a row: the release, and a digest of all that decides what is found."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

# These seeds are replayed when the warehouse is built, or say where articles come from: they change no extraction.
_NOT_EXTRACTION = frozenset({"ratings.csv", "corrections.csv"})


def pipeline_version(root: Path) -> str:
    """Release and eight digits over the code of transforms/, the words of seeds/ and the model of models/.

    Two programs with one pipeline version find the same rows in the same article.
    """
    code = (root / "transforms").rglob("*.py")
    words = (path for path in (root / "seeds").glob("*.csv") if path.name not in _NOT_EXTRACTION)
    model = (path for path in (root / "models").rglob("*") if path.is_file() and path.suffix != ".md")
    return f"{version('wirehouse')}+{_digest(root, (*code, *words, *model))}"


def _digest(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
