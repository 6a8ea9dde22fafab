"""axe finds nothing on any screen a resident can meet (WCAG 2.2, levels A and AA).

By default the telling screens are looked at once, half of them on a phone by day and half at a
desk by night. PORTAL_BROWSER_WALK=full looks at every screen four times: every language with every
width, every width with every colour scheme, every scheme with every language.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.world import DESK, EVEN, FULL, ODD, PHONE, World

Look = tuple[dict[str, int], str]
if FULL:
    # All pairs in half the time: what only a language, width and scheme together break goes unseen.
    LOOKS: dict[str, list[Look]] = {
        "de": [(PHONE, "light"), (DESK, "dark")],
        "en": [(PHONE, "dark"), (DESK, "light")],
    }
    # In eighths, so that every core of the machine has its share.
    WALKS = [(slice(n, None, 8), *spoken) for spoken in LOOKS.items() for n in range(8)]
else:
    WALKS = [(EVEN, "de", [(PHONE, "light")]), (ODD, "de", [(DESK, "dark")])]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations", "incomplete"],
}
# Wagtail's menu beside our admin pages: text shadows that axe cannot judge, and not ours to change.
OURS = {"exclude": [["#wagtail-sidebar"]]}

# Wagtail's bar of buttons floats over whatever lies there, and axe cannot judge text beneath it.
SET_FOOTER_DOWN = """
  for (const bar of document.querySelectorAll(".footer")) bar.style.position = "static";
"""

# New colours have arrived once no transition is left on its way.
AT_REST = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let frames = 0; frames < 2; frames++) await frame();
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  await frame();
}"""


def complaints(page: Page, name: str) -> Iterator[str]:
    """What axe objects to, and what contrast it cannot judge, one line for each place."""
    answer = Axe().run(page, context=OURS, options=RULES).response
    unjudged = [rule for rule in answer["incomplete"] if rule["id"] == "color-contrast"]
    for rule in answer["violations"] + unjudged:
        for node in rule["nodes"]:
            # A select's arrow is drawn as a gradient, which axe takes for its background.
            if rule in unjudged and node["html"].startswith("<select"):
                continue
            yield f"{name}: {rule['id']} at {node['target']}: {reason(node)}"


def reason(node: dict[str, Any]) -> str:
    told = [check["message"] for check in node["any"] + node["all"] + node["none"]]
    return f"{node['html'][:120]} {told[:1]}"


@pytest.mark.parametrize(("choose", "language", "looks"), WALKS)
def test_axe_finds_nothing(world: World, choose: slice, language: str, looks: list[Look]) -> None:
    found: list[str] = []
    with world.visited(looks[0][0], language, reduced_motion="reduce") as visitors:
        for screen in world.telling[choose]:
            page = visitors.show(screen)
            if screen.is_staffs:
                page.evaluate(SET_FOOTER_DOWN)
            for size, scheme in looks:
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.evaluate(AT_REST)
                name = f"{screen.name} {size['width']} {scheme}"
                found += complaints(page, name)
            page.set_viewport_size(looks[0][0])
    assert "\n".join(found) == ""
