"""The garbage collector, kept at rest where work makes millions of lasting objects and no cycles among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Inside the block no object is walked in search of cycles; what is no longer used is freed all the same.

    Reading names and remembering what was read keeps much and frees little, so that the collector walks everything again and again and
    finds nothing: an eighth of the time of a cross-reference, a quarter of that of a screening. For blocks of bounded work.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
