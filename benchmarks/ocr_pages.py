"""Seconds for each page and peak memory of reading pictures by OCR in the jail; the floor is the engine alone.

Needs the extra: .venv-ocr/bin/python benchmarks/ocr_pages.py [--json].

Pages are drawn anew (specimens, invented bodies): plain, sealed, slanted as a bad copy, and a fax of five pages. Times are of one core.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

from enduse.documents import ocr_extra
from enduse.documents.reading import ocr_jail

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.documents.draw_notice import KEPT, SERIF, Drawing, draw, scanned  # after the path is set


def papers() -> dict[str, tuple[str, bytes, int]]:
    """Name -> extension, bytes, pages."""
    found = {"kept specimen": (".png", KEPT.read_bytes(), 1)}
    if not SERIF.is_file():
        return found

    def stored(page: Any, form: str, **options: object) -> bytes:
        out = io.BytesIO()
        page.save(out, form, **options)
        return out.getvalue()

    fax = draw(Drawing()).convert("1")
    found["sealed, serif"] = (".png", stored(draw(Drawing(font=SERIF, seal=(820, 420))), "PNG"), 1)
    found["slanted copy"] = (".jpg", stored(scanned(draw(Drawing(seal=(860, 420)))), "JPEG", quality=60), 1)
    found["PDF, A4 at 150 dpi"] = (".pdf", stored(draw(Drawing()).resize((1240, 1107)), "PDF", resolution=150), 1)
    long = Drawing(
        lines=tuple("本项目为样本，文字仅供测试，不涉及任何真实单位或人员，金额与型号均为虚构。" for _ in range(28)), table=(), after=()
    )
    found["full page of text"] = (".png", stored(draw(long, height=1584), "PNG"), 1)
    found["fax of 5 pages"] = (".tiff", stored(fax, "TIFF", compression="group4", save_all=True, append_images=[fax] * 4), 5)
    return found


def peak(process: int) -> float:
    """Peak resident memory of a process in MB, where the system tells."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), float("nan"))


def bare() -> float:
    """The floor: processor seconds of the engine's own call on the kept specimen, without jail, mask, order, tables or text."""
    from enduse.documents.ocr_engine import engine
    from enduse.documents.ocr_sheets import of_picture

    (sheet,) = of_picture(KEPT.read_bytes())
    engine()(sheet.pixels)
    begun = time.process_time()
    engine()(sheet.pixels)
    return time.process_time() - begun


def measure() -> dict[str, Any]:
    """All figures: seconds and processor seconds for each page, peak memory in MB so far."""
    found: dict[str, Any] = {"engine": ocr_extra.installed(), "papers": {}}
    with ocr_jail() as jail:
        begun = time.monotonic()
        jail.read(bytes(10), sha256="0" * 64, extension="")
        found["start_seconds"] = round(time.monotonic() - begun, 1)
        for name, (extension, data, pages) in papers().items():
            begun, used = time.monotonic(), jail._cpu
            result = jail.read(data, sha256=hashlib.sha256(data).hexdigest(), extension=extension)
            found["papers"][name] = {
                "seconds": round((time.monotonic() - begun) / pages, 2),
                "processor": round((jail._cpu - used) / pages, 2),
                "peak_mb": round(peak(jail._child.pid)) if jail._child else None,
                "outcome": "read" if result.document else "rejected",
            }
    found["floor_processor"] = round(bare(), 2)
    return found


def main() -> None:
    """Print the figures, one line for each paper, or as JSON."""
    if ocr_extra.installed() is None:
        print("the extra [ocr] is not installed here (make test-ocr makes .venv-ocr, which has it); nothing measured")
        return
    found = measure()
    if "--json" in sys.argv:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    print(f"{found['engine']}, jailed, one thread; the child starts in {found['start_seconds']} s")
    for name, says in found["papers"].items():
        line = f"{name:20} {says['seconds']:6.2f} s a page, {says['processor']:5.2f} s of processor"
        print(f"{line}, peak {says['peak_mb']} MB, {says['outcome']}")
    print(f"floor: the engine alone on the kept specimen {found['floor_processor']:.2f} s of processor")


if __name__ == "__main__":
    main()
