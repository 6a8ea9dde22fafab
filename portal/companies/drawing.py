"""Draws a square icon from a company's logo, or from its initials."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import IO, Final

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from portal.companies import colours

# A logo with fewer pixels than this on its longer side would be blurred by the largest icon.
MIN_PIXELS: Final = 160
# A wider one is a line of writing that nobody reads at the size of an icon.
_WIDEST: Final = 4
# Opening reads the header alone: what would take more memory than this is not decoded.
_MAX_PIXELS: Final = 50_000_000
# Enough for the largest icon; the steps after it are quick then.
_WORKING_SIZE: Final = (1600, 1600)
# Nearly transparent, or nearly the colour of the ground: not part of the mark.
_FAINT: Final = 24
_PAPER: Final = "#ffffff"


@dataclass(frozen=True, slots=True)
class Shape:
    """How large an icon is, which share of it the mark may take, whether its corners are round."""

    size: int
    reach: float
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What of a logo goes on an icon, and the colour of the ground it stands on."""

    picture: Image.Image
    ground: str


class UnfitLogoError(Exception):
    """A file that is no picture, too large to open, or of no use at the size of an icon."""


def mark_of(file: IO[bytes], dark_ground: str) -> Mark:
    """What to show of a logo; white ones stand on `dark_ground`. Raises UnfitLogoError."""
    try:
        with Image.open(file) as opened:
            if opened.width * opened.height > _MAX_PIXELS:
                raise UnfitLogoError("too many pixels")
            opened.draft("RGB", _WORKING_SIZE)
            logo = ImageOps.exif_transpose(opened).convert("RGBA")
    # What Pillow raises on broken files depends on their kind.
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise UnfitLogoError("not a picture") from error
    logo.thumbnail(_WORKING_SIZE)
    ground = _own_ground(logo)
    mask = _visible(logo, ground)
    box = mask.getbbox()
    if box is None:
        raise UnfitLogoError("nothing to see")
    logo, mask = logo.crop(box), mask.crop(box)
    lead = _leading_sign(mask)
    for part in filter(None, (lead, mask.getbbox())):
        picture = logo.crop(part)
        if max(picture.size) >= MIN_PIXELS and picture.width <= picture.height * _WIDEST:
            return Mark(picture, ground or _ground_for(picture, dark_ground))
    raise UnfitLogoError("too small or too wide")


def _own_ground(logo: Image.Image) -> str | None:
    """The colour a logo without transparency stands on, told by its four corners."""
    right, bottom = logo.width - 1, logo.height - 1
    places = ((0, 0), (right, 0), (0, bottom), (right, bottom))
    corners = [tuple(logo.crop((x, y, x + 1, y + 1)).tobytes()) for x, y in places]
    red, green, blue, alpha = zip(*corners, strict=True)
    if min(alpha) < 255:
        return None
    if any(max(channel) - min(channel) > _FAINT for channel in (red, green, blue)):
        return _PAPER
    return "#{:02x}{:02x}{:02x}".format(*corners[0][:3])


def _visible(logo: Image.Image, ground: str | None) -> Image.Image:
    """White where there is something to see."""
    if ground is None:
        seen = logo.getchannel("A")
    else:
        plain = Image.new("RGB", logo.size, ground)
        seen = ImageChops.difference(logo.convert("RGB"), plain).convert("L")
    return seen.point(lambda value: 255 if value > _FAINT else 0)


def _leading_sign(mask: Image.Image) -> tuple[int, int, int, int] | None:
    """The sign at the beginning of a wide logo, where a gap parts it from the name.

    It must be about square and nearly as tall as the whole; a first letter is no taller than the
    others and stands too close to them.
    """
    if mask.width < mask.height * 1.6:
        return None
    columns = mask.resize((mask.width, 1), Image.Resampling.BOX).tobytes()
    at = 0
    for empty, run in groupby(columns, key=lambda column: column == 0):
        length = len(list(run))
        if empty and length >= mask.height * 0.12:
            box = mask.crop((0, 0, at, mask.height)).getbbox()
            if box is None:
                return None
            width, height = box[2] - box[0], box[3] - box[1]
            fits = height >= mask.height * 0.8 and 0.6 <= width / height <= 1.6
            return box if fits else None
        at += length
    return None


def _ground_for(picture: Image.Image, dark_ground: str) -> str:
    """White paper, unless what is to be seen is itself nearly white."""
    alpha = picture.getchannel("A")
    pixel = Image.composite(
        picture.convert("RGB"), Image.new("RGB", picture.size, _PAPER), alpha
    ).resize((1, 1), Image.Resampling.BOX)
    share = max(1, alpha.resize((1, 1), Image.Resampling.BOX).tobytes()[0]) / 255
    # The mean of the visible part alone: the white ground's share is taken out again.
    mean = [round(255 - min(255, (255 - channel) / share)) for channel in pixel.tobytes()]
    seen = "#{:02x}{:02x}{:02x}".format(*mean)
    return _PAPER if colours.contrast(seen, _PAPER) >= 1.5 else dark_ground


def logo_icon(mark: Mark, shape: Shape) -> bytes:
    """The mark in the middle of its ground, as PNG."""
    icon = Image.new("RGBA", (shape.size, shape.size), mark.ground)
    picture = mark.picture
    scale = shape.size * shape.reach / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    # Pre-multiplied, or transparent pixels would bleed their hidden colour into the edges.
    fitted = picture.convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA")
    icon.alpha_composite(fitted, ((shape.size - size[0]) // 2, (shape.size - size[1]) // 2))
    return _png(icon, shape)


def initials_icon(letters: str, ground: str, ink: str, shape: Shape) -> bytes:
    """One or two letters in the middle of the company's colour, as PNG."""
    icon = Image.new("RGBA", (shape.size, shape.size), ground)
    plain, dotted = _plain(letters)
    size = shape.size * shape.reach * (0.72 if len(plain) > 1 else 0.95)
    font = ImageFont.load_default(size)
    draw = ImageDraw.Draw(icon)
    weight = round(size * 0.025)
    middle = shape.size / 2
    draw.text((middle, middle), plain, ink, font, "mm", stroke_width=weight)
    left = middle - font.getlength(plain) / 2
    top = middle - size * 0.5
    for at, letter in enumerate(plain):
        width = font.getlength(letter)
        if at in dotted:
            for x in (left + width * 0.32, left + width * 0.68):
                draw.circle((x, top), size * 0.07, ink)
        left += width
    return _png(icon, shape)


def _plain(letters: str) -> tuple[str, set[int]]:
    """Letters that Pillow's own font has, and which of them bear the two dots of an umlaut."""
    plain, dotted = "", set()
    for letter in letters:
        parts = unicodedata.normalize("NFD", letter)
        base = parts[:1]
        if base.isascii() and base.isalnum():
            if "\N{COMBINING DIAERESIS}" in parts:
                dotted.add(len(plain))
            plain += base
    return plain, dotted


def _png(icon: Image.Image, shape: Shape) -> bytes:
    if shape.rounded:
        fine = 4
        corners = Image.new("L", (shape.size * fine, shape.size * fine))
        ImageDraw.Draw(corners).rounded_rectangle(
            (0, 0, *corners.size), radius=corners.width * 0.22, fill=255
        )
        icon.putalpha(corners.resize(icon.size, Image.Resampling.LANCZOS))
    out = BytesIO()
    # iOS blackens what is transparent: icons with square corners carry no alpha at all.
    (icon if shape.rounded else icon.convert("RGB")).save(out, "PNG", optimize=True)
    return out.getvalue()
