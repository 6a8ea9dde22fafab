"""The record of a case: complete, for its readers alone, and made of nothing but the case."""

import hashlib
import re
import socket
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions import assign
from cases.models import Case, CaseMessage
from portal.core.typesetting import TypesettingError, typeset
from portal.demo.cast import Cast
from portal.documents import uploads
from tests.cases.test_detail import add_letters
from tests.doors import api_door, door, stranger
from tests.pages import links, words
from tests.pdf import pages_of, text_of
from tests.stories import annas_case, answer, paper, picture

HOSTILE = [
    "<img src=file:///etc/passwd>",
    '<img src="http://169.254.169.254/latest/meta-data/">',
    '<link rel=attachment href="php://filter/resource=/etc/passwd">',
    "@font-face { src: url(ftp://evil.example/f) }",
    '<svg><use href="http://evil.example/x.svg#a"/></svg>',
    '#read("/etc/passwd") #image("/etc/passwd") #include "/etc/passwd"',
    '#import "@preview/cetz:0.3.0": * #eval("1+1") #sys.inputs $ x^2 $ `raw`',
    '= Überschrift *fett* _kursiv_ @etikett <etikett> \\ #link("http://evil.example")',
]


def record(cast: Cast, case: Case, who: str = "anna") -> bytes:
    answered = door(getattr(cast, who), cast.linde).get(f"/vorgaenge/{case.uuid}/protokoll.pdf")
    assert answered.status_code == 200
    return b"".join(answered)


def test_the_record_tells_the_whole_case_with_times_and_fingerprints(cast: Cast) -> None:
    photo, bill = picture("flur.jpg"), paper("rechnung.pdf")
    case = annas_case(cast, place="Küche", files=uploads.check([photo]))
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    answer(case, cast.stefan, "Wir kommen am Dienstag.", files=uploads.check([bill]))
    told = text_of(record(cast, case))
    for part in (
        case.number,
        case.subject,
        "Anna Berger",
        "Küche",
        "Lindenstraße 12",
        "Stefan Vogt",
    ):
        assert part in told
    for part in ("Seit gestern wird er nicht mehr warm.", "Wir kommen am Dienstag."):
        assert part in told
    for part in (
        "Eingang bestätigt.",
        "Status: In Bearbeitung",
        "Hausverwaltung Linde",
        "Seite 1 von 1",
    ):
        assert part in told
    assert len(re.findall(r"\d{1,2}\. \w+ \d{4}, \d{1,2}:\d\d Uhr", told)) >= 5
    for file in case.attachments.all():
        with file.file.open("rb") as content:
            stored = hashlib.sha256(content.read()).hexdigest()
        assert file.name in told
        assert stored in told.replace(" ", "")


def test_internal_notes_are_in_nobodys_record(cast: Cast) -> None:
    case = annas_case(cast)
    files = uploads.check([paper("vermerk.pdf")])
    answer(case, cast.stefan, "Schuldet Miete.", internal=True, files=files)
    for who in ("anna", "stefan"):
        told = text_of(record(cast, case, who))
        assert "Schuldet" not in told
        assert "vermerk" not in told


def test_it_is_offered_on_the_page_and_downloads_under_the_cases_number(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    path = links(anna.get(f"/vorgaenge/{case.uuid}/"))["Der ganze Vorgang als PDF"]
    answered = anna.get(path)
    assert answered["Content-Type"] == "application/pdf"
    assert answered["Content-Disposition"] == f'attachment; filename="Vorgang-{case.number}.pdf"'
    assert answered["Cache-Control"] == "private, no-store"
    assert answered["X-Content-Type-Options"] == "nosniff"
    page = door(cast.stefan, cast.linde).get(f"/admin/vorgaenge/{case.uuid}/")
    assert path in links(page).values()


@pytest.mark.parametrize("who", ["ben", "dora", "eva", "clara", "kai"])
def test_strangers_get_no_record(cast: Cast, who: str) -> None:
    case = annas_case(cast)
    company = cast.kastanie if who in {"clara", "kai"} else cast.linde
    browser = door(getattr(cast, who), company)
    assert browser.get(f"/vorgaenge/{case.uuid}/protokoll.pdf").status_code == 404
    api = api_door(getattr(cast, who), company)
    assert api.get(f"/api/v1/cases/{case.uuid}/record/").status_code == 404
    assert stranger(cast.linde).get(f"/vorgaenge/{case.uuid}/protokoll.pdf").status_code == 302


def test_dora_keeps_the_record_of_her_own_time(cast: Cast, doras_case: Case) -> None:
    assert "Doras Heizung" in text_of(record(cast, doras_case, "dora"))


def test_the_api_gives_the_same_record(cast: Cast) -> None:
    case = annas_case(cast)
    answered = api_door(cast.anna, cast.linde).get(f"/api/v1/cases/{case.uuid}/record/")
    assert answered["Content-Type"] == "application/pdf"
    assert case.subject in text_of(answered.content)


def test_english_readers_get_it_in_english(cast: Cast) -> None:
    case = annas_case(cast)
    cast.anna.language = "en"
    cast.anna.save()
    told = text_of(record(cast, case))
    assert "Page 1 of 1" in told
    assert "Status: In progress" not in told
    assert "Receipt confirmed." in told


def test_in_06_what_people_write_stays_text(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = annas_case(cast, subject=HOSTILE[5][:100], body="\n\n".join(HOSTILE), place=HOSTILE[0])

    def no_network(*_args: object, **_more: object) -> None:
        raise AssertionError("a record asks nobody")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    made = record(cast, case)
    told = text_of(made)
    for part in HOSTILE:
        assert part.replace(" ", "") in told.replace(" ", ""), part
    assert "root:" not in told
    with pikepdf.open(BytesIO(made)) as opened:
        kept = b"".join(obj.unparse(resolved=True) for obj in opened.objects)
    for action in (
        b"/URI",
        b"/Launch",
        b"/EmbeddedFile",
        b"/JavaScript",
        b"/GoToR",
        b"/SubmitForm",
    ):
        assert action not in kept


@pytest.mark.parametrize(
    "reach",
    [
        '#read("/etc/hostname")',
        '#read("../../../../../etc/hostname")',
        '#image("/etc/hostname")',
        '#import "@preview/tablex:0.0.8": *',
        '#plugin("/bin/true")',
    ],
)
def test_in_06_not_even_a_template_reaches_files_or_network(tmp_path: Path, reach: str) -> None:
    template = tmp_path / "curious.typ"
    template.write_text(f'#set document(title: "x")\n= x\n{reach}')
    with pytest.raises(TypesettingError):
        typeset(template, {})


def test_in_06_a_document_without_end_fails_alone(tmp_path: Path) -> None:
    template = tmp_path / "endless.typ"
    template.write_text(
        '#set document(title: "x")\n#let n = 0\n#let all = "a"\n'
        "#for i in range(60) { all = all + all }\n#all"
    )
    with pytest.raises(TypesettingError):
        typeset(template, {})


def test_a_record_that_cannot_be_made_is_said_and_the_case_stays(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = annas_case(cast)
    monkeypatch.setattr("portal.core.typesetting._PATIENCE_SECONDS", 0.001)
    path = f"/vorgaenge/{case.uuid}/protokoll.pdf"
    answered = door(cast.anna, cast.linde).get(path)
    assert answered.status_code == 503
    assert "Das Protokoll konnte nicht erstellt werden" in words(answered)
    api = api_door(cast.anna, cast.linde).get(f"/api/v1/cases/{case.uuid}/record/")
    assert (api.status_code, api.json()["code"]) == (503, "unavailable")


def test_signs_the_font_lacks_stand_as_their_number_and_others_as_they_are(cast: Cast) -> None:
    body = "Grüße 🙂 日 \u202eהפוך ŁódźПривет a\u0308 …"
    told = text_of(record(cast, annas_case(cast, body=body)))
    assert "Grüße [U+1F642] [U+65E5] [U+202E]" in told
    assert "Łódź" in told
    assert "Привет" in told


def test_a_long_case_is_a_record_of_many_pages(cast: Cast) -> None:
    case = annas_case(cast)
    add_letters(cast, case, 300)
    CaseMessage.objects.filter(case=case).update(body="Zeile um Zeile. " * 100)
    pages = pages_of(record(cast, case))
    assert len(pages) > 50
    assert f"Seite 2 von {len(pages)}" in pages[1]


def test_it_costs_the_same_for_five_and_fifty_letters(cast: Cast) -> None:
    case, asked = annas_case(cast), []
    for more in (4, 45):
        add_letters(cast, case, more)
        with CaptureQueriesContext(connection) as queries:
            record(cast, case)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_an_empty_file_name_or_a_long_word_does_not_break_the_page(cast: Cast) -> None:
    long = SimpleUploadedFile("x" * 140 + ".txt", b"a")
    case = annas_case(cast, body="W" * 4000, files=uploads.check([long]))
    assert "W" * 20 in text_of(record(cast, case)).replace(" ", "")
