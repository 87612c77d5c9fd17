"""A tiny PDF writer for tests: text of any script at a place, rules, filled areas and pictures, with or without flaws."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class Sheet:
    """A page; places are points from its upper left corner."""

    rotate: int = 0
    content: list[str] = field(default_factory=list)
    extra: str = ""

    def text(self, x: float, y: float, text: str, size: float = 12.0, mode: int = 0, colour: str = "0 0 0", turn: bool = False) -> None:
        """Text whose line begins at (x, y)."""
        codes = "".join(f"{ord(character):04X}" for character in text)
        matrix = f"0.7 0.7 -0.7 0.7 {x} {HEIGHT - y}" if turn else f"1 0 0 1 {x} {HEIGHT - y}"
        self.content.append(f"q BT {mode} Tr {colour} rg /F1 {size} Tf {matrix} Tm <{codes}> Tj ET Q")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rule."""
        self.content.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def area(self, x: float, y: float, width: float, height: float, colour: str = "0.2 0.2 0.6") -> None:
        """A filled rectangle."""
        self.content.append(f"q {colour} rg {x} {HEIGHT - y - height} {width} {height} re f Q")

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """A small grey picture, stretched."""
        self.content.append(f"q {width} 0 0 {height} {x} {HEIGHT - y - height} cm /I1 Do Q")

    def table(self, x: float, y: float, widths: list[float], rows: list[list[str]], height: float = 24.0, size: float = 10.0) -> float:
        """A ruled table; a cell of None is part of the one to its left, a text with line ends has several lines. Gives its lower edge."""
        right = x + sum(widths)
        at = y
        self.line(x, y, right, y)
        for row in rows:
            tall = height * max(1, *(cell.count("\n") + 1 for cell in row if cell is not None))
            left = x
            for number, (width, cell) in enumerate(zip(widths, row, strict=True)):
                if cell is not None:
                    self.line(left, at, left, at + tall)
                    for down, part in enumerate(cell.split("\n")):
                        if part:
                            self.text(left + 4, at + 15 + down * (size + 3), part, size)
                left += width
                del number
            at += tall
            self.line(right, at - tall, right, at)
            self.line(x, at, right, at)
        return at


def _cmap() -> bytes:
    """Every code stands for the character of the same number."""
    lines = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    ranges = "\n".join(f"{len(part)} beginbfrange {' '.join(part)} endbfrange" for part in (lines[:100], lines[100:200], lines[200:]))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {ranges} endcmap end end"
    ).encode()


def pdf(*sheets: Sheet, catalog: str = "", packed: bool = True, pages: int | None = None, font: bytes = b"") -> bytes:
    """The file. ``font``: a TrueType font to be held in it, whose second shape stands for every character."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(sheets)))
    bodies: dict[int, bytes] = {
        1: f"<</Type/Catalog/Pages 2 0 R {catalog}>>".encode(),
        2: f"<</Type/Pages/Kids[{kids}]/Count {pages or len(sheets)}>>".encode(),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/Specimen/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        4: (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Specimen/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/DW 1000/W[32[300] 33 126 520]/FontDescriptor 5 0 R>>"
        ),
        5: (
            b"<</Type/FontDescriptor/FontName/Specimen/Flags 4/FontBBox[0 -120 1000 880]"
            b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"
        ),
        6: _stream(_cmap(), packed=packed),
        7: b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream",
    }
    if font:
        bodies[4] = bodies[4].replace(b"/DW 1000/W[32[300] 33 126 520]", b"/CIDToGIDMap 9 0 R/DW 1000")  # one shape has one width
        bodies[5] = bodies[5].replace(b"/StemV", b"/FontFile2 8 0 R/StemV")
        bodies[8] = _stream(font, packed=packed)
        bodies[9] = _stream(b"\0\1" * 65536, packed=packed)
    for number, sheet in enumerate(sheets):
        bodies[10 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {sheet.rotate}/Contents {11 + 2 * number} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>/XObject<</I1 7 0 R>>>> {sheet.extra}>>"
        ).encode()
        bodies[11 + 2 * number] = _stream("\n".join(sheet.content).encode("latin-1"), packed=packed)
    return _file(bodies)


def _stream(data: bytes, *, packed: bool) -> bytes:
    if packed:
        data = zlib.compress(data)
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), b"/Filter/FlateDecode" if packed else b"", data)


def _file(bodies: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in sorted(bodies.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
