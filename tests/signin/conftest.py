"""What the stories of signing in begin with."""

import pytest

from portal.companies.models import Company
from portal.people.models import Person


@pytest.fixture
def newcomer(linde: Company) -> Person:
    """Nora Weiß, whom Linde knows, and who has no access yet."""
    person: Person = Person.objects.create(
        company=linde, first_name="Nora", last_name="Weiß", email="nora@example.org", phone="0151"
    )
    return person
