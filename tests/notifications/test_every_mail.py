"""Every kind of mail of both companies in both languages: what holds for all of them."""

from datetime import timedelta
from email.message import Message
from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup, Tag
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from cases.actions import (
    assign,
    call_off_appointment,
    change_status,
    end_incident,
    join_incident,
    open_case,
    raise_incident,
    rate_case,
    reply,
    set_appointment,
    set_due,
    share_case,
    tell_update,
)
from cases.models import Case, CaseCategory
from portal.accounts.actions import grant_membership
from portal.accounts.models import Role, User
from portal.companies.models import Company
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.documents.actions import publish, upload_document
from portal.documents.models import Document, DocumentCategory, StoredFile
from portal.documents.scanner import Scan
from portal.documents.scanning import settle
from portal.notifications import registry
from portal.notifications.delivery import sweep
from portal.notifications.models import Delivery
from portal.people.models import Occupancy, Person
from portal.properties.models import Property, Unit
from portal.signin.actions import invite, request_password_reset
from tests.mailbox import addresses_in
from tests.stories import a_notice, paper

EVIL = '<a href="//evil.example/">x</a><img src="//evil.example/p.png">'
# What the layout's style block turns dark; whatever sets a colour must be one of them.
DARKENED = {"paper", "sheet", "soft", "ink", "ink-2", "h1", "brand", "fill", "on-fill"}


@pytest.fixture(params=["linde", "kastanie"])
def company(request: pytest.FixtureRequest, cast: Cast) -> Company:
    found: Company = getattr(cast, request.param)
    return found


@pytest.fixture(params=["de", "en"])
def letters(
    request: pytest.FixtureRequest, cast: Cast, company: Company
) -> list[EmailMultiAlternatives]:
    """One day at the company on which everything happens that somebody is told of."""
    language = request.param
    _everything_happens(cast, company)
    User.objects.update(language=language)
    Person.objects.update(language=language)
    sweep()
    assert not Delivery.objects.exclude(state=Delivery.State.SENT).exists()
    told = Delivery.objects.filter(company=company).values_list("notification__kind", flat=True)
    # A new kind needs its place in the day below.
    assert {kind.key for kind in registry.all_kinds()} <= set(told)
    assert {m.extra_headers["Content-Language"] for m in mail.outbox} == {language}
    return list(mail.outbox)


def test_every_mail_of_every_kind(letters: list[EmailMultiAlternatives], company: Company) -> None:
    for letter in letters:
        page = BeautifulSoup(str(letter.alternatives[0].content), "html.parser")
        _is_from_the_company(letter.message(), company)
        _says_it_twice(letter)
        assert page.html["lang"] == letter.extra_headers["Content-Language"]
        _fetches_nothing(page)
        _leads_to_the_company_only(page, letter, company)
        _can_be_read_in_the_dark(page)
    ids = [letter.extra_headers["Message-ID"] for letter in letters]
    assert len(ids) == len(set(ids))


def _is_from_the_company(message: Message, company: Company) -> None:
    assert parseaddr(str(message["From"]))[0] == company.name
    assert parseaddr(str(message["Reply-To"]))[1] == company.branding.email
    assert message["Auto-Submitted"] == "auto-generated"
    assert str(message["Message-ID"]).endswith(f"@{company.site.hostname}>")
    assert str(message["Subject"]).strip()
    assert message["Bcc"] is message["Cc"] is None


def _says_it_twice(letter: EmailMultiAlternatives) -> None:
    """As text and as HTML, and both are filled: no name of a variable, no tag left standing."""
    assert [a.mimetype for a in letter.alternatives] == ["text/html"]
    for part in (letter.subject, str(letter.body), str(letter.alternatives[0].content)):
        assert "{{" not in part
        assert "{%" not in part
        assert "None" not in part
    assert "&lt;" not in str(letter.body)
    assert "&#x27;" not in str(letter.body)


def _fetches_nothing(page: BeautifulSoup) -> None:
    """No picture, no style, no script from anywhere."""
    assert (
        page.select("img, link, script, iframe, object, form, [src], [srcset], [background]") == []
    )
    assert not [tag for tag in page.select("[style]") if "url(" in tag["style"]]
    assert "url(" not in page.style.text
    assert "@import" not in page.style.text


def _leads_to_the_company_only(
    page: BeautifulSoup, letter: EmailMultiAlternatives, company: Company
) -> None:
    own = urlsplit(company.site.root_url)
    links = [a["href"] for a in page.select("a")] + addresses_in(letter)
    assert links
    for link in links:
        address = urlsplit(link)
        assert (address.scheme, address.netloc) == (own.scheme, own.netloc), link


def _can_be_read_in_the_dark(page: BeautifulSoup) -> None:
    assert page.select_one("meta[name=color-scheme]")["content"] == "light dark"
    assert "prefers-color-scheme: dark" in page.style.text
    painted = [tag for tag in page.select("[bgcolor], [style*='color']") if not _is_hidden(tag)]
    assert painted
    assert [tag for tag in painted if not _is_darkened(tag)] == []


def _is_hidden(tag: Tag) -> bool:
    return "color:transparent" in str(tag.get("style"))


def _is_darkened(tag: Tag) -> bool:
    # Links take the colour of the text around them.
    around = [tag, *tag.find_parents()] if tag.name == "a" else [tag]
    return any(DARKENED & set(one.get("class", [])) for one in around)


def _everything_happens(cast: Cast, company: Company) -> None:
    here = company == cast.linde
    resident = cast.anna if here else cast.clara
    clerk = cast.stefan if here else cast.kai
    manager = User.objects.create_user("mona@example.org", first_name="Mona")
    grant_membership(company=company, user=manager, role=Role.MANAGER)
    house, flat = (
        (cast.lindenstrasse, cast.annas_flat) if here else (cast.kastanienallee, cast.claras_flat)
    )
    case = open_case(
        company=company,
        user=resident,
        category=CaseCategory.objects.of(company).get(key="heating"),
        property=house,
        unit=flat,
        place="Küche",
        subject=f"Kalt & dunkel {EVIL}"[:120],
        body=f"Guten Tag,\n\n{EVIL} {{{{ settings.SECRET_KEY }}}}",
        submission_key=uuid4(),
        files=uploads.check([paper()]),
    )
    _shared(case, flat, resident, manager)
    reply(user=clerk, case=case, body=f"Hallo,\n\n{EVIL}", submission_key=uuid4())
    reply(user=resident, case=case, body=f"Danke {EVIL}", submission_key=uuid4())
    assign(user=clerk, case=case, assignee=manager)
    for day in (timezone.localdate() + timedelta(days=9), None):
        set_due(user=clerk, case=case, day=day)
    change_status(user=clerk, case=case, status="rejected", reason=f"Gehört uns nicht. {EVIL}")
    noon = timezone.now() + timedelta(days=3)
    times = {"starts_at": noon, "ends_at": noon + timedelta(hours=2)}
    set_appointment(user=clerk, case=case, note=f"Bitte {EVIL}", **times)
    call_off_appointment(user=clerk, case=case)
    rate_case(user=resident, case=case, score=2, comment=f"Hm. {EVIL}")
    settle(_waiting(case.attachments.get()), Scan.INFECTED)
    settle(_waiting(_a_document(company, manager, house)), Scan.INFECTED)
    a_notice(
        cast,
        user=manager,
        company=company,
        title=f"Wartung {EVIL}"[:120],
        body=f"Guten Tag,\n\n{EVIL}",
        properties=[house],
        by_mail=True,
    )
    _incidents(company, clerk, resident, house)
    request_password_reset(user=resident, company=company)
    newcomer = Person.objects.create(
        company=company, first_name="Nora", last_name=EVIL[:80], email="nora@example.org"
    )
    invite(user=manager, person=newcomer)


def _shared(case: Case, flat: Unit, resident: User, landlord: User) -> None:
    """The manager owns the flat, as happens in small firms."""
    owner = Person.objects.create(
        company=case.company, user=landlord, last_name=EVIL[:80], email=landlord.email
    )
    Occupancy.objects.create(
        company=case.company,
        person=owner,
        unit=flat,
        role=Occupancy.Role.OWNER,
        starts_on=timezone.localdate(),
    )
    share_case(user=resident, case=case, circle="owners")


def _waiting(file: StoredFile) -> StoredFile:
    """The scanner was away when it came in."""
    type(file).objects.filter(pk=file.pk).update(scan=Scan.PENDING)
    return file


def _incidents(company: Company, clerk: User, resident: User, house: Property) -> None:
    """One that begins, and another that comes to its end."""
    begun, over = (
        raise_incident(
            user=clerk,
            company=company,
            title=f"Kalt {EVIL}"[:120],
            body=f"Guten Tag,\n\n{EVIL}",
            properties=[house],
            expected_end_at=timezone.now() + timedelta(days=1),
            tell=tell,
            submission_key=uuid4(),
        )
        # Of what is over by then no letter says that it has begun.
        for tell in (True, False)
    )
    join_incident(user=resident, incident=begun)
    join_incident(user=resident, incident=over)
    said = {"user": clerk, "body": f"Neues {EVIL}"}
    end = begun.expected_end_at
    tell_update(**said, incident=begun, submission_key=uuid4(), expected_end_at=end)
    end_incident(**said, incident=over, submission_key=uuid4(), cases="ask")


def _a_document(company: Company, manager: User, house: object) -> Document:
    made = upload_document(
        user=manager,
        company=company,
        category=DocumentCategory.objects.of(company).get(key="house_rules"),
        property=house,
        audience="residents",
        title=f"Hausordnung {EVIL}",
        dated_on=timezone.localdate(),
        upload=uploads.check([paper()])[0],
    )
    return publish(user=manager, document=made)
