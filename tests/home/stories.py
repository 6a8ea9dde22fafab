"""A case told in one line, for the pages that show cases."""

import uuid

from cases.actions import change_status, open_case
from cases.models import Case, CaseCategory
from portal.accounts.models import User
from portal.demo.cast import Cast


def a_case(cast: Cast, user: User, subject: str, status: str = "open") -> Case:
    """The resident opens a case about a broken light; Linde's clerk moves it to the status."""
    occupancy = cast.person(user).occupancies.select_related("unit__building__property").first()
    assert occupancy
    case = open_case(
        company=occupancy.company,
        user=user,
        category=CaseCategory.objects.of(occupancy.company).get(key="light-bell"),
        property=occupancy.unit.building.property,
        unit=occupancy.unit,
        place="",
        subject=subject,
        body="Seit gestern.",
        submission_key=uuid.uuid4(),
    )
    return case if status == "open" else change_status(user=cast.stefan, case=case, status=status)
