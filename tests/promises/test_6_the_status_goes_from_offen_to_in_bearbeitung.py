"""Promise 6: one sees that a case is being worked on by its status."""

from portal.demo.cast import Cast
from tests.doors import door
from tests.pages import words
from tests.stories import annas_case, answer


def test_offen_becomes_in_bearbeitung_when_the_clerk_answers(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    assert "Offen" in words(anna.get(f"/vorgaenge/{case.uuid}/"), "main .status")
    answer(case, cast.stefan)
    assert "In Bearbeitung" in words(anna.get(f"/vorgaenge/{case.uuid}/"), "main .status")
    assert "In Bearbeitung" in words(anna.get("/vorgaenge/"))
