"""The board as residents see it: start page, house, one notice, and the button below it."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.announcements.actions import mark_read, withdraw_announcement
from portal.announcements.models import Announcement, AnnouncementRead
from portal.demo import board
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from portal.properties.models import Building
from tests.doors import door, stranger
from tests.pages import links, send, soup, words
from tests.stories import a_notice


def board_of(cast: Cast) -> str:
    """The address of the board in Anna's house."""
    return f"/liegenschaften/{cast.lindenstrasse.uuid}/aushang/"


def rows(browser: Client, path: str) -> list[str]:
    found = soup(browser.get(path)).select("main .row-link[href^='/aushang/']")
    return [" ".join(link.get_text(" ").split()) for link in found]


def test_the_start_page_shows_three_pinned_and_unread_ones_first(cast: Cast) -> None:
    now = timezone.now()
    pinned = a_notice(cast, title="Angeheftet", pinned=True, starts_at=now - timedelta(days=9))
    read = a_notice(cast, title="Gelesen", starts_at=now)
    for number in (1, 2, 3):
        a_notice(cast, title=f"Neu {number}", starts_at=now - timedelta(days=number))
    for notice in (pinned, read):
        mark_read(user=cast.anna, announcement=notice)
    anna = door(cast.anna, cast.linde)
    assert rows(anna, "/") == ["Angeheftet", "Neu 1", "Neu 2"]
    assert rows(anna, board_of(cast)) == ["Angeheftet", "Neu 1", "Neu 2", "Neu 3", "Gelesen"]
    assert "3 Aushänge sind neu für Sie." in words(anna.get("/"))
    assert links(anna.get("/"), "main .section-head a")["Alle Aushänge"] == "/aushang/"


def test_the_view_of_the_house_shows_them_too_and_leads_to_its_board(cast: Cast) -> None:
    a_notice(cast)
    page = door(cast.anna, cast.linde).get(f"/liegenschaften/{cast.lindenstrasse.uuid}/")
    assert "Ein Aushang ist neu für Sie." in words(page)
    assert links(page)["Alle Aushänge"] == board_of(cast)
    assert links(page)["Aushang"] == board_of(cast)


def test_where_nothing_hangs_the_start_page_says_nothing_and_the_board_says_so(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    assert not soup(anna.get("/")).select("#notices")
    assert "Hier hängt gerade nichts" in words(anna.get(board_of(cast)))


def test_a_notice_moves_down_when_its_time_is_over_and_goes_after_a_year(cast: Cast) -> None:
    a_notice(cast)
    anna = door(cast.anna, cast.linde)
    sections = {}
    for days in (0, 8, 365 + 8):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            page = soup(door(cast.anna, cast.linde).get(board_of(cast)))
            earlier = page.select("section[aria-labelledby=earlier] .row-link")
            sections[days] = (len(page.select("main .row-link")), len(earlier))
    assert sections == {0: (1, 0), 8: (1, 1), 373: (0, 0)}
    assert rows(anna, "/") == ["Wartung der Heizung"]


def test_what_hangs_later_is_not_there_yet(cast: Cast) -> None:
    start = timezone.now() + timedelta(days=1)
    notice = a_notice(cast, starts_at=start)
    anna, path = door(cast.anna, cast.linde), f"/aushang/{notice.uuid}/"
    assert rows(anna, board_of(cast)) == []
    assert anna.get(path).status_code == 404
    # A clerk looks at it beforehand, as its readers will.
    assert "Hängt später aus" in words(door(cast.stefan, cast.linde).get(path))
    with time_machine.travel(start + timedelta(minutes=1)):
        assert door(cast.anna, cast.linde).get(path).status_code == 200


def test_anna_reads_a_notice_and_says_so(cast: Cast) -> None:
    notice = a_notice(cast)
    anna, path = door(cast.anna, cast.linde), f"/aushang/{notice.uuid}/"
    page = anna.get(path)
    # Looking at it writes nothing.
    assert not AnnouncementRead.objects.exists()
    assert Notification.objects.unread().count() == 1
    after = send(anna, page, "#gelesen")
    assert after.redirect_chain == [(path, 302)]
    assert "Dieser Aushang ist als gelesen vermerkt." in words(after, "body")
    assert not soup(after).select("#gelesen")
    assert not Notification.objects.unread().exists()
    assert "Sie haben alles gelesen" in words(anna.get(board_of(cast)))
    assert AnnouncementRead.objects.get().person == cast.person(cast.anna)


def test_saying_so_needs_the_forms_token(cast: Cast) -> None:
    notice = a_notice(cast)
    browser = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    browser.cookies = door(cast.anna, cast.linde).cookies
    assert browser.post(f"/aushang/{notice.uuid}/gelesen/").status_code == 403
    assert not AnnouncementRead.objects.exists()


def test_staff_read_without_a_button_and_without_news(cast: Cast) -> None:
    notice = a_notice(cast)
    stefan = door(cast.stefan, cast.linde)
    assert not soup(stefan.get(f"/aushang/{notice.uuid}/")).select("#gelesen")
    assert stefan.post(f"/aushang/{notice.uuid}/gelesen/").status_code == 403
    assert not soup(stefan.get(board_of(cast))).select("main .tag.new")


@pytest.mark.parametrize(
    ("body", "begins"),
    [
        ("Guten Tag,\r\n\r\nam Dienstag wird es kalt.", "Am Dienstag wird es kalt."),
        ("Am Dienstag, früh,\nwird es kalt.", "Am Dienstag, früh, wird es kalt."),
        ("Liebe Nachbarn,", "Liebe Nachbarn,"),
        ("kalt " * 40, f"{'kalt ' * 19}…"),
    ],
)
def test_a_row_shows_how_a_notice_begins_after_the_salutation(
    cast: Cast, body: str, begins: str
) -> None:
    a_notice(cast, body=body)
    row = soup(door(cast.anna, cast.linde).get("/")).select_one(".row.unread")
    assert row.select_one(".row-main > .meta").get_text() == begins


def test_a_notice_is_text_in_paragraphs_never_markup(cast: Cast) -> None:
    notice = a_notice(cast, title="<img src=x>", body="Eins\nzwei\n\n<script>alert(1)</script>")
    html = door(cast.anna, cast.linde).get(f"/aushang/{notice.uuid}/").content.decode()
    assert "<p>Eins<br>zwei</p>" in html
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in html
    assert "<img src=x>" not in html


@pytest.mark.parametrize("name", ["ben", "dora", "eva", "clara", "kai"])
def test_strangers_and_forged_ids_get_the_same_404(cast: Cast, name: str) -> None:
    notice = a_notice(cast)
    company = cast.kastanie if name in {"clara", "kai"} else cast.linde
    browser = door(getattr(cast, name), company)
    for uuid in (notice.uuid, uuid4()):
        assert browser.get(f"/aushang/{uuid}/").status_code == 404
        assert browser.post(f"/aushang/{uuid}/gelesen/").status_code == 404
    assert rows(browser, "/aushang/") == []
    assert not AnnouncementRead.objects.exists()


def test_who_is_not_signed_in_is_led_to_the_login_page(cast: Cast) -> None:
    answer = stranger(cast.linde).get(f"/aushang/{a_notice(cast).uuid}/")
    assert "/konto/anmelden/" in answer.headers["Location"]


def test_a_withdrawn_notice_is_gone_for_its_readers_at_once(cast: Cast) -> None:
    notice = a_notice(cast)
    anna = door(cast.anna, cast.linde)
    withdraw_announcement(user=cast.stefan, announcement=notice)
    assert anna.get(f"/aushang/{notice.uuid}/").status_code == 404
    assert anna.post(f"/aushang/{notice.uuid}/gelesen/").status_code == 404
    assert rows(anna, board_of(cast)) == []


def test_a_notice_for_many_houses_names_only_the_readers_own(cast: Cast) -> None:
    garage = Building.objects.get(property=cast.gartenhof, name="Tiefgarage")
    hall = Building.objects.get(property=cast.lindenstrasse)
    notice = a_notice(
        cast, properties=[cast.lindenstrasse, cast.gartenhof], buildings=[garage, hall]
    )
    for user, own, foreign in (
        (cast.anna, "Lindenstraße 12", "Tiefgarage"),
        (cast.ben, "WEG Gartenhof", "Lindenstraße"),
    ):
        browser = door(user, cast.linde)
        for path in (f"/aushang/{notice.uuid}/", "/aushang/"):
            shown = words(browser.get(path))
            assert own in shown
            assert foreign not in shown


def test_the_pages_cost_the_same_with_two_and_with_thirty_notices(cast: Cast) -> None:
    anna, costs = door(cast.anna, cast.linde), []
    paths = ("/", "/aushang/", board_of(cast), f"/liegenschaften/{cast.lindenstrasse.uuid}/")
    anna.get("/")
    for more in (2, 28):
        for number in range(more):
            a_notice(cast, title=f"Nummer {number}")
        costs.append([_cost(anna, path) for path in paths])
    assert Announcement.objects.count() == 30
    assert costs[0] == costs[1]


def _cost(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


def test_the_demo_hangs_up_notices_of_its_own_day(cast: Cast) -> None:
    users = {name: getattr(cast, name) for name in ("stefan", "kai")}
    board.write(board.NOTICES, users, {"linde": cast.linde, "kastanie": cast.kastanie})
    assert rows(door(cast.anna, cast.linde), "/") == [
        "Wartung der Heizung",
        "Neuer Tag für die Treppenhausreinigung",
    ]
    assert "Sperrmüll wird abgeholt" in words(door(cast.anna, cast.linde).get(board_of(cast)))
    assert rows(door(cast.clara, cast.kastanie), "/") == [
        "Wasser am Vormittag abgestellt",
        "Unser Büro ist einen Tag geschlossen",
    ]
    assert not Notification.objects.exists()
