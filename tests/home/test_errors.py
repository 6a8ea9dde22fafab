"""Error pages: friendly, in the frame where there is one, standing alone where there is none."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.accounts.models import User
from portal.companies.models import Company
from portal.home.views import errors
from tests.doors import door, stranger


def test_what_is_not_there_has_a_page_with_a_way_on(linde: Company, anna: User) -> None:
    answer = door(anna, linde).get("/gibt-es-nicht/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert f'href="{reverse("home:start")}"' in html
    assert html.count("<h1") == 1


def test_a_form_from_elsewhere_is_refused_kindly(linde: Company) -> None:
    client = stranger(linde)
    client.handler.enforce_csrf_checks = True
    answer = client.post(reverse("home:language"), {"language": "en"})
    assert answer.status_code == 403
    assert "errors/403_csrf.html" in [template.name for template in answer.templates]


def test_a_host_nobody_serves_speaks_for_no_company(linde: Company) -> None:
    answer = Client(SERVER_NAME="evil.example").get("/")
    assert answer.status_code == 400
    assert "Linde" not in answer.content.decode()


@pytest.mark.parametrize(("failure", "status"), [(OperationalError, 503), (ValueError, 500)])
def test_when_everything_is_gone_a_page_still_comes(
    failure: type[Exception], status: int, rf: RequestFactory
) -> None:
    # Neither session nor company nor database: the request is as bare as it arrives.
    request = rf.get("/")
    try:
        raise failure("gone")
    except failure:
        answer = errors.server_error(request)
    assert answer.status_code == status
    assert b"<h1>" in answer.content
    assert b"portal/portal.css" in answer.content


def test_too_much_at_once_names_the_limits(linde: Company, rf: RequestFactory) -> None:
    request = rf.get("/", SERVER_NAME="localhost")
    request.company = linde
    answer = errors.bad_request(request, RequestDataTooBig("too big"))
    assert answer.status_code == 413
    assert "10" in answer.content.decode()
