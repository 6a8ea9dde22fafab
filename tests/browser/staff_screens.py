"""Screens of our own in the admin, and what must have happened for each."""

from functools import partial

from cases.models import CaseCategory
from portal.demo.cast import Cast
from portal.people.models import Person
from tests.browser import acts
from tests.browser.screen import Screen
from tests.stories import annas_call, answer


def staff_screens(cast: Cast) -> list[Screen]:
    """All of them."""
    notices = f"/admin/liegenschaften/notices/{cast.gartenhof.pk}/"
    return [
        Screen("admin-emergency-notices", notices, "maria"),
        Screen("admin-emergency-renew", f"{notices}renew/", "maria"),
        *_on_behalf(cast),
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
