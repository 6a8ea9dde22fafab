"""What anybody types stays text, on every page that shows it, in the admin and in mails (IN-01)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page

from cases.actions import change_status, rate_case
from cases.models import Attachment, Case, CaseCategory
from portal.accounts.models import User
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.people.models import Person
from portal.properties.models import Unit
from tests.browser.people import let_in
from tests.mailbox import deliver
from tests.stories import a_notice, an_incident, annas_case, answer, picture

Window = Callable[..., BrowserContext]
Portal = Callable[[str], str]

# Each sets `window.hit` or opens a dialog if anything takes it for more than text.
CORPUS = (
    "<script>window.hit=1</script>",
    "<ScRiPt>window.hit=1</sCrIpT>",
    "<<script>window.hit=1//<</script>",
    "<script src=//evil.example/x.js></script>",
    "</textarea><script>window.hit=1</script>",
    "</title><script>window.hit=1</script>",
    "</style><script>window.hit=1</script>",
    "--><script>window.hit=1</script>",
    "]]><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<img src=x onerror='alert(1)'//",
    '"><img src=x onerror=window.hit=1>',
    "'><img src=x onerror=window.hit=1>",
    "`><img src=x onerror=window.hit=1>",
    '" autofocus onfocus="window.hit=1',
    "' autofocus onfocus='window.hit=1",
    '" onmouseover="window.hit=1" style="position:fixed;inset:0',
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<svg><style><img src=x onerror=window.hit=1></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=1>",
    "<math><maction actiontype=statusline xlink:href=javascript:window.hit=1>x",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><img src=x onerror=window.hit=1>",
    "<template><img src=x onerror=window.hit=1></template>",
    "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "<iframe src=javascript:parent.hit=1>",
    "<object data=javascript:window.hit=1>",
    "<embed src=javascript:window.hit=1>",
    "<a href=javascript:window.hit=1>hier</a>",
    "[hier](javascript:window.hit=1)",
    "javascript:window.hit=1",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hit=1'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<details open ontoggle=window.hit=1>",
    "<video><source onerror=window.hit=1></video>",
    "<input autofocus onfocus=window.hit=1>",
    "<body onload=window.hit=1>",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "{{7*7}}{% load i18n %}{{ request }}",
    "${7*7}#{7*7}<%= 7*7 %>",
)


@pytest.fixture
def poisoned(cast: Cast) -> Case:
    """Every field that people fill in holds something that would like to be more than text."""
    Person.objects.filter(user=cast.anna).update(
        first_name=CORPUS[11][:60], last_name=CORPUS[0], phone="0341 <b>1</b>"
    )
    User.objects.filter(pk=cast.anna.pk).update(first_name=CORPUS[9], last_name=CORPUS[17])
    Unit.objects.filter(pk=cast.annas_flat.pk).update(label=CORPUS[9])
    category = CaseCategory.objects.of(cast.linde).filter(key="heating")
    category.update(name=CORPUS[36], hint=CORPUS[14], guidance="\n".join(CORPUS[:3]))
    lindens = type(cast.lindenstrasse).objects.filter(pk=cast.lindenstrasse.pk)
    lindens.update(name=CORPUS[12])
    case = annas_case(
        cast,
        subject=CORPUS[5],
        place=CORPUS[16],
        body="\n\n".join(CORPUS),
        files=uploads.check([picture("bild.jpg")]),
        submission_key=uuid4(),
    )
    Attachment.objects.update(name='"><img src=x onerror=window.hit=1>.jpg')
    answer(case, cast.stefan, "\n".join(CORPUS), next_status="waiting_resident")
    a_notice(cast, title=CORPUS[7], body="\n\n".join(CORPUS), by_mail=True)
    an_incident(cast, title=CORPUS[10], body="\n\n".join(CORPUS), tell=True)
    change_status(user=cast.stefan, case=case, status="rejected", reason=CORPUS[18])
    rate_case(user=cast.anna, case=case, score=1, comment=CORPUS[20])
    return case


def look(page: Page, addresses: list[str]) -> list[str]:
    """What went wrong on these pages: dialogs, broken policies, scripts that ran."""
    wrong: list[str] = []

    def spoke(dialog: Dialog) -> None:
        wrong.append(f"dialog {page.url}")
        dialog.dismiss()

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    page.on("dialog", spoke)
    page.on("console", said)
    for address in addresses:
        reply = page.goto(address)
        assert reply is not None
        assert reply.ok, address
        if page.evaluate("window.hit") is not None:
            wrong.append(f"ran at {address}")
        foreign = page.locator("[src*='evil.example'], [href*='evil.example'], iframe[srcdoc]")
        if foreign.count():
            wrong.append(f"markup at {address}")
    return wrong


def test_in_01_what_people_type_stays_text_for_residents(
    cast: Cast, poisoned: Case, portal: Portal, window: Window
) -> None:
    home = portal("localhost")
    context = window()
    let_in(context, home, cast.anna, cast.linde)
    page = context.new_page()
    house = f"/liegenschaften/{cast.lindenstrasse.uuid}/"
    case = f"/vorgaenge/{poisoned.uuid}/"
    heating = "/vorgaenge/neu/heating/"
    paths = ["/", "/vorgaenge/", case, f"{case}gesendet/", f"{case}teilen/", house]
    paths += [f"{house}aushang/", "/aushang/", "/benachrichtigungen/", "/konto/", "/notfall/"]
    paths += ["/vorgaenge/neu/", heating, f"{heating}was/?betreff={CORPUS[9]}"]
    assert look(page, [home + path for path in paths]) == []
    page.goto(home + case)
    thread = page.locator(".thread").inner_text()
    assert all(" ".join(line.split()) in " ".join(thread.split()) for line in CORPUS)


def test_in_01_what_people_type_stays_text_for_staff(
    cast: Cast, poisoned: Case, portal: Portal, window: Window
) -> None:
    home = portal("localhost")
    context = window()
    let_in(context, home, cast.maria, cast.linde)
    person = Person.objects.get(user=cast.anna)
    admin = f"{home}/admin/"
    paths = ["", "vorgaenge/", f"vorgaenge/{poisoned.uuid}/", "personen/", "aushaenge/"]
    paths += [f"personen/inspect/{person.pk}/", f"personen/edit/{person.pk}/", "stoerungen/"]
    paths += ["register/vorgangsarten/", "register/einheiten/", "postausgang/", "liegenschaften/"]
    paths += [f"register/vorgangsarten/delete/{poisoned.category_id}/"]
    assert look(context.new_page(), [admin + path for path in paths]) == []


def test_in_01_what_people_type_stays_text_in_mails(
    cast: Cast, poisoned: Case, portal: Portal, window: Window
) -> None:
    deliver()
    page = window().new_page()
    ran: list[str] = []

    def spoke(dialog: Dialog) -> None:
        ran.append("dialog")
        dialog.dismiss()

    page.on("dialog", spoke)
    assert len(mail.outbox) >= 5
    for letter in mail.outbox:
        assert isinstance(letter, EmailMultiAlternatives)
        page.set_content(str(letter.alternatives[0].content))
        if page.evaluate("window.hit") is not None:
            ran.append(letter.subject)
        assert "49" not in letter.subject
    assert ran == []
