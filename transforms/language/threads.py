"""One thread for matrix products.

A window's matrices are small: threads wait for each other longer than they work, and the numbers of one text must not
depend on the machine. Articles are read side by side by processes instead. `OPENBLAS_NUM_THREADS=1` says the same, but
only where it is set before numpy is first imported.
"""

import ctypes
from pathlib import Path

import numpy as np

SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads")


def use_one_thread() -> None:
    """Tells the OpenBLAS that numpy brought along; a numpy with another library is left as it is."""
    for library in sorted((Path(np.__file__).parents[1] / "numpy.libs").glob("*openblas*")):
        blas = ctypes.CDLL(str(library))
        for name in SETTERS:
            if hasattr(blas, name):
                getattr(blas, name)(1)
                return
