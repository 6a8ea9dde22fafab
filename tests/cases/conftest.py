"""Beginnings of stories about cases."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine

from cases.actions import assign, change_status
from cases.models import Case, CaseCategory, CaseMessage
from portal.demo.cast import Cast
from portal.people.models import Occupancy
from tests.cases.clock import BERLIN, Clock, quiet_monday
from tests.stories import annas_case


@pytest.fixture
def doras_case(cast: Cast) -> Case:
    """A case of Dora from the time she lived in Anna's flat."""
    person = cast.person(cast.dora)
    moved_out = Occupancy.objects.get(person=person).ends_on
    day = moved_out - timedelta(days=30)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    case: Case = Case.objects.create(
        company=cast.linde,
        number="V-2024-000007",
        category=CaseCategory.objects.of(cast.linde).get(key="heating"),
        property=cast.lindenstrasse,
        unit=cast.annas_flat,
        subject="Doras Heizung",
        urgency="high",
        opened_for=person,
        opened_by=cast.dora,
        submission_key=uuid4(),
        created_at=at,
        updated_at=at,
    )
    CaseMessage.objects.create(
        company=cast.linde,
        case=case,
        author=cast.dora,
        body="Kalt.",
        submission_key=uuid4(),
        created_at=at,
    )
    return case


@pytest.fixture
def resolved(cast: Cast) -> Case:
    """Stefan has mended Anna's radiator."""
    case = annas_case(cast)
    assign(user=cast.stefan, case=case, assignee=cast.stefan)
    return change_status(user=cast.stefan, case=case, status="resolved", reason="Ventil getauscht.")


@pytest.fixture
def clock(cast: Cast) -> Iterator[Clock]:
    """Ten o'clock on a Monday of Linde."""
    monday = quiet_monday(cast.linde)
    start = datetime.combine(monday, time(10), tzinfo=BERLIN)
    with time_machine.travel(start, tick=False) as traveller:
        yield Clock(monday, traveller)
