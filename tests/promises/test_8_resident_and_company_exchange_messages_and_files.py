"""Promise 8: within a case, resident and company exchange messages and documents."""

from cases.models import CaseMessage
from portal.demo.cast import Cast
from portal.documents import uploads
from tests.doors import door
from tests.pages import links, send, words
from tests.stories import annas_case, answer, paper, picture


def test_annas_answer_with_a_photo_reaches_the_clerk(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/vorgaenge/{case.uuid}/")
    send(anna, page, "#antwort form, form#antwort", body="Anbei ein Foto.", files=[picture()])
    message = CaseMessage.objects.get(body="Anbei ein Foto.")
    assert [file.name for file in message.attachments.all()] == ["heizkoerper.jpg"]
    workplace = door(cast.stefan, cast.linde).get(f"/admin/vorgaenge/{case.uuid}/")
    assert "Anbei ein Foto." in workplace.content.decode()
    assert "heizkoerper.jpg" in workplace.content.decode()


def test_anna_reads_the_clerks_answer_and_opens_its_file(cast: Cast) -> None:
    case = annas_case(cast)
    files = uploads.check([paper("termin.pdf")])
    answer(case, cast.stefan, "Der Monteur kommt am Mittwoch.", files=files)
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/vorgaenge/{case.uuid}/")
    assert "Der Monteur kommt am Mittwoch." in words(page)
    file = next(href for name, href in links(page).items() if "termin" in name)
    opened = anna.get(anna.get(file).headers["Location"])
    assert b"".join(opened).startswith(b"%PDF")


def test_an_internal_note_stays_with_the_company(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan, "Kommt öfter vor bei ihr.", internal=True)
    anna = door(cast.anna, cast.linde)
    assert "Kommt öfter vor" not in anna.get(f"/vorgaenge/{case.uuid}/").content.decode()
    api = anna.get(f"/api/v1/cases/{case.uuid}/messages/").content.decode()
    assert "Kommt öfter vor" not in api
