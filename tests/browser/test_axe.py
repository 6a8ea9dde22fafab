"""axe finds nothing on any screen a resident can meet (WCAG 2.2, levels A and AA).

By default every screen is looked at once, half of them on a phone by day and half at a desk by
night. PORTAL_BROWSER_WALK=full walks all of them in both languages, widths and colour schemes.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.world import DESK, EVEN, FULL, ODD, PHONE, World

if FULL:
    WALKS = list(product([slice(None)], ["de", "en"], [PHONE, DESK], ["light", "dark"]))
else:
    WALKS = [(EVEN, "de", PHONE, "light"), (ODD, "de", DESK, "dark")]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}


def complaints(page: Page, name: str) -> Iterator[str]:
    """What axe objects to, one line for each place."""
    for violation in Axe().run(page, options=RULES).response["violations"]:
        for node in violation["nodes"]:
            yield f"{name}: {violation['id']} at {node['target']}: {node['html'][:120]}"


@pytest.mark.parametrize(("choose", "language", "size", "scheme"), WALKS)
def test_axe_finds_nothing(
    world: World, choose: slice, language: str, size: dict[str, int], scheme: str
) -> None:
    with world.visited(size, language, color_scheme=scheme) as visitors:
        found = [
            complaint
            for screen in world.screens[choose]
            for complaint in complaints(visitors.show(screen), screen.name)
        ]
    assert "\n".join(found) == ""
