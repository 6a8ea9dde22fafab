"""Screens of our own in the admin, and what must have happened for each."""

from functools import partial

from cases.models import Case, CaseCategory, Incident
from portal.announcements.models import Announcement
from portal.demo.cast import Cast
from portal.people.models import Person
from tests.browser import acts
from tests.browser.screen import Screen
from tests.stories import annas_call, answer

_WAGTAILS_FORM = "main form[method=POST i]"


def staff_screens(cast: Cast) -> list[Screen]:
    """All of them."""
    notices = f"/admin/liegenschaften/notices/{cast.gartenhof.pk}/"
    return [
        Screen("admin-emergency-notices", notices, "maria"),
        Screen("admin-emergency-renew", f"{notices}renew/", "maria"),
        *_on_behalf(cast),
        *_casework(cast),
        *_incidents(cast),
        *_announcements(cast),
    ]


def _casework(cast: Cast) -> list[Screen]:
    """The queue, and one case with all its panels."""
    case = Case.objects.of(cast.linde).get(subject="Fenster klemmt")
    page = f"/admin/vorgaenge/{case.uuid}/"
    stefan = partial(Screen, who="stefan")
    return [
        stefan("admin-home", "/admin/"),
        stefan("admin-queue", "/admin/vorgaenge/?state=unfinished"),
        stefan("admin-queue-none", "/admin/vorgaenge/?state=unfinished&q=Zeppelin"),
        stefan("admin-case", page),
        stefan("admin-case-errors", page, act=partial(acts.send_unchecked, form="form.composer")),
    ]


def _incidents(cast: Cast) -> list[Screen]:
    rows = Incident.objects.of(cast.linde)
    active = rows.get(title="Heizung und Warmwasser ausgefallen")
    ended = rows.get(title="Haustür schließt nicht")
    new = "/admin/stoerungen/new/"
    stefan = partial(Screen, who="stefan")
    return [
        stefan("admin-incidents", "/admin/stoerungen/"),
        stefan("admin-incident-new", new),
        stefan("admin-incident-errors", new, act=partial(acts.send_unchecked, form=_WAGTAILS_FORM)),
        stefan("admin-incident", f"/admin/stoerungen/inspect/{active.pk}/"),
        stefan("admin-incident-ended", f"/admin/stoerungen/inspect/{ended.pk}/"),
    ]


def _announcements(cast: Cast) -> list[Screen]:
    notice = Announcement.objects.of(cast.linde).get(title="Wartung der Heizung")
    new = "/admin/aushaenge/new/"
    stefan = partial(Screen, who="stefan")
    return [
        stefan("admin-notices", "/admin/aushaenge/"),
        stefan("admin-notice-new", new),
        stefan("admin-notice-errors", new, act=partial(acts.send_unchecked, form=_WAGTAILS_FORM)),
        stefan("admin-notice", f"/admin/aushaenge/inspect/{notice.pk}/"),
    ]


def _on_behalf(cast: Cast) -> list[Screen]:
    """Anna's call, and a letter of her landlady, who has no login yet and wants letters."""
    nora = Person.objects.of(cast.linde).get(first_name="Nora")
    Person.objects.filter(pk=nora.pk).update(contact_by=Person.ContactBy.LETTER)
    nora.refresh_from_db()
    call = annas_call(cast, place="Bad")
    letter = annas_call(cast, person=nora, source="letter", subject="Fenster undicht", place="")
    answer(letter, cast.stefan, "Wir schicken den Tischler.")
    heating = CaseCategory.objects.of(cast.linde).get(key="heating")
    find = "/admin/vorgaenge/aufnehmen/"
    write = f"{find}{nora.uuid}/?place={cast.annas_flat.uuid}&topic={heating.uuid}"
    stefan = partial(Screen, who="stefan")
    return [
        Screen("case-on-behalf", f"/vorgaenge/{call.uuid}/"),
        stefan("admin-case-on-behalf", f"/admin/vorgaenge/{letter.uuid}/"),
        stefan("admin-behalf-find", f"{find}?q=Linden"),
        stefan("admin-behalf-nobody", f"{find}?q=Zeppelin"),
        stefan("admin-behalf-choose", f"{find}{nora.uuid}/"),
        stefan("admin-behalf-write", write),
        stefan("admin-behalf-errors", write, act=partial(acts.send, form="main form[method=post]")),
        stefan("admin-letters", "/admin/briefe/"),
        Screen("admin-letters-none", "/admin/briefe/", "kai", company="kastanie"),
    ]
