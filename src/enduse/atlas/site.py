"""The site as a whole: which pages are written, in which order, by one process or by several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from enduse.atlas.context import SiteContext, SiteCounts
from enduse.atlas.feeds import write_feeds
from enduse.atlas.hosting import write_hosting
from enduse.atlas.printing import PAGES, Done, Job, Printer
from enduse.atlas.printing_pool import Hands
from enduse.atlas.tongue import tongues
from enduse.atlas.verifiers import write_verifiers

Do = Callable[[Sequence[Job]], list[Done]]
"""Does jobs that do not wait for each other."""


def build_site(
    context: SiteContext, out: Path, *, again: Callable[[], AbstractContextManager[SiteContext]] | None = None, hands: int = 1
) -> SiteCounts:
    """Write the whole site into ``out``, a folder that is empty or absent. The same context gives the same bytes.

    With ``hands`` above one, as many processes print at a time, each with a context of its own, opened by ``again`` (which must be
    picklable, and give the same context); the bytes are the same.

    Raises:
        FileExistsError: ``out`` holds something already; a site is written fresh and swapped in by the caller.
    """
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(f"{out} is not empty; a site is written into a fresh folder")
    out.mkdir(parents=True, exist_ok=True)
    if again is None or hands < 2:
        printer = Printer(context, out)
        counts = _print(lambda jobs: [printer.do(job) for job in jobs], context.languages, 1)
    else:
        with Hands(again, out, hands) as pool:
            counts = _print(pool.do, context.languages, hands)
    write_verifiers(out)
    write_hosting(out, context.addresses)
    spoken = tongues(context.languages, context.words)
    write_feeds(out, {"en": context.title, **context.titles}, spoken, ())  # whoever publishes the site tells the changes recorded
    files = sum(1 for path in out.rglob("*") if path.is_file())
    return SiteCounts(pages=counts.pages, files=files, passages=counts.passages, entity_pages=counts.entity_pages)


def _print(do: Do, languages: Sequence[str], hands: int) -> SiteCounts:
    """First all pages that cite, then what shows all that is cited."""
    tongues = list(dict.fromkeys(["en", *languages]))
    slices = max(1, hands // len(tongues))
    first = do([Job("pages", tongue, tuple(PAGES)[part::slices]) for part in range(slices) for tongue in tongues])
    cited: dict[str, set[str]] = {}
    for done in first:
        for page, ids in done.cited.items():
            cited.setdefault(page, set()).update(ids)
    last = do([Job("records", cited=cited), Job("data", cited=cited)])
    for page, ids in last[0].cited.items():
        cited.setdefault(page, set()).update(ids)
    passages = sum(map(len, cited.values()))
    return SiteCounts(sum(done.pages for done in (*first, *last)), 0, passages, first[0].entity_pages)
