"""Promise 5: a case is opened from the property view, or from the left-hand side."""

import pytest

from cases.models import Case
from portal.demo.cast import Cast
from tests.doors import door
from tests.pages import links, send


@pytest.mark.parametrize("part", ["main", "nav.side"])
def test_anna_picks_a_topic_and_her_case_is_open(cast: Cast, part: str) -> None:
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/liegenschaften/{cast.lindenstrasse.uuid}/")
    topic = next(
        href for href in links(page, f"{part} a").values() if "/vorgaenge/neu/heating/" in href
    )
    form = anna.get(topic)
    sent = send(
        anna,
        form,
        "main form",
        subject="Heizkörper bleibt kalt",
        body="Seit gestern wird er nicht mehr warm.",
    )
    case = Case.objects.get(subject="Heizkörper bleibt kalt")
    assert case.number in sent.content.decode()
    assert case.category.key == "heating"
    assert case.property == cast.lindenstrasse
    assert case.status == Case.Status.OPEN


def test_dora_has_moved_out_and_opens_nothing(cast: Cast) -> None:
    dora = door(cast.dora, cast.linde)
    dora.post("/vorgaenge/neu/heating/", {"subject": "Noch etwas", "body": "Von früher."})
    assert not Case.objects.filter(opened_by=cast.dora).exists()
