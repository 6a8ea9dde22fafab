"""Whatever two colours a company chooses: text reads, marks are seen, in light and in dark."""

import itertools
import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.companies.colours import (
    DEFAULT_ACCENT,
    DEFAULT_BRAND,
    MARK_CONTRAST,
    TEXT_CONTRAST,
    Colour,
    contrast,
    palette,
)
from portal.companies.models import BrandingSettings

STEPS = ("00", "40", "80", "c0", "ff")
# 125 colours over the whole cube, black, white, the neon corners and greys included.
CUBE = ["#" + "".join(channels) for channels in itertools.product(STEPS, repeat=3)]
GROUNDS = ("canvas", "surface", "sunken", "hover", "brand-soft", "warn-soft", "danger-soft")
TEXTS = [
    *itertools.product(("ink", "ink-2", "brand-ink", "warn-ink", "danger-ink", "ok-ink"), GROUNDS),
    ("on-brand", "brand-fill"),
    ("on-brand", "brand-fill-hover"),
    ("brand-ink", "brand-soft-hover"),
    ("on-stage-btn", "stage-btn"),
    ("on-stage-btn", "stage-btn-hover"),
    ("on-accent", "accent-fill"),
    ("accent-ink", "canvas"),
    ("accent-ink", "surface"),
]
MARKS = [
    *itertools.product(("line-strong", "focus", "brand-fill"), GROUNDS),
    ("accent-mark", "surface"),
    ("accent-mark", "canvas"),
]
WHITE = "#ffffff"


@pytest.mark.parametrize("brand", CUBE)
def test_any_main_colour_ends_in_readable_text_and_visible_marks(brand: str) -> None:
    for accent in ("#000000", "#ffff00", brand):
        shades = palette(brand, accent)
        for roles in (shades.light, shades.dark):
            for mark, ground in MARKS:
                assert contrast(roles[mark], roles[ground]) >= MARK_CONTRAST, (mark, ground)
            for text, ground in TEXTS:
                assert contrast(roles[text], roles[ground]) >= TEXT_CONTRAST, (text, ground)
            for ground in ("brand-deep", "danger-fill"):
                assert contrast(WHITE, roles[ground]) >= TEXT_CONTRAST, ground


@pytest.mark.parametrize("accent", CUBE)
def test_any_second_colour_ends_in_readable_words_and_visible_marks(accent: str) -> None:
    shades = palette(DEFAULT_BRAND, accent)
    for roles in (shades.light, shades.dark):
        assert contrast(roles["on-accent"], roles["accent-fill"]) >= TEXT_CONTRAST
        for ground in ("canvas", "surface"):
            assert contrast(roles["accent-mark"], roles[ground]) >= MARK_CONTRAST
            assert contrast(roles["accent-ink"], roles[ground]) >= TEXT_CONTRAST


@pytest.mark.parametrize("value", CUBE)
def test_a_colour_survives_the_way_through_oklch(value: str) -> None:
    there_and_back = Colour.from_hex(value).hex()
    pairs = zip(re.findall("..", value[1:]), re.findall("..", there_and_back[1:]), strict=True)
    assert all(abs(int(before, 16) - int(after, 16)) <= 1 for before, after in pairs)


def test_a_colour_that_already_reads_is_kept() -> None:
    assert palette("#1c5f4c", DEFAULT_ACCENT).light["brand-fill"] == "#1c5f4c"


def test_danger_looks_the_same_in_every_company() -> None:
    fills = {palette(brand, brand).light["danger-fill"] for brand in CUBE}
    assert len(fills) == 1


@pytest.mark.parametrize("value", ["", "red", "#fff", "#12345g", "#1234567", "url(x)"])
def test_what_is_not_a_hex_colour_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        Colour.from_hex(value)


def test_a_company_without_a_choice_gets_the_house_colours() -> None:
    settings = BrandingSettings()
    assert (settings.brand_colour, settings.accent_colour) == (DEFAULT_BRAND, DEFAULT_ACCENT)


def test_the_stylesheet_falls_back_on_the_house_colours() -> None:
    css = Path(settings.BASE_DIR, "portal/static/portal/portal.css").read_text()
    blocks = re.findall(r"\{((?:\s*--[a-z0-9-]+: #[0-9a-f]{6};)+)\s*\}", css)
    written = [dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    house = palette(DEFAULT_BRAND, DEFAULT_ACCENT)
    assert written == [house.light, house.dark, house.dark]


def test_the_stylesheet_computes_no_colour_in_the_browser() -> None:
    css = Path(settings.BASE_DIR, "portal/static/portal/portal.css").read_text()
    assert re.findall(r"light-dark\(|oklch\(|oklab|color-mix\(", css) == []
