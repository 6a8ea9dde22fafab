"""Drafts: what Anna has typed and uploaded is still there when she comes back, and hers alone."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from cases.actions import purge_drafts, save_draft
from cases.drafts import Target
from cases.models import Attachment, Case, CaseCategory, CaseMessage, Draft, DraftFile
from cases.tasks import purge_drafts as nightly_purge
from portal.accounts.models import User
from portal.demo.cast import Cast
from portal.documents import orphans
from portal.documents.models import private_storage
from tests.cases.test_files import on_disk
from tests.doors import door
from tests.pages import Page, form_of, send, soup, words
from tests.reports import answer_page, begin, step_of, walk
from tests.stories import annas_case, answer, picture

HEATING = "/vorgaenge/neu/heating/"
WHAT, FILES, CHECK = f"{HEATING}was/", f"{HEATING}dateien/", f"{HEATING}pruefen/"
STORY = {"subject": "Heizkörper bleibt kalt", "body": "Seit gestern.", "place": "Kinderzimmer"}
BY_SCRIPT = {"HX-Request": "true"}


def save(browser: Client, page: Page, selector: str = "main form.form", **typed: Any) -> Page:
    """Press "save draft" on a form, or what `typed` names instead."""
    action, values = form_of(page, selector)
    button = soup(page).select_one(f"{selector} [formaction]")
    assert button is not None, action
    headers = typed.pop("headers", {})
    follow = not headers
    return browser.post(str(button["formaction"]), values | typed, headers=headers, follow=follow)


def press(browser: Client, page: Page, label: str) -> Page:
    """Press a button of the draft by its words."""
    _action, values = form_of(page, "main form.form")
    button = next(b for b in soup(page).select("[formaction]") if label in b.get_text())
    values[str(button["name"])] = str(button["value"])
    return browser.post(str(button["formaction"]), values, follow=True)


def heating(cast: Cast) -> Target:
    category = CaseCategory.objects.of(cast.linde).get(key="heating")
    return Target(category=category, property=cast.lindenstrasse)


def saved(cast: Cast, user: User | None = None, **changes: Any) -> Draft:
    """A draft Anna has saved, unless told otherwise."""
    values: dict[str, Any] = {
        "user": user or cast.anna,
        "target": heating(cast),
        "submission_key": uuid4(),
        "values": STORY,
    }
    draft = save_draft(**(values | changes))
    assert draft is not None
    return draft


def test_what_anna_typed_is_there_when_she_comes_back(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = save(anna, anna.get(WHAT), subject="Kalt", body="Seit gestern.")
    assert page.redirect_chain[-1][0].endswith("#entwurf")
    assert "Entwurf gespeichert heute" in words(page, "#entwurf")
    again = door(cast.anna, cast.linde).get(WHAT)
    typed = form_of(again, "main form.form")[1]
    assert (typed["subject"], typed["body"]) == ("Kalt", "Seit gestern.")
    assert not Case.objects.exists()


def test_what_was_answered_on_other_pages_stays_when_one_is_saved(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    where = walk(anna, begin(anna), "ort", **STORY)
    save(anna, where, place="Bad")
    values = Draft.objects.get().values
    assert (values["subject"], values["place"]) == (STORY["subject"], "Bad")


def test_files_and_answers_become_the_case_and_the_draft_goes(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    check = walk(anna, begin(anna), files=[picture()], **STORY)
    kept = on_disk()
    send(anna, check, "main form.form")
    file = Attachment.objects.get()
    assert file.name == "heizkoerper.jpg"
    assert private_storage().exists(file.file.name)
    assert on_disk() == kept
    assert not Draft.objects.exists()


def test_a_file_that_comes_late_brings_no_older_text_back(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = walk(anna, begin(anna), "dateien", **STORY)
    save(anna, anna.get(WHAT), body="Seit gestern, und jetzt tropft es.", headers=BY_SCRIPT)
    save(anna, page, files=[picture()], headers=BY_SCRIPT)
    draft = Draft.objects.get()
    assert draft.values["body"] == "Seit gestern, und jetzt tropft es."
    assert draft.files.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_first_file_and_the_first_words_at_once_are_one_draft(cast: Cast) -> None:
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{annas_case(cast).uuid}/")
    action = str(soup(page).select_one("#antwort [formaction]")["formaction"])
    key = form_of(page, "#antwort")[1]["submission_key"]

    def press(typed: dict[str, Any]) -> int:
        try:
            browser = door(cast.anna, cast.linde)
            sent = typed | {"submission_key": key}
            return browser.post(action, sent, headers=BY_SCRIPT).status_code
        finally:
            connection.close()

    both = [{"files": [picture(f"{n}.jpg")]} if n % 2 else {"body": "Kalt."} for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(press, both)) == [200] * 6
    draft = Draft.objects.get()
    assert (draft.values["body"], draft.files.count()) == ("Kalt.", 3)


def test_a_file_that_is_sent_while_orphans_are_swept_stays(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    check = walk(anna, begin(anna), files=[picture()], **STORY)
    path = private_storage().path(DraftFile.objects.get().file.name)
    os.utime(path, (0, 0))

    def sent_meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if "cases_attachment" in sql and not Case.objects.exists():
            send(anna, check, "main form.form")
        return result

    with connection.execute_wrapper(sent_meanwhile):
        orphans.sweep()
    assert os.path.exists(Attachment.objects.get().file.path)


def test_a_photo_chosen_with_a_gap_in_the_answer_need_not_be_chosen_again(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    page = send(anna, anna.get(f"/vorgaenge/{case.uuid}/"), "#antwort", files=[picture()])
    assert page.status_code == 422
    assert "heizkoerper.jpg Hochgeladen" in words(page, ".files")
    send(anna, page, "#antwort", body="Hier.")
    assert Attachment.objects.get().message.body == "Hier."


def test_of_several_files_only_the_refused_one_has_to_be_replaced(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = walk(anna, begin(anna), files=[picture(), picture("virus.exe")], **STORY)
    assert page.status_code == 422
    assert "virus.exe" in words(page, ".errors")
    assert "virus.exe" not in words(page, ".files")
    send(anna, answer_page(anna, page), "main form.form")
    assert [a.name for a in Case.objects.get().attachments.all()] == ["heizkoerper.jpg"]


def test_files_chosen_one_after_the_other_go_together(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = save(anna, walk(anna, begin(anna), "dateien", **STORY), files=[picture("eins.jpg")])
    check = answer_page(anna, page, files=[picture("zwei.jpg")])
    send(anna, check, "main form.form")
    assert {a.name for a in Attachment.objects.all()} == {"eins.jpg", "zwei.jpg"}
    assert CaseMessage.objects.get().attachments.count() == 2


def test_an_answer_keeps_its_text_and_files_too(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    path = f"/vorgaenge/{case.uuid}/"
    page = save(anna, anna.get(path), "#antwort", body="Hier ist das Foto", files=[picture()])
    assert form_of(page, "#antwort")[1]["body"] == "Hier ist das Foto"
    action, values = form_of(page, "#antwort")
    anna.post(action, values)
    newest: CaseMessage = CaseMessage.objects.filter(case=case).latest("created_at")
    assert newest.body == "Hier ist das Foto"
    assert [a.name for a in Attachment.objects.filter(message=newest)] == ["heizkoerper.jpg"]
    assert form_of(anna.get(path), "#antwort")[1]["body"].strip() == ""


def test_a_file_is_removed_from_the_page_and_from_the_storage(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    anna = door(cast.anna, cast.linde)
    before = on_disk()
    page = save(anna, walk(anna, begin(anna), "dateien", **STORY), files=[picture()])
    with django_capture_on_commit_callbacks(execute=True):
        page = press(anna, page, "Entfernen")
    assert not soup(page).select(".files")
    assert Draft.objects.get().values["subject"] == STORY["subject"]
    assert on_disk() == before


def test_a_draft_is_thrown_away_with_its_files(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    anna = door(cast.anna, cast.linde)
    before = on_disk()
    page = save(anna, walk(anna, begin(anna), "dateien", **STORY), files=[picture()])
    with django_capture_on_commit_callbacks(execute=True):
        page = press(anna, page, "Entwurf verwerfen")
    assert page.redirect_chain == [("/vorgaenge/neu/", 302)]
    assert form_of(anna.get(WHAT), "main form.form")[1]["subject"] == ""
    assert not Draft.objects.exists()
    assert on_disk() == before


def test_a_script_gets_the_parts_that_changed(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    form = walk(anna, begin(anna), "dateien", **STORY)
    page = save(anna, form, headers=BY_SCRIPT, files=[picture()])
    assert page.status_code == 200
    assert "<html" not in page.text
    assert "Entwurf gespeichert" in words(page, "#entwurf-stand")
    assert "heizkoerper.jpg" in words(page, "[data-kept]")


def test_a_script_is_told_why_a_file_was_refused(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    form = walk(anna, begin(anna), "dateien", **STORY)
    save(anna, form, headers=BY_SCRIPT, files=[picture()])
    page = save(anna, form, headers=BY_SCRIPT, files=[picture("virus.exe")])
    assert page.status_code == 422
    assert "„virus.exe“ kann nicht gesendet werden" in words(page, "[data-kept] .error")
    assert "heizkoerper.jpg" in words(page, "[data-kept] .files")


def test_no_more_files_than_a_message_may_have(cast: Cast, settings: LazySettings) -> None:
    settings.PORTAL_UPLOAD_MAX_FILES = 2
    anna = door(cast.anna, cast.linde)
    form = walk(anna, begin(anna), "dateien", **STORY)
    save(anna, form, headers=BY_SCRIPT, files=[picture(), picture("zwei.jpg")])
    page = save(anna, form, headers=BY_SCRIPT, files=[picture("drei.jpg")])
    assert page.status_code == 422
    assert "höchstens 2 Dateien" in words(page, "[data-kept] .error")
    sent = send(anna, form, "main form.form", files=[picture("drei.jpg")])
    assert sent.status_code == 422
    assert "höchstens 2 Dateien" in words(sent, ".errors")
    assert not Case.objects.exists()
    assert DraftFile.objects.count() == 2


def test_two_open_pages_never_overwrite_each_other(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    one, two = anna.get(WHAT), anna.get(WHAT)
    save(anna, one, subject="Bad")
    save(anna, two, subject="Küche")
    save(anna, one, subject="Bad, ganz")
    subjects = {draft.values["subject"] for draft in Draft.objects.all()}
    assert subjects == {"Bad, ganz", "Küche"}


def test_a_page_that_was_sent_is_saved_no_more(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    form = begin(anna)
    send(anna, walk(anna, form, **STORY), "main form.form")
    late = save(anna, form, headers=BY_SCRIPT, subject="Noch einmal")
    assert late.status_code == 422
    assert "schon gesendet" in words(late, "[data-kept] .error")
    assert not Draft.objects.exists()
    assert form_of(anna.get(WHAT), "main form.form")[1]["subject"] == ""


def test_a_draft_that_outlived_its_sending_is_never_offered(cast: Cast) -> None:
    """Two processes at once: one saved while the other was sending."""
    draft = saved(cast)
    Case.objects.filter(pk=annas_case(cast).pk).update(submission_key=draft.submission_key)
    page = door(cast.anna, cast.linde).get(WHAT)
    assert form_of(page, "main form.form")[1]["subject"] == ""


def test_an_empty_form_leaves_no_draft(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    form = anna.get(WHAT)
    save(anna, form, subject="Kalt")
    page = save(anna, form, subject="  ")
    assert not Draft.objects.exists()
    assert "Entwurf gespeichert" not in words(page)


def test_signs_no_database_takes_do_no_harm(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    save(anna, anna.get(WHAT), subject="Ka\x00lt", body="x" * 30_000)
    values = Draft.objects.get().values
    assert values["subject"] == "Kalt"
    assert len(values["body"]) == 20_000


def test_begun_reports_are_listed_where_one_starts_a_report(cast: Cast) -> None:
    saved(cast)
    page = door(cast.anna, cast.linde).get("/vorgaenge/neu/")
    assert "Heizkörper bleibt kalt" in words(page, "[aria-labelledby=begun]")
    link = soup(page).select_one("[aria-labelledby=begun] a")
    assert link is not None
    # On to the first page that is still to be answered.
    there = door(cast.anna, cast.linde).get(str(link["href"]), follow=True)
    assert step_of(there) == "ort"
    assert form_of(there, "main form.form")[1]["place"] == STORY["place"]


def test_nobody_but_anna_sees_her_draft_or_touches_its_files(cast: Cast) -> None:
    draft = saved(cast)
    case = annas_case(cast)
    for who in (cast.ben, cast.stefan, cast.maria):
        page = door(who, cast.linde).get(WHAT)
        assert STORY["subject"] not in page.text
        assert STORY["subject"] not in door(who, cast.linde).get("/vorgaenge/neu/").text
    for who, company in ((cast.ben, cast.linde), (cast.clara, cast.kastanie)):
        path = f"/vorgaenge/{case.uuid}/entwurf/"
        assert door(who, company).post(path, {"body": "x"}).status_code == 404
    key = {"submission_key": str(draft.submission_key)}
    path = f"{HEATING}entwurf/?liegenschaft={cast.gartenhof.uuid}&schritt=was"
    door(cast.ben, cast.linde).post(path, {**key, "discard": "1"})
    assert Draft.objects.get() == draft


def test_a_foreign_file_is_not_removed(cast: Cast) -> None:
    case = annas_case(cast)
    other = saved(cast, user=cast.anna, target=Target(case=case), values={"body": "Ja"})
    anna = door(cast.anna, cast.linde)
    page = save(anna, walk(anna, begin(anna), "dateien", **STORY), files=[picture()])
    file = DraftFile.objects.get()
    path = f"/vorgaenge/{case.uuid}/entwurf/"
    anna.post(path, {"submission_key": str(other.submission_key), "remove": str(file.uuid)})
    assert DraftFile.objects.get() == file
    assert "heizkoerper.jpg" in words(page, ".files")


def test_one_key_is_one_form(cast: Cast) -> None:
    draft = saved(cast)
    with pytest.raises(ValidationError, match="schon für etwas anderes"):
        saved(cast, submission_key=draft.submission_key, target=Target(case=annas_case(cast)))
    draft.refresh_from_db()
    assert draft.values["subject"] == STORY["subject"]


def test_who_has_moved_out_saves_no_answer(cast: Cast, doras_case: Case) -> None:
    dora = door(cast.dora, cast.linde)
    path = f"/vorgaenge/{doras_case.uuid}/entwurf/"
    assert dora.post(path, {"body": "Noch etwas"}).status_code == 403
    assert not Draft.objects.exists()


def test_looking_writes_nothing(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan)
    anna = door(cast.anna, cast.linde)
    for page in (HEATING, WHAT, FILES, CHECK):
        anna.get(page)
    anna.get(f"/vorgaenge/{case.uuid}/")
    assert not Draft.objects.exists()
    assert anna.get(f"{HEATING}entwurf/").status_code == 405


def test_after_a_month_a_draft_is_thrown_away(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = on_disk()
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        anna = door(cast.anna, cast.linde)
        save(anna, walk(anna, begin(anna), "dateien", **STORY), files=[picture()])
    young = saved(cast)
    with django_capture_on_commit_callbacks(execute=True):
        nightly_purge()
    assert Draft.objects.get() == young
    assert on_disk() == before
    purge_drafts()
    assert Draft.objects.get() == young


def test_the_oldest_of_more_than_twenty_gives_way(cast: Cast) -> None:
    drafts = []
    for hour in range(21):
        with time_machine.travel(timezone.now() - timedelta(hours=30 - hour), tick=False):
            drafts.append(saved(cast))
    assert Draft.objects.count() == 20
    assert not Draft.objects.filter(pk=drafts[0].pk).exists()
