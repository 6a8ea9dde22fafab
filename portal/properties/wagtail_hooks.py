"""Wires this room's registers into the admin."""

from wagtail_modeladmin.options import modeladmin_register

from portal.properties.modeladmin import (
    BuildingAdmin,
    EmergencyContactAdmin,
    ServiceProviderAdmin,
    UnitAdmin,
)

for register in (BuildingAdmin, UnitAdmin, ServiceProviderAdmin, EmergencyContactAdmin):
    modeladmin_register(register)
