"""Draws the demo companies' logos, a linden leaf and a chestnut, and sets them in their branding.

Made by the project, so that no real company's sign is shown. The letters are those Pillow carries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw, ImageFont
from wagtail.images import get_image_model

from portal.accounts.groups import collection_of
from portal.companies.branding import LOGO_FILTER
from portal.companies.models import Company

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]

HEIGHT, GAP = 240, 44
# Drawn larger and shrunk: Pillow's own edges are jagged.
_FINE = 4
_LEAF, _VEIN, _LINDE_INK = "#1c5f4c", "#dcebd2", "#17382e"
_NUT, _SHADE, _SCAR, _GLOSS, _KASTANIE_INK = "#8c2f1b", "#6d2113", "#f0d9b5", "#c8755f", "#3a1a12"


def _curve(points: Curve, steps: int = 40) -> list[Point]:
    """A cubic Bézier curve as points."""
    path = []
    for step in range(steps + 1):
        t, u = step / steps, 1 - step / steps
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        x = sum(weight * point[0] for weight, point in zip(weights, points, strict=True))
        y = sum(weight * point[1] for weight, point in zip(weights, points, strict=True))
        path.append((x, y))
    return path


class _Sheet:
    """A transparent square of 240 units to draw on."""

    def __init__(self) -> None:
        self.picture = Image.new("RGBA", (HEIGHT * _FINE, HEIGHT * _FINE))
        self._draw = ImageDraw.Draw(self.picture)

    def area(self, curves: Sequence[Curve], colour: str) -> None:
        """Fill what the curves enclose."""
        outline = [(x * _FINE, y * _FINE) for curve in curves for x, y in _curve(curve)]
        self._draw.polygon(outline, fill=colour)

    def stroke(self, curve: Curve, width: float, colour: str) -> None:
        """Draw along a curve, with round ends."""
        radius = width * _FINE / 2
        for x, y in _curve(curve, 160):
            self._draw.ellipse(
                (x * _FINE - radius, y * _FINE - radius, x * _FINE + radius, y * _FINE + radius),
                fill=colour,
            )


def _linden_leaf(sheet: _Sheet) -> None:
    """A heart with a long tip, hanging from its stalk."""
    sheet.area(
        [
            ((128, 64), (150, 26), (226, 34), (226, 98)),
            ((226, 98), (226, 160), (160, 190), (128, 236)),
            ((128, 236), (104, 196), (20, 168), (22, 100)),
            ((22, 100), (24, 38), (104, 22), (128, 64)),
        ],
        _LEAF,
    )
    sheet.stroke(((128, 64), (124, 40), (112, 22), (96, 8)), 11, _LEAF)
    sheet.stroke(((128, 66), (126, 110), (126, 150), (128, 206)), 7, _VEIN)
    for curve in (
        ((127, 84), (152, 88), (178, 98), (200, 120)),
        ((126, 122), (146, 126), (164, 134), (178, 152)),
        ((127, 158), (138, 161), (148, 167), (156, 178)),
        ((127, 84), (102, 88), (74, 98), (50, 120)),
        ((126, 122), (108, 126), (90, 134), (74, 152)),
        ((127, 158), (116, 161), (106, 167), (98, 178)),
    ):
        sheet.stroke(curve, 5, _VEIN)


def _chestnut(sheet: _Sheet) -> None:
    """A glossy nut on its pale scar."""
    nut: list[Curve] = [
        ((120, 14), (150, 30), (228, 62), (228, 136)),
        ((228, 136), (228, 204), (176, 228), (120, 228)),
        ((120, 228), (64, 228), (12, 204), (12, 136)),
        ((12, 136), (12, 62), (90, 30), (120, 14)),
    ]
    sheet.area(nut, _NUT)
    sheet.area(
        [
            ((120, 14), (150, 30), (228, 62), (228, 136)),
            ((228, 136), (228, 204), (176, 228), (120, 228)),
            ((120, 228), (178, 190), (186, 96), (120, 14)),
        ],
        _SHADE,
    )
    sheet.area(
        [
            ((34, 190), (70, 150), (170, 150), (206, 190)),
            ((206, 190), (186, 222), (152, 228), (120, 228)),
            ((120, 228), (88, 228), (54, 222), (34, 190)),
        ],
        _SCAR,
    )
    sheet.stroke(((46, 128), (48, 102), (62, 80), (84, 66)), 13, _GLOSS)


def _lettered(mark: Image.Image, name: str, line: str, ink: str) -> Image.Image:
    """The mark with the name in large letters beside it and a line in small ones below."""
    large = ImageFont.load_default(124 * _FINE)
    small = ImageFont.load_default(68 * _FINE)
    left = (HEIGHT + GAP) * _FINE
    width = left + int(max(large.getlength(name), small.getlength(line))) + 12 * _FINE
    sheet = Image.new("RGBA", (width, HEIGHT * _FINE))
    sheet.paste(mark)
    draw = ImageDraw.Draw(sheet)
    draw.text((left, 122 * _FINE), name, ink, large, "ls", stroke_width=2 * _FINE)
    draw.text((left + 4 * _FINE, 212 * _FINE), line, ink, small, "ls", stroke_width=_FINE // 2)
    return sheet.resize((width // _FINE, HEIGHT), Image.Resampling.LANCZOS)


_LOGOS: dict[str, tuple[Callable[[_Sheet], None], str, str, str]] = {
    "linde": (_linden_leaf, "Linde", "Hausverwaltung", _LINDE_INK),
    "kastanie": (_chestnut, "Kastanie", "Immobilien", _KASTANIE_INK),
}


def logo(slug: str) -> bytes:
    """A demo company's logo as PNG on transparent ground, 240 pixels high."""
    draw, name, line, ink = _LOGOS[slug]
    sheet = _Sheet()
    draw(sheet)
    out = BytesIO()
    _lettered(sheet.picture, name, line, ink).save(out, "PNG", optimize=True)
    return out.getvalue()


def write(companies: dict[str, Company]) -> None:
    """Give both companies their logo, and make it in the size of the header at once."""
    for slug in _LOGOS:
        company = companies[slug]
        picture = get_image_model().objects.create(
            title=company.name,
            file=ImageFile(BytesIO(logo(slug)), name=f"{slug}.png"),
            collection=collection_of(company),
        )
        branding = company.branding
        branding.logo = picture
        branding.save()
        picture.get_rendition(LOGO_FILTER)
