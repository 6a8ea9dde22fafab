"""Everybody can read it: enlarged, spaced out, printed, in system colours, in two languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.world import DESK, PHONE, WAGTAILS, World

# Wider than the window: what one would have to scroll sideways for.
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth + 1;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width)
    .map((element) => element.outerHTML.slice(0, 120));
}"""
# Text that its own box cuts off; what is there for the ear alone is one pixel wide.
CLIPPED = f"""() => [...document.querySelectorAll("main *")]
  .filter((e) => e.innerText && e.clientWidth > 1 && getComputedStyle(e).overflowY !== "visible")
  .filter((e) => !e.matches("textarea, select") && !e.closest("{WAGTAILS}"))
  .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.outerHTML.slice(0, 120))"""
# WCAG 1.4.12, to the letter.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"""
FOREIGN = re.compile(r"[äöüßÄÖÜ]")
WITHOUT_LANGUAGE = """() => [...document.querySelectorAll("main .prose, .langs button")]
  .map((part) => [part.innerText, part.closest("[lang]").lang])"""


@pytest.mark.parametrize(
    "size", [{"width": 320, "height": 640}, {"width": 320, "height": 256}], ids=["320px", "400%"]
)
def test_nobody_scrolls_sideways(world: World, size: dict[str, int]) -> None:
    found = []
    with world.visited(size) as visitors:
        for screen in world.telling:
            wide = visitors.show(screen).evaluate(OVERFLOWING)
            found += [f"{screen.name}: {element}" for element in wide]
    assert "\n".join(found) == ""


def test_text_may_be_spaced_out(world: World) -> None:
    found = []
    with world.visited(PHONE, bypass_csp=True) as visitors:
        for screen in world.telling:
            page = visitors.show(screen)
            page.add_style_tag(content=SPACED)
            lost = page.evaluate(OVERFLOWING) + page.evaluate(CLIPPED)
            found += [f"{screen.name}: {element}" for element in lost]
    assert "\n".join(found) == ""


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_says_its_language(world: World, language: str) -> None:
    with world.visited(PHONE, language) as visitors:
        for name in ("login", "start", "report", "error-500"):
            page = visitors.show(world.screen(name))
            expect(page.locator("html")).to_have_attribute("lang", language)


def test_german_words_on_an_english_page_are_marked_as_german(world: World) -> None:
    with world.visited(PHONE, "en") as visitors:
        for name in ("answer", "faq-found", "imprint", "property", "notice"):
            page = visitors.show(world.screen(name))
            parts = page.evaluate(WITHOUT_LANGUAGE)
            assert [text for text, lang in parts if FOREIGN.search(text) and lang != "de"] == []
            assert ["Deutsch", "de"] in parts


def test_nothing_moves_for_those_who_asked_for_calm(world: World) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const times = `${style.transitionDuration},${style.animationDuration}`.split(",");
      return times.some((time) => parseFloat(time) > 0.01);
    }).length"""
    with world.visited(DESK, reduced_motion="reduce") as visitors:
        assert visitors.show(world.screen("start")).evaluate(moving) == 0


def test_in_system_colours_filled_things_have_an_edge(world: World) -> None:
    bare = """() => [...document.querySelectorAll(".btn, .sos, .tag, .banner, .letter, .count")]
      .filter((e) => e.offsetParent && getComputedStyle(e).borderTopStyle === "none").length"""
    with world.visited(DESK, forced_colors="active") as visitors:
        for name in ("start", "case", "emergency"):
            assert visitors.show(world.screen(name)).evaluate(bare) == 0


def test_a_case_prints_as_a_record(world: World) -> None:
    with world.visited(DESK) as visitors:
        page = visitors.show(world.screen("case"))
        page.emulate_media(media="print")
        for gone in (".side", ".tabbar", ".foot", ".composer", ".top .bell"):
            expect(page.locator(gone).first).to_be_hidden()
        for kept in ("h1", ".thread", ".facts"):
            expect(page.locator(f"main {kept}").first).to_be_visible()
        assert is_black_on_white(page)


def is_black_on_white(page: Page) -> bool:
    paper: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return paper == "rgb(255, 255, 255)"


@pytest.mark.parametrize(("size", "rows"), [(PHONE, 2), (DESK, 1)], ids=["phone", "desk"])
def test_a_propertys_five_tabs_stand_in_full_rows(
    world: World, size: dict[str, int], rows: int
) -> None:
    with world.visited(size) as visitors:
        tabs = visitors.show(world.screen("property")).locator("main .tabs a").all()
        heights = [box["y"] for tab in tabs if (box := tab.bounding_box())]
    assert len(heights) == 5
    assert len(set(heights)) == rows


def test_help_stands_in_the_same_place_on_every_page(world: World) -> None:
    places = set()
    with world.visited(PHONE) as visitors:
        for screen in world.telling:
            links = visitors.show(screen).locator(".foot a")
            if links.count():
                places.add(tuple(links.all_inner_texts()))
    assert len(places) == 1
    assert places.pop()[0] == "Hilfe"
