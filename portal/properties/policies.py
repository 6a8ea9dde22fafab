"""Who keeps the registers of a property: buildings, units, providers, emergency numbers."""

from portal.access.policies import RegisterPolicy
from portal.properties.models import Building, EmergencyContact, ServiceProvider, Unit

building_policy = RegisterPolicy(Building)
unit_policy = RegisterPolicy(Unit)
provider_policy = RegisterPolicy(ServiceProvider)
emergency_policy = RegisterPolicy(EmergencyContact)
