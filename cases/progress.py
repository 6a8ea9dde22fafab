"""How far a case has come, as steps of the stairs."""

from collections.abc import Iterable
from datetime import datetime

from cases.models import Case, CaseEvent
from cases.status import resident_label
from portal.core.stairs import Step
from portal.core.words import day_near

Status = Case.Status
_WAITING = (Status.WAITING_RESIDENT, Status.WAITING_PROVIDER)
_FINISHED = (Status.RESOLVED, Status.REJECTED, Status.CLOSED)


def steps_of(case: Case, events: Iterable[CaseEvent]) -> list[Step]:
    """Open, in progress, waiting while one waits, and the end; with the days they were reached."""
    since = reached(case, events)
    finished = case.status in _FINISHED
    way: list[str] = [Status.OPEN, Status.IN_PROGRESS]
    if case.status in _WAITING:
        way.append(case.status)
    way.append(case.status if finished else Status.RESOLVED)
    here = way.index(case.status)
    return [
        Step(
            label=resident_label(code),
            note=day_near(since[code]) if code in since and place <= here else "",
            done=place < here or finished,
            current=place == here,
        )
        for place, code in enumerate(way)
    ]


def reached(case: Case, events: Iterable[CaseEvent]) -> dict[str, datetime]:
    """When each status was reached the last time."""
    since = {str(Status.OPEN): case.created_at}
    for event in events:
        if event.kind == CaseEvent.Kind.STATUS:
            since[event.data["to"]] = event.created_at
    return since
