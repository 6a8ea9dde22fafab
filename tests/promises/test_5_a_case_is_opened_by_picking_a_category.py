"""Promise 5: a case is opened from the property view, or from the left-hand side."""

import pytest

from cases.models import Case
from portal.demo.cast import Cast
from tests.doors import door
from tests.pages import links, send
from tests.reports import past_the_numbers, walk


@pytest.mark.parametrize("part", ["main", "nav.side"])
def test_anna_picks_a_topic_and_her_case_is_open(cast: Cast, part: str) -> None:
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/liegenschaften/{cast.lindenstrasse.uuid}/")
    topic = next(
        href for href in links(page, f"{part} a").values() if "/vorgaenge/neu/heating/" in href
    )
    page = past_the_numbers(anna, anna.get(topic))
    story = {"subject": "Heizkörper bleibt kalt", "body": "Seit gestern wird er nicht mehr warm."}
    sent = send(anna, walk(anna, page, **story), "main form.form")
    case = Case.objects.get(subject="Heizkörper bleibt kalt")
    assert case.number in sent.content.decode()
    assert case.category.key == "heating"
    assert case.property == cast.lindenstrasse
    assert case.status == Case.Status.OPEN


def test_dora_has_moved_out_and_opens_nothing(cast: Cast) -> None:
    dora = door(cast.dora, cast.linde)
    for page in ("was", "pruefen"):
        path = f"/vorgaenge/neu/heating/{page}/"
        assert dora.post(path, {"subject": "Noch etwas", "body": "Von früher."}).status_code == 404
    assert not Case.objects.filter(opened_by=cast.dora).exists()
