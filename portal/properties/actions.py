"""What happens to the codes of the emergency page."""

from django.db import transaction
from django.utils import timezone

from portal.access.policies import Action, ensure
from portal.accounts.models import User
from portal.properties.models import Building, EmergencyCode, Property
from portal.properties.policies import code_policy


@transaction.atomic
def renew_emergency_code(
    *, user: User, property: Property, building: Building | None = None
) -> EmergencyCode:
    """A new code for the property, or for one building; from now on the one before opens nothing.

    Raises ValueError for a building of another property.
    """
    code = EmergencyCode(
        company=property.company, property=property, building=building, created_by=user
    )
    ensure(code_policy, user, Action.ADD, code)
    if building is not None and building.property_id != property.pk:
        raise ValueError("The building belongs to another property.")
    # Two who renew at once wait for each other: the later code lives.
    Property.objects.select_for_update().get(pk=property.pk)
    before = EmergencyCode.objects.of(property.company).filter(retired_at=None)
    before.filter(property=property, building=building).update(retired_at=timezone.now())
    code.save()
    return code
