"""Draws specimen notices as pictures: invented bodies, marked 样本. Needs Pillow and a Chinese font; the tests keep one drawing as a file.

``python -m tests.documents.draw_notice`` writes that file anew (tests/documents/specimens/ocr_notice.png).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

SANS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SERIF = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
KEPT = Path(__file__).parent / "specimens" / "ocr_notice.png"

TITLE = "样本县公安局测试设备采购项目中标公告（样本）"
LINES = (
    "一、项目编号：YB-2031-0042",
    "二、项目名称：样本县公安局测试设备采购项目",
    "三、中标信息",
    "供应商名称：样本一号科技有限公司",
    "中标金额：捌拾贰万叁仟元整（￥823,000.00元）",
    "四、主要标的信息",
)
AFTER = (
    "五、凡对本次公告内容提出询问，请按以下方式联系",
    "采购人：样本县公安局",
    "采购代理机构：样本招标代理有限公司",
    "公告日期：二〇三一年三月十五日",
)
TABLE = (
    ("名称", "品牌", "规格型号", "数量", "单价（元）", "总价（元）"),
    ("测试分析仪", "样牌", "YP-3500", "1台", "328,000.00", "328,000.00"),
    ("样本采集终端", "样牌", "YP-88A", "15台", "33,000.00", "495,000.00"),
)
WIDTHS = (210, 110, 150, 100, 190, 190)


@dataclass(frozen=True)
class Drawing:
    """What is drawn and how. ``lines`` and ``table`` may be changed to tamper with the paper."""

    title: str = TITLE
    lines: tuple[str, ...] = LINES
    table: tuple[tuple[str, ...], ...] = TABLE
    after: tuple[str, ...] = AFTER
    font: Path = SANS
    ruled: bool = True
    seal: tuple[int, int] | None = None
    """The middle of a round red seal."""
    red_title: bool = False


def draw(what: Drawing, height: int = 1000) -> Image.Image:
    """The page, 1120 pixels wide."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", (1120, height), "white")
    pen = ImageDraw.Draw(page)

    def font(size: int) -> Any:
        return ImageFont.truetype(str(what.font), size, index=2)

    pen.text((560, 70), what.title, font=font(32), fill=(210, 20, 20) if what.red_title else "black", anchor="mm")
    y = 130
    for line in what.lines:
        pen.text((80, y), line, font=font(24), fill="black")
        y += 46
    y = _table(pen, what, font(22), y + 6)
    for line in what.after:
        pen.text((80, y), line, font=font(24), fill="black")
        y += 46
    if what.seal is not None:
        _seal(page, what.seal, font(26))
    return page


def _table(pen: Any, what: Drawing, font: Any, y: int) -> int:
    height = 48
    for row in what.table:
        x = 80
        for text, width in zip(row, WIDTHS, strict=True):
            if what.ruled:
                pen.rectangle((x, y, x + width, y + height), outline="black", width=2)
            pen.text((x + width / 2, y + height / 2), text, font=font, fill="black", anchor="mm")
            x += width
        y += height
    return y + 20


def _seal(page: Image.Image, middle: tuple[int, int], font: Any) -> None:
    """A ring with bent text and a star, in half-covering red."""
    from PIL import Image, ImageChops, ImageDraw

    ink = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(ink)
    x, y = middle
    red, radius = (225, 40, 40), 120
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=6)
    star = [(x + r * math.sin(i * math.pi / 5), y - r * math.cos(i * math.pi / 5)) for i, r in enumerate([40, 16] * 5)]
    pen.polygon(star, fill=red)
    for number, sign in enumerate("样本县公安局专用章"):
        angle = math.radians(-120 + 30 * number)
        pen.text((x + 92 * math.sin(angle), y - 92 * math.cos(angle)), sign, font=font, fill=red, anchor="mm")
    page.paste(ImageChops.multiply(page, ink))


def scanned(page: Image.Image, *, degrees: float = 1.2, share: float = 1.0) -> Image.Image:
    """The page as a slanted copy, smaller if wanted."""
    from PIL import Image

    turned = page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor="white")
    return turned.resize((round(page.width * share), round(page.height * share)), Image.Resampling.BILINEAR)


if __name__ == "__main__":
    from PIL import Image

    KEPT.parent.mkdir(exist_ok=True)
    draw(Drawing(seal=(800, 400))).quantize(64, dither=Image.Dither.NONE).save(KEPT, optimize=True)
