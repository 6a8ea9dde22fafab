"""What people type is kept intact or refused in clear words, through every door (IN-10)."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.texts import preview
from portal.demo.cast import Cast
from tests.doors import api_door, door
from tests.pages import send
from tests.stories import annas_case, answer

EMOJI, RTL, STACKED = "Danke 🙏🏽", "שלום עולם", "q" + "\N{COMBINING ACUTE ACCENT}" * 1000
NFD = unicodedata.normalize("NFD", "Tür und Müll")


@pytest.mark.parametrize("body", [EMOJI, RTL, STACKED, "100 % sicher_", "Zeile\nZeile"])
def test_in_10_unusual_signs_are_kept_as_they_are(cast: Cast, body: str) -> None:
    assert annas_case(cast, body=body).messages.get().body == body


def test_in_10_letters_typed_as_two_signs_are_kept_as_one(cast: Cast) -> None:
    case = annas_case(cast, subject=NFD, body=NFD)
    assert case.subject == case.messages.get().body == "Tür und Müll"


def test_in_10_line_breaks_of_any_system_become_one_kind(cast: Cast) -> None:
    assert annas_case(cast, body="a\r\nb\rc").messages.get().body == "a\nb\nc"
    assert annas_case(cast, subject="a\r\nBcc: x@example.org").subject == "a Bcc: x@example.org"


@pytest.mark.parametrize(
    "bad",
    ["a\x00b", "a\x07b", "a\ud800b", "   ", "\u200b\u2060", "\n\t"],
    ids=["nul", "bell", "half", "blank", "no-width", "breaks"],
)
@pytest.mark.parametrize("field", ["subject", "body"])
def test_in_10_what_cannot_be_kept_is_refused_at_its_field(
    cast: Cast, field: str, bad: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        annas_case(cast, **{field: bad})
    assert list(refused.value.message_dict) == [field]
    assert not Case.objects.exists()


@pytest.mark.parametrize(("field", "limit"), [("subject", 120), ("place", 120), ("body", 10_000)])
def test_in_10_the_limit_is_the_limit(cast: Cast, field: str, limit: int) -> None:
    annas_case(cast, **{field: "x" * limit})
    with pytest.raises(ValidationError) as refused:
        annas_case(cast, **{field: "x" * (limit + 1)})
    assert str(limit) in refused.value.message_dict[field][0]


@pytest.mark.parametrize("bad", ["a\x00b", "x" * 1_000_000])
def test_in_10_form_and_api_answer_with_an_error_not_with_a_crash(cast: Cast, bad: str) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    page = send(anna, anna.get(f"/vorgaenge/{case.uuid}/"), "#antwort", body=bad)
    assert page.status_code == 422
    api = api_door(cast.anna, cast.linde)
    refused = api.post(f"/api/v1/cases/{case.uuid}/messages/", {"body": bad}, format="json")
    assert refused.status_code == 400
    assert "body" in refused.json()["errors"]
    assert case.messages.count() == 1


def test_a_preview_is_one_line_and_short(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan, "Guten Tag,\n\n" + "sehr " * 100)
    case.refresh_from_db()
    assert case.last_message_preview.startswith("Guten Tag, sehr")
    assert case.last_message_preview.endswith("…")
    assert len(case.last_message_preview) <= 140
    assert preview("kurz", 10) == "kurz"
