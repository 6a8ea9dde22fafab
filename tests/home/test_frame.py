"""The frame around every page: who is here, where they live, where they can go."""

import re

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.doors import door, stranger


def page_of(client: Client, name: str = "home:start") -> str:
    return client.get(reverse(name)).content.decode()


def notify(cast: Cast, user: User, count: int, read: bool = False) -> None:
    person = cast.person(user)
    for _ in range(count):
        Notification.objects.create(
            company=person.company,
            kind="cases.reply",
            recipient_person=person,
            target_type="cases.case",
            target_uuid=person.uuid,
            read_at=timezone.now() if read else None,
        )


def bell(html: str) -> str:
    found = re.search(r'<a class="bell".*?</a>', html, re.DOTALL)
    assert found
    words = re.sub(r"<[^>]+>", "", found.group())
    return " ".join(words.split())


def test_the_first_stop_of_the_keyboard_skips_to_the_content(linde: Company, anna: User) -> None:
    html = page_of(door(anna, linde))
    assert html.index('class="skip" href="#inhalt"') < html.index("<header")
    assert html.count('id="inhalt"') == 1
    assert html.count("<h1") == 1


def test_the_bell_counts_what_anna_has_not_read(linde: Company, anna: User, cast: Cast) -> None:
    notify(cast, anna, 3)
    notify(cast, anna, 2, read=True)
    assert "3" in bell(page_of(door(anna, linde)))


def test_the_bell_stops_counting_at_a_hundred(linde: Company, anna: User, cast: Cast) -> None:
    notify(cast, anna, 101)
    assert "99+" in bell(page_of(door(anna, linde)))


def test_a_quiet_bell_shows_no_number(linde: Company, anna: User) -> None:
    assert not re.search(r"\d", bell(page_of(door(anna, linde))))


def test_only_who_has_several_properties_gets_the_switch(
    linde: Company, anna: User, ben: User
) -> None:
    assert 'class="menu place"' not in page_of(door(anna, linde))
    html = page_of(door(ben, linde))
    assert 'class="menu place"' in html
    assert "WEG Gartenhof" in html
    assert "Rosenweg 4" in html


def test_the_place_one_is_at_is_marked_in_both_navigations(linde: Company, anna: User) -> None:
    html = page_of(door(anna, linde))
    assert html.count('aria-current="page"') == 2


def test_the_way_to_the_workplace_is_for_staff_alone(
    linde: Company, anna: User, stefan: User, eva: User
) -> None:
    workplace = reverse("wagtailadmin_home")
    assert workplace not in page_of(door(anna, linde))
    assert workplace in page_of(door(stefan, linde))
    assert workplace in page_of(door(eva, linde))


def test_who_has_moved_out_opens_no_cases(linde: Company, dora: User, anna: User) -> None:
    assert 'class="btn brand wide"' in page_of(door(anna, linde))
    assert 'class="btn brand wide"' not in page_of(door(dora, linde))


def test_a_companys_name_is_text_wherever_it_stands(linde: Company, anna: User) -> None:
    Company.objects.filter(pk=linde.pk).update(name="<img src=x onerror=alert(1)>")
    for html in (page_of(door(anna, linde)), page_of(stranger(linde), "home:emergency")):
        assert "<img" not in html


def test_the_footer_leads_to_the_companys_legal_pages(linde: Company) -> None:
    branding = linde.branding
    branding.imprint_page = linde.site.root_page.add_child(
        instance=Page(title="Impressum", slug="impressum-probe")
    )
    branding.save()
    assert 'href="/impressum-probe/"' in page_of(stranger(linde), "home:emergency")


def test_emergency_is_one_tap_away_signed_in_or_not(linde: Company, anna: User) -> None:
    link = f'href="{reverse("home:emergency")}"'
    client = door(anna, linde)
    for path in (reverse("home:start"), reverse("home:more"), "/gibt-es-nicht/"):
        assert link in client.get(path).content.decode(), path
    assert link in page_of(stranger(linde), "home:emergency")


def test_pages_carry_nothing_inline_and_nothing_foreign(linde: Company, anna: User) -> None:
    for name in ("home:start", "home:emergency", "home:more", "home:style"):
        html = page_of(door(anna, linde), name)
        assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", html), name
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html), name
