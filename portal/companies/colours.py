"""A company's colour roles, computed from its two colours for light and for dark.

The browser computes no colour: older phones cannot. Every role keeps the hue of the company's
colour, clamps lightness and chroma, and then moves its lightness until the contrast is enough, so
no choice of a company can make a page unreadable.

OKLab and OKLCH are Björn Ottosson's ("A perceptual color space for image processing", 2020);
relative luminance and the contrast ratio are those of WCAG 2.2.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

DEFAULT_BRAND: Final = "#1c5f4c"
DEFAULT_ACCENT: Final = "#e8a92e"

TEXT_CONTRAST: Final = 4.5
MARK_CONTRAST: Final = 3.0

# Hex rounds each channel to 1/255: a little more than the rule asks keeps the result above it.
_MARGIN: Final = 0.05
_STEP: Final = 0.004
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in OKLCH: lightness 0 to 1, chroma 0 to about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def from_hex(cls, value: str) -> Colour:
        if not _HEX.fullmatch(value):
            raise ValueError(f"not a colour of the form #rrggbb: {value!r}")
        red, green, blue = (_to_linear(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
        return cls._from_lab(*_linear_to_lab((red, green, blue)))

    @classmethod
    def _from_lab(cls, lightness: float, a: float, b: float) -> Colour:
        return cls(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)

    def _lab(self) -> Rgb:
        angle = math.radians(self.hue)
        return self.lightness, self.chroma * math.cos(angle), self.chroma * math.sin(angle)

    def hex(self) -> str:
        channels = (round(_from_linear(channel) * 255) for channel in self._displayable())
        return "#{:02x}{:02x}{:02x}".format(*channels)

    def _displayable(self) -> Rgb:
        """Linear sRGB; outside of it a colour loses chroma: lightness carries the contrast."""
        linear = _lab_to_linear(self._lab())
        if _in_gamut(linear):
            return linear
        low, high = 0.0, self.chroma
        for _ in range(20):
            middle = (low + high) / 2
            if _in_gamut(_lab_to_linear(replace(self, chroma=middle)._lab())):
                low = middle
            else:
                high = middle
        red, green, blue = _lab_to_linear(replace(self, chroma=low)._lab())
        return _clip(red), _clip(green), _clip(blue)

    def mixed(self, other: Colour, share: float) -> Colour:
        """This colour with `share` (0 to 1) of another one mixed in, in OKLab."""
        lightness, a, b = (
            mine + (theirs - mine) * share
            for mine, theirs in zip(self._lab(), other._lab(), strict=True)
        )
        return Colour._from_lab(lightness, a, b)

    def reading_on(self, backgrounds: Iterable[Colour], ratio: float) -> Colour:
        """This colour, as much darker or lighter as the contrast with every background needs."""
        grounds = [background.hex() for background in backgrounds]
        away = 1 if sum(_luminance(ground) for ground in grounds) / len(grounds) < 0.18 else -1
        fitted = self
        while min(contrast(fitted.hex(), ground) for ground in grounds) < ratio + _MARGIN:
            lightness = fitted.lightness + away * _STEP
            if not 0 <= lightness <= 1:
                break
            fitted = replace(fitted, lightness=lightness)
        return fitted


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex values by role, as the stylesheet names them."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two hex colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def palette(brand: str, accent: str) -> Palette:
    """All roles for a company's two colours."""
    brand_colour, accent_colour = Colour.from_hex(brand), Colour.from_hex(accent)
    return Palette(
        light={role: colour.hex() for role, colour in _light(brand_colour, accent_colour).items()},
        dark={role: colour.hex() for role, colour in _dark(brand_colour, accent_colour).items()},
    )


WHITE: Final = Colour(1, 0, 0)


def _light(brand: Colour, accent: Colour) -> dict[str, Colour]:
    surface = Colour(0.998, 0.002, 85)
    sunken = Colour(0.958, 0.008, 85).mixed(brand, 0.04)
    grounds = {
        "canvas": Colour(0.98, 0.006, 85).mixed(brand, 0.02),
        "surface": surface,
        "sunken": sunken,
        "hover": surface.mixed(sunken, 0.55),
        "brand-soft": replace(brand, lightness=0.945, chroma=min(brand.chroma * 0.2, 0.018)),
        "warn-soft": Colour(0.958, 0.036, 82),
        "danger-soft": Colour(0.96, 0.02, 25),
    }
    all_grounds = grounds.values()
    ink = Colour(0.2, 0.01, 85).mixed(brand, 0.12)
    fill = replace(brand, lightness=min(brand.lightness, 0.5)).reading_on(
        [WHITE, *all_grounds], TEXT_CONTRAST
    )
    brand_ink = replace(brand, lightness=min(brand.lightness, 0.46)).reading_on(
        all_grounds, TEXT_CONTRAST
    )
    deep = Colour(min(brand.lightness, 0.38), brand.chroma * 0.8, brand.hue)
    soft = grounds["brand-soft"]
    return {
        **grounds,
        "line": Colour(0.915, 0.01, 85).mixed(brand, 0.05),
        "line-strong": Colour(0.6, 0.014, 85).reading_on(all_grounds, MARK_CONTRAST),
        "ink": ink.reading_on(all_grounds, TEXT_CONTRAST),
        "ink-2": Colour(0.44, 0.012, 85).mixed(brand, 0.12).reading_on(all_grounds, TEXT_CONTRAST),
        "brand-fill": fill,
        "brand-fill-hover": fill.mixed(ink, 0.16),
        "on-brand": WHITE,
        "brand-ink": brand_ink,
        "brand-soft-hover": soft.mixed(brand_ink, 0.06),
        "brand-deep": deep,
        "stage-btn": WHITE,
        "stage-btn-hover": soft,
        "on-stage-btn": deep,
        "wall": soft.mixed(fill, 0.1),
        **_accent_light(accent, [grounds["canvas"], surface]),
        "danger-fill": Colour(0.52, 0.19, 27),
        "danger-ink": Colour(0.48, 0.18, 27).reading_on(all_grounds, TEXT_CONTRAST),
        "warn-ink": Colour(0.46, 0.1, 62).reading_on(all_grounds, TEXT_CONTRAST),
        "ok-ink": Colour(0.44, 0.11, 150).reading_on(all_grounds, TEXT_CONTRAST),
        "focus": Colour(0.2, 0.02, 85),
    }


def _dark(brand: Colour, accent: Colour) -> dict[str, Colour]:
    surface = Colour(0.222, 0.006, 85).mixed(brand, 0.08)
    sunken = Colour(0.265, 0.006, 85).mixed(brand, 0.08)
    # Pale reds turn salmon on a dark page: their chroma ends earlier.
    pale_chroma = min(
        brand.chroma * 0.8, 0.075 - 0.04 * max(0.0, math.cos(math.radians(brand.hue - 35)))
    )
    grounds = {
        "canvas": Colour(0.172, 0.006, 85).mixed(brand, 0.07),
        "surface": surface,
        "sunken": sunken,
        "hover": surface.mixed(sunken, 0.55),
        "brand-soft": Colour(0.3, min(brand.chroma * 0.45, 0.035), brand.hue),
        "warn-soft": Colour(0.285, 0.034, 75),
        "danger-soft": Colour(0.285, 0.05, 25),
    }
    all_grounds = grounds.values()
    fill = Colour(0.82, pale_chroma, brand.hue).reading_on(all_grounds, TEXT_CONTRAST)
    brand_ink = Colour(max(brand.lightness, 0.84), pale_chroma, brand.hue).reading_on(
        all_grounds, TEXT_CONTRAST
    )
    soft = grounds["brand-soft"]
    on_brand = Colour(0.22, 0.04, brand.hue)
    return {
        **grounds,
        "line": Colour(0.32, 0.008, 85).mixed(brand, 0.1),
        "line-strong": Colour(0.6, 0.014, 85).reading_on(all_grounds, MARK_CONTRAST),
        "ink": Colour(0.95, 0.006, 85),
        "ink-2": Colour(0.77, 0.01, 85).reading_on(all_grounds, TEXT_CONTRAST),
        "brand-fill": fill,
        "brand-fill-hover": fill.mixed(WHITE, 0.3),
        "on-brand": on_brand,
        "brand-ink": brand_ink,
        "brand-soft-hover": soft.mixed(brand_ink, 0.06),
        "brand-deep": Colour(0.31, min(brand.chroma * 0.6, 0.05), brand.hue),
        "stage-btn": fill,
        "stage-btn-hover": fill.mixed(WHITE, 0.3),
        "on-stage-btn": on_brand,
        "wall": soft,
        **_accent_dark(accent, [grounds["canvas"], surface]),
        "danger-fill": Colour(0.52, 0.19, 27),
        "danger-ink": Colour(0.82, 0.1, 25).reading_on(all_grounds, TEXT_CONTRAST),
        "warn-ink": Colour(0.86, 0.1, 80).reading_on(all_grounds, TEXT_CONTRAST),
        "ok-ink": Colour(0.84, 0.11, 150).reading_on(all_grounds, TEXT_CONTRAST),
        "focus": WHITE,
    }


def _accent_light(accent: Colour, grounds: list[Colour]) -> dict[str, Colour]:
    mark = replace(accent, lightness=min(accent.lightness, 0.62))
    ink = replace(accent, lightness=min(accent.lightness, 0.47), chroma=min(accent.chroma, 0.12))
    return {
        **_accent_fill(accent),
        "accent-mark": mark.reading_on(grounds, MARK_CONTRAST),
        "accent-ink": ink.reading_on(grounds, TEXT_CONTRAST),
    }


def _accent_dark(accent: Colour, grounds: list[Colour]) -> dict[str, Colour]:
    return {
        **_accent_fill(accent),
        "accent-mark": replace(accent, lightness=max(accent.lightness, 0.8)).reading_on(
            grounds, MARK_CONTRAST
        ),
        "accent-ink": replace(accent, lightness=max(accent.lightness, 0.84)).reading_on(
            grounds, TEXT_CONTRAST
        ),
    }


def _accent_fill(accent: Colour) -> dict[str, Colour]:
    return {
        "accent-fill": replace(
            accent, lightness=max(accent.lightness, 0.8), chroma=min(accent.chroma, 0.15)
        ),
        "on-accent": Colour(0.24, 0.04, accent.hue),
    }


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _from_linear(channel: float) -> float:
    channel = _clip(channel)
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _clip(channel: float) -> float:
    return min(max(channel, 0.0), 1.0)


def _in_gamut(linear: Rgb) -> bool:
    return all(-0.0005 <= channel <= 1.0005 for channel in linear)


def _luminance(value: str) -> float:
    red, green, blue = (_to_linear(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear_to_lab(linear: Rgb) -> Rgb:
    red, green, blue = linear
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _lab_to_linear(lab: Rgb) -> Rgb:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
