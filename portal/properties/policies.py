"""Who keeps the registers of a property: buildings, units, whom to call, codes of notices."""

from portal.access.policies import RegisterPolicy
from portal.properties.models import (
    Building,
    EmergencyCode,
    EmergencyContact,
    ServiceProvider,
    Unit,
)

building_policy = RegisterPolicy(Building)
unit_policy = RegisterPolicy(Unit)
provider_policy = RegisterPolicy(ServiceProvider)
emergency_policy = RegisterPolicy(EmergencyContact)
code_policy = RegisterPolicy(EmergencyCode)
