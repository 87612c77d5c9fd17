"""From a stored picture or PDF to its pages as pixels, one at a time, with limits on their number and size before anything is unpacked."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy
import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from enduse.documents.ocr_extra import settings
from enduse.model.errors import UnreadableDocument

Image.MAX_IMAGE_PIXELS = None  # our own limit is asked before a picture is unpacked
_FORMATS = ("PNG", "JPEG", "TIFF")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. ``unit`` is how many units of the page (points of a PDF, pixels of a picture) one pixel of ``pixels`` has."""

    pixels: Any
    width: float
    height: float
    unit: float = 1.0


def of_picture(data: bytes) -> Iterator[Sheet]:
    """The pages of a picture; only a TIFF can have more than one.

    Raises:
        UnreadableDocument: ``limit:pages``, ``limit:pixels``, ``cut`` (the picture ends early or is damaged).
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            _check_pages(count)
            for number in range(count):
                picture.seek(number)
                _check_pixels(picture.width * picture.height, number + 1)
                pixels = _on_white(picture)
                yield Sheet(pixels, pixels.shape[1], pixels.shape[0])
    except UnidentifiedImageError as error:
        raise UnreadableDocument("cut", f"the picture's own head cannot be read ({len(data):,} bytes)") from error
    except (OSError, EOFError, SyntaxError, ValueError, ArithmeticError) as error:
        raise UnreadableDocument("cut", f"the picture is damaged or ends early: {str(error)[:120]}") from error


def of_pdf(data: bytes) -> Iterator[Sheet]:
    """The pages of a PDF as they are shown.

    Raises:
        UnreadableDocument: ``limit:pages``, ``limit:pixels``, ``cut`` (PDFium cannot open it or a page of it).
    """
    try:
        file = pypdfium2.PdfDocument(data)
        try:
            _check_pages(len(file))
            for number in range(len(file)):
                page = file[number]
                width, height = page.get_size()
                scale = min(settings().dpi / 72, settings().longest_side / max(width, height, 1.0))
                _check_pixels(math.ceil(width * scale) * math.ceil(height * scale), number + 1)
                pixels = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False).to_numpy()
                yield Sheet(numpy.ascontiguousarray(_three(pixels)), width, height, 1 / scale)
                page.close()
        finally:
            file.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument("cut", f"the PDF or one of its pages cannot be opened: {str(error)[:120]}") from error


def _on_white(picture: Image.Image) -> Any:
    """The picture turned as its camera says, without transparency, as rows of (blue, green, red)."""
    if picture.mode.startswith(("I", "F")):  # 16 bits and more: to 8
        values = numpy.asarray(picture).astype(numpy.float64)
        picture = Image.fromarray((values * (255.0 / max(float(values.max()), 1.0))).astype(numpy.uint8))
    picture = ImageOps.exif_transpose(picture)
    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        picture = Image.new("RGBA", layered.size, "white")
        picture.alpha_composite(layered)
    return numpy.ascontiguousarray(numpy.asarray(picture.convert("RGB"))[:, :, ::-1])


def _three(pixels: Any) -> Any:
    """Grey or four-part pixels as three."""
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return numpy.stack([pixels.reshape(pixels.shape[:2])] * 3, axis=2)
    return pixels[:, :, :3]


def _check_pages(count: int) -> None:
    if count > settings().pages:
        raise UnreadableDocument("limit:pages", f"the paper has {count:,} pages; OCR reads at most {settings().pages}, and never a part")


def _check_pixels(count: int, page: int) -> None:
    if count > settings().pixels:
        raise UnreadableDocument("limit:pixels", f"page {page} has {count:,} pixels; the limit is {settings().pixels:,}")
