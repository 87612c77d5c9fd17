"""Old Excel files (xls) by python-calamine, and the other files of the same container, told apart and refused in words.

A computed cell cannot be told from a typed one here: the library gives values only, and the notes say so once.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from enduse.documents.compound_file import runs_in_circles
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.documents.sheets_book import Sheet, book
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument

XLS = "application/vnd.ms-excel"
OLE = "application/x-ole-storage"
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_STATES = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}


def kind_of(data: bytes) -> str | None:
    """``XLS`` where a container holds a workbook; its directory has the names of its streams in UTF-16."""
    return XLS if any(name.encode("utf-16-le") + b"\0\0" in data for name in ("Workbook", "Book")) else None


@register(OLE, title="an old Office file", extensions=(".doc", ".ppt"))
def refuse(stored: Stored, _notes: Notes) -> Document:
    """Say what the container holds.

    Raises:
        UnreadableDocument: always: ``encrypted`` or ``unsupported``.
    """
    if "EncryptedPackage".encode("utf-16-le") in stored.data:
        raise UnreadableDocument("encrypted", "the Office file is protected by a password")
    raise UnreadableDocument("unsupported", "this is an old Office file (doc, ppt or the like), which this version of Enduse cannot read")


@lru_cache(maxsize=1)
def _calamine() -> Any:
    import python_calamine  # wanted only by the process that reads

    return python_calamine


@register(XLS, title="an old Excel file (xls)", extensions=(".xls",))
def read_xls(stored: Stored, notes: Notes) -> Document:
    """Read one file.

    Raises:
        UnreadableDocument: ``encrypted``, ``broken`` or ``limit:cells``.
    """
    if runs_in_circles(stored.data):
        raise UnreadableDocument("broken", "the Excel file is cut or damaged: a chain of its sectors runs in a circle or out of the file")
    library = _calamine()
    try:
        workbook = library.CalamineWorkbook.from_filelike(io.BytesIO(stored.data))
        sheets = [_sheet(workbook, meta, notes) for meta in workbook.sheets_metadata]
    except library.PasswordError as error:
        raise UnreadableDocument("encrypted", "the Excel file is protected by a password") from error
    except (library.CalamineError, library.WorksheetNotFound, library.ZipError, library.XmlError) as error:
        raise UnreadableDocument("broken", f"the Excel file is cut or damaged ({str(error)[:200]})") from error
    except BaseException as error:  # a panic of the library's Rust code has no public class and is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableDocument("broken", f"the Excel file is cut or damaged ({str(error)[:200]})") from error
    notes.add(
        "formulas-unknown",
        "in this old format it cannot be told which values are computed; those stored with the cells were read",
        "nothing, unless a value matters; look at its cell in a spreadsheet program then",
    )
    return book(stored, [sheet for sheet in sheets if sheet is not None], notes)


def _sheet(workbook: Any, meta: Any, notes: Notes) -> Sheet | None:
    if str(meta.typ).rpartition(".")[2] != "WorkSheet":
        notes.add("sheet-unread", f"the sheet {meta.name!r} is no table and was not read", "look at it in the file", f"sheet {meta.name}")
        return None
    sheet = Sheet(meta.name, _STATES.get(str(meta.visible).rpartition(".")[2], "hidden"))
    source = workbook.get_sheet_by_name(meta.name)
    for row, cells in _rows(source):
        for column, value in enumerate(cells):
            text = _text(value)
            if text:
                sheet.put(row, column, text)
    for (top, left), (bottom, right) in source.merged_cell_ranges or ():
        sheet.merges.append((top, left, bottom - top + 1, right - left + 1))
    return sheet


def _rows(source: Any) -> Iterator[tuple[int, list[Any]]]:
    """Rows of the used area with their numbers; the library begins each at the first used column."""
    if source.start is None:
        return
    if source.total_height > _MOST_ROWS or source.total_width > _MOST_COLUMNS:
        raise UnreadableDocument("limit:cells", f"the sheet {source.name!r} is larger than its format allows")
    yield from enumerate(source.to_python(skip_empty_area=False))


def _text(value: object) -> str:
    """A value as text: whole numbers without a point, dates in ISO form."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else f"{value:.17g}" if "e" in repr(value) else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
