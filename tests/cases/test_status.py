"""The table of statuses: every step of the glossary, allowed and refused."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from uuid import uuid4

import pytest
from django.db import connection

from cases.actions import change_status, reopen
from cases.models import Case
from cases.status import RESIDENT_LABELS, TransitionError
from portal.access.policies import NotAllowedError
from portal.core import facts
from portal.demo.cast import Cast
from tests.stories import annas_case, put

# glossary.md, written out once more: a slip in cases.status must not agree with itself.
ALLOWED = {
    "open": {"in_progress", "waiting_resident", "waiting_provider", "resolved", "rejected"},
    "in_progress": {"waiting_resident", "waiting_provider", "resolved", "rejected"},
    "waiting_resident": {"in_progress", "waiting_provider", "resolved", "rejected"},
    "waiting_provider": {"in_progress", "waiting_resident", "resolved", "rejected"},
    "resolved": {"in_progress", "closed"},
    "rejected": {"in_progress", "closed"},
    "closed": set(),
}


def case_in(cast: Cast, status: str) -> Case:
    return put(annas_case(cast), status)


@pytest.mark.parametrize(("before", "after"), [(b, a) for b in ALLOWED for a in sorted(ALLOWED[b])])
def test_an_allowed_step_is_taken_and_written_down(cast: Cast, before: str, after: str) -> None:
    case = case_in(cast, before)
    change_status(user=cast.stefan, case=case, status=after, reason="Darum.")
    case.refresh_from_db()
    assert case.status == after
    event = case.events.get(kind="status")
    assert (event.data["from"], event.data["to"], event.actor) == (before, after, cast.stefan)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b, a) for b, a in product(ALLOWED, ALLOWED) if a not in ALLOWED[b] and b != "closed"],
)
def test_every_other_step_is_refused_with_the_present_status(
    cast: Cast, before: str, after: str
) -> None:
    case = case_in(cast, before)
    with pytest.raises(TransitionError) as refused:
        change_status(user=cast.stefan, case=case, status=after, reason="Darum.")
    assert refused.value.current == before
    case.refresh_from_db()
    assert case.status == before
    assert not case.events.filter(kind="status").exists()


def test_every_status_has_words_for_residents_and_is_a_fact_for_the_faq(cast: Cast) -> None:
    assert set(RESIDENT_LABELS) == set(Case.Status.values)
    for status in Case.Status:
        fact = facts.get(f"status_{status}")
        assert fact is not None
        assert str(fact.read(cast.linde)) == str(RESIDENT_LABELS[status])


@pytest.mark.django_db(transaction=True)
def test_cc_02_many_clerks_at_once_leave_a_history_without_a_break(cast: Cast) -> None:
    case = annas_case(cast)

    def move(status: str) -> bool:
        try:
            change_status(user=cast.stefan, case=case, status=status, reason="Darum.")
        except (TransitionError, NotAllowedError):
            return False
        finally:
            connection.close()
        return True

    wanted = ["waiting_resident", "in_progress", "waiting_provider", "resolved", "closed"] * 6
    with ThreadPoolExecutor(6) as pool:
        moved = sum(pool.map(move, wanted))
    steps = [(e.data["from"], e.data["to"]) for e in case.events.filter(kind="status")]
    case.refresh_from_db()
    assert len(steps) == moved
    assert [before for before, _after in steps] == ["open", *(after for _b, after in steps[:-1])]
    assert steps[-1][1] == case.status
    assert all(after in ALLOWED[before] for before, after in steps)


@pytest.mark.django_db(transaction=True)
def test_cc_02_anna_takes_up_what_stefan_closes_at_the_same_moment(cast: Cast) -> None:
    def attempt(act: Callable[[], object]) -> bool:
        try:
            act()
        except (TransitionError, NotAllowedError):
            return False
        finally:
            connection.close()
        return True

    for _round in range(5):
        case = put(annas_case(cast), "resolved")
        letter = {"user": cast.anna, "body": "Nein.", "submission_key": uuid4()}
        close = {"user": cast.stefan, "status": "closed"}
        with ThreadPoolExecutor(2) as pool:
            acts = [
                partial(reopen, case=case, **letter),
                partial(change_status, case=case, **close),
            ]
            done = list(pool.map(attempt, acts))
        case.refresh_from_db()
        steps = [(e.data["from"], e.data["to"]) for e in case.events.filter(kind="status")]
        # One of both was first; the other found a status from which its step is not allowed.
        assert done.count(True) == 1
        assert steps == [("resolved", case.status)]
        assert case.messages.count() == (2 if done[0] else 1)


@pytest.mark.django_db(transaction=True)
def test_cc_02_fifty_at_random_leave_a_history_without_a_break(cast: Cast) -> None:
    case = annas_case(cast)
    dice = random.Random(4711)  # noqa: S311 -- the same throws every time
    throws = [dice.choice(list(ALLOWED)) for _n in range(50)]

    def move(status: str) -> bool:
        try:
            change_status(user=cast.stefan, case=case, status=status, reason="Darum.")
        except (TransitionError, NotAllowedError):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(50) as pool:
        moved = sum(pool.map(move, throws))
    steps = [(e.data["from"], e.data["to"]) for e in case.events.filter(kind="status")]
    case.refresh_from_db()
    assert len(steps) == moved
    assert [before for before, _after in steps] == ["open", *(after for _b, after in steps[:-1])]
    assert all(after in ALLOWED[before] for before, after in steps)
    assert steps[-1][1] == case.status
