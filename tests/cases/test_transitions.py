"""Every step of the glossary's table, allowed and refused, through every door."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest

from cases.models import Case
from portal.demo.cast import Cast
from tests.cases.test_status import ALLOWED
from tests.doors import api_door, door
from tests.stories import annas_case, put

REASON = "Darum."


@dataclass(frozen=True)
class Way:
    """How somebody asks for a step, and what they are answered when it is taken."""

    ask: Callable[[Cast, Case, str], int]
    done: int
    # The steps this person has at all: a resident says "done", "all done", "not fixed".
    steps: dict[str, set[str]]


def by_admin(cast: Cast, case: Case, after: str) -> int:
    page = f"/admin/vorgaenge/{case.uuid}/status/"
    return door(cast.stefan, cast.linde).post(page, {"status": after, "reason": REASON}).status_code


def by_answering_in_the_admin(cast: Cast, case: Case, after: str) -> int:
    letter = {"mode": "public", "body": REASON, "next_status": after, "submission_key": uuid4()}
    # The page was opened after the newest message: nobody has answered meanwhile.
    letter["seen"] = case.messages.latest("pk").pk
    page = f"/admin/vorgaenge/{case.uuid}/antwort/"
    return door(cast.stefan, cast.linde).post(page, letter).status_code


def by_staff_api(cast: Cast, case: Case, after: str) -> int:
    asked = {"status": after, "reason": REASON}
    path = f"/api/v1/cases/{case.uuid}/status/"
    return api_door(cast.stefan, cast.linde).post(path, asked, format="json").status_code


def by_answer_of_staff_api(cast: Cast, case: Case, after: str) -> int:
    letter = {"body": REASON, "next_status": after}
    path = f"/api/v1/cases/{case.uuid}/messages/"
    return api_door(cast.stefan, cast.linde).post(path, letter, format="json").status_code


def by_page(cast: Cast, case: Case, after: str) -> int:
    word = {"resolved": "erledigt", "closed": "abschliessen", "in_progress": "nicht-behoben"}[after]
    path = f"/vorgaenge/{case.uuid}/{word}/"
    answer = door(cast.anna, cast.linde).post(path, {"body": REASON, "submission_key": uuid4()})
    return answer.status_code


def by_api(cast: Cast, case: Case, after: str) -> int:
    word = {"resolved": "resolve", "closed": "close", "in_progress": "reopen"}[after]
    path = f"/api/v1/cases/{case.uuid}/{word}/"
    status = api_door(cast.anna, cast.linde).post(path, {"body": REASON}, format="json").status_code
    return 200 if status == 201 else status


STAFF = {before: set(ALLOWED) for before in ALLOWED}
# An answer that names the present status asks for no step.
WITH_AN_ANSWER = {before: set(ALLOWED) - {before} for before in ALLOWED}
# "Not fixed" takes up what has ended, and nothing else: the table's other ways to
# `in_progress` are a clerk's.
RESIDENT = {before: {"resolved", "closed", "in_progress"} for before in ALLOWED}
ENDED = {"resolved", "rejected"}

WAYS = {
    "admin": Way(by_admin, 302, STAFF),
    "admin answer": Way(by_answering_in_the_admin, 302, WITH_AN_ANSWER),
    "staff API": Way(by_staff_api, 200, STAFF),
    "staff API answer": Way(by_answer_of_staff_api, 201, WITH_AN_ANSWER),
    "page": Way(by_page, 302, RESIDENT),
    "API": Way(by_api, 200, RESIDENT),
}


def allowed(way: Way, before: str, after: str) -> bool:
    if way.steps is RESIDENT and after == "in_progress":
        return before in ENDED
    return after in ALLOWED[before]


@pytest.mark.parametrize("before", ALLOWED)
@pytest.mark.parametrize("name", WAYS)
def test_a_step_is_taken_exactly_where_the_table_allows_it(
    cast: Cast, name: str, before: str
) -> None:
    way, case = WAYS[name], annas_case(cast)
    for after in sorted(way.steps[before]):
        put(case, before)
        case.events.all().delete()
        answered = way.ask(cast, case, after)
        case.refresh_from_db()
        steps = [(e.data["from"], e.data["to"]) for e in case.events.filter(kind="status")]
        if allowed(way, before, after):
            assert (answered, case.status, steps) == (way.done, after, [(before, after)]), after
        else:
            assert (case.status, steps) == (before, []), after
            assert answered >= 300, after
