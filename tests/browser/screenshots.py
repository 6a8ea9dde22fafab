"""Draws every screen in both widths into docs/screens/: `make screenshots`.

Not a test by its name, so it runs only when it is asked for.
"""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page

from tests.browser.world import DESK, PHONE, World

GALLERY = Path(settings.BASE_DIR) / "docs" / "screens"
TALLEST = 2400
# One that cannot be shown is drawn as such.
LOAD_PHOTOS = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""
BACKGROUND, MARGIN = "#e4e1d9", 20


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_draw_all_screens(world: World, size: dict[str, int]) -> None:
    GALLERY.mkdir(exist_ok=True)
    with world.visited(size, reduced_motion="reduce") as visitors:
        for screen in world.screens:
            page = visitors.show(screen)
            draw(page, size, GALLERY / f"{screen.name}-{size['width']}.webp")


def draw(page: Page, size: dict[str, int], path: Path) -> None:
    """The whole page as if the window were as high as it, so that a fixed bar lies at its end."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(height, TALLEST)})
    # Photos further down load once one scrolls to them; a picture cannot scroll.
    page.evaluate(LOAD_PHOTOS)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.save(path, quality=72, method=6)
    page.set_viewport_size(size)


def test_draw_the_picture_of_the_readme(world: World) -> None:
    desk = photo(world, "start", DESK, "light")
    phone = photo(world, "case", PHONE | {"height": DESK["height"]}, "dark")
    wide = desk.width + phone.width
    paper = Image.new("RGB", (wide + 3 * MARGIN, desk.height + 2 * MARGIN), BACKGROUND)
    paper.paste(desk, (MARGIN, MARGIN))
    paper.paste(phone, (desk.width + 2 * MARGIN, MARGIN))
    paper.save(GALLERY / "overview.webp", quality=80, method=6)


def photo(world: World, name: str, size: dict[str, int], scheme: str) -> Image.Image:
    """What one sees of a screen without scrolling."""
    with world.visited(size, color_scheme=scheme) as visitors:
        png = visitors.show(world.screen(name)).screenshot()
    return Image.open(BytesIO(png)).convert("RGB")
