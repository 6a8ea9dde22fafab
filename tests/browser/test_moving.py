"""Everybody gets around: with a thumb, with the tab key, with the voice."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.world import DESK, EVEN, ODD, PHONE, WAGTAILS, World

IS_WAGTAILS = f"""const isWagtails = (element) => element.closest("{WAGTAILS}") !== null;"""
# After `IS_WAGTAILS`: what the questions below are asked with.
TARGETS = """
// What is hidden from everybody (templates/cases/send_first.html) is nobody's target.
const shown = (element) =>
  element.checkVisibility({ checkVisibilityCSS: true }) && !element.matches("[aria-hidden=true]")
  && !isWagtails(element);
const targets = () => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary"
)].filter(shown);
// A choice is as large as its label, and a row's link covers the row.
const area = (element) => {
  const covers = getComputedStyle(element, "::after").position === "absolute";
  const owner = element.closest("label") || (covers && element.offsetParent) || element;
  return owner.getBoundingClientRect();
};
const isInline = (e) => e.matches("a") && getComputedStyle(e).display === "inline";
// The browser itself says what a colour of any notation looks like; each is asked for once a page.
const known = window.knownColours ??= new Map();
const look = (colour) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  return [...brush.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
};
const channels = (colour) => {
  if (!known.has(colour)) known.set(colour, look(colour));
  return known.get(colour);
};
const luminance = (colour) => channels(colour).slice(0, 3)
  .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const ground = (element) => {
  const colour = getComputedStyle(element).backgroundColor;
  const opaque = channels(colour)[3] === 1;
  return opaque || !element.parentElement ? colour : ground(element.parentElement);
};
// A ring with a gap lies on what surrounds the element, one drawn inside lies on the element.
const outside = (element) => {
  const inset = parseFloat(getComputedStyle(element).outlineOffset) < 0;
  return ground(inset ? element : element.parentElement);
};
const told = (element) => element.outerHTML.slice(0, 100).replaceAll("\\n", " ");
"""
# Links within a sentence are as high as their line, which WCAG 2.5.8 allows.
SMALL = """(least) => { %s
  return targets()
    .filter((e) => !e.closest(".skip") && !isInline(e))
    .filter((e) => area(e).height < least - 0.5 || area(e).width < 24)
    .map((e) => `${Math.round(area(e).width)}x${Math.round(area(e).height)} ${told(e)}`);
}"""
MISNAMED = """() => { %s
  const fold = (text) => text.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, "");
  return targets()
    .filter((e) => e.hasAttribute("aria-label"))
    .filter((e) => !fold(e.getAttribute("aria-label")).includes(fold(e.innerText)))
    .map(told);
}"""
# Asked once things have come to rest: the link that skips to the content slides in and out.
FOCUSED = """async () => { %s
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const around = element.closest("label") || element;
  const isSeen = () => {
    const box = around.getBoundingClientRect();
    const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
    const spot = document.elementFromPoint(x, box.y + box.height / 2);
    // Wagtail's calendar stays open over the next field for a moment.
    const isCalendar = spot && spot.closest(".xdsoft_datetimepicker");
    return spot && (around.contains(spot) || spot.contains(element) || isCalendar);
  };
  // Wagtail's page scrolls in a box of its own, some frames after the focus has moved.
  for (let frames = 0; frames < 30 && !isSeen(); frames++)
    await new Promise((done) => requestAnimationFrame(done));
  const parts = [[element], [element, "::after"], [around]];
  const rings = parts.map(([owner, part]) => getComputedStyle(owner, part))
    .filter((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2);
  return {
    what: told(element),
    ours: !isWagtails(element),
    hidden: !isSeen(),
    ringless: !rings.length,
    faint: !rings.some((s) => contrast(s.outlineColor, outside(element)) >= 3),
  };
}"""


def ask(page: Page, script: str, *arguments: Any) -> Any:
    return page.evaluate(script % (IS_WAGTAILS + TARGETS), *arguments)


# Residents tap with a thumb; in the admin WCAG 2.5.8 is enough.
@pytest.mark.parametrize(("size", "least"), [(PHONE, 44), (DESK, 24)], ids=["phone", "desk"])
def test_targets_are_large_enough(world: World, size: dict[str, int], least: int) -> None:
    found = []
    with world.visited(size) as visitors:
        for screen in world.telling:
            small = ask(visitors.show(screen), SMALL, 24 if screen.is_staffs else least)
            found += [f"{screen.name}: {target}" for target in small]
    assert "\n".join(found) == ""


def test_what_one_says_is_what_one_sees(world: World) -> None:
    found = []
    with world.visited(DESK) as visitors:
        for screen in world.telling:
            found += [f"{screen.name}: {e}" for e in ask(visitors.show(screen), MISNAMED)]
    assert "\n".join(found) == ""


@pytest.mark.parametrize(("size", "choose"), [(PHONE, EVEN), (DESK, ODD)], ids=["phone", "desk"])
def test_the_tab_key_leads_through_the_page_and_one_sees_where(
    world: World, size: dict[str, int], choose: slice
) -> None:
    found = []
    with world.visited(size, reduced_motion="reduce") as visitors:
        for screen in world.telling[choose]:
            stops = tab_through(visitors.show(screen))
            assert stops, screen.name
            ours = [stop for stop in stops if stop["ours"]]
            unseen = [s for s in ours if s["hidden"] or s["ringless"] or s["faint"]]
            found += [f"{screen.name}: {stop}" for stop in unseen]
    assert "\n".join(found) == ""


def tab_through(page: Page) -> list[dict[str, Any]]:
    """Every stop of the tab key from the top of the page, until it leaves it."""
    page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    stops: list[dict[str, Any]] = []
    while len(stops) < 150:
        page.keyboard.press("Tab")
        stop = ask(page, FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    return stops


def test_the_first_stop_skips_to_the_content(world: World) -> None:
    with world.visited(DESK) as visitors:
        page = visitors.show(world.screen("start"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhalt"
