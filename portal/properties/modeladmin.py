"""The registers of this room in the admin: buildings, units, providers, emergency numbers."""

from wagtail.admin.panels import FieldPanel

from portal.access.admin.registers import RegisterAdmin
from portal.properties.models import Building, EmergencyContact, ServiceProvider, Unit
from portal.properties.policies import (
    building_policy,
    emergency_policy,
    provider_policy,
    unit_policy,
)


class BuildingAdmin(RegisterAdmin):
    """Gebäude."""

    model = Building
    policy = building_policy
    base_url_path = "register/gebaeude"
    menu_icon = "home"
    menu_order = 10
    list_display = ("name", "property", "street")
    list_select_related = ("property",)
    list_filter = ("property",)
    list_export = ("name", "property", "street")
    search_fields = ("name", "street", "property__name")
    panels = [FieldPanel("property"), FieldPanel("name"), FieldPanel("street")]


class UnitAdmin(RegisterAdmin):
    """Einheiten."""

    model = Unit
    policy = unit_policy
    base_url_path = "register/einheiten"
    menu_icon = "key"
    menu_order = 20
    list_display = ("label", "building", "property_name", "kind", "floor")
    list_select_related = ("building__property",)
    list_filter = ("building", "kind")
    list_export = ("label", "building", "kind", "floor")
    search_fields = ("label", "building__name", "building__property__name")
    panels = [
        FieldPanel("building"),
        FieldPanel("label"),
        FieldPanel("kind"),
        FieldPanel("floor"),
    ]

    def property_name(self, unit: Unit) -> str:
        """The property the unit is in."""
        return unit.building.property.name

    property_name.short_description = Building._meta.get_field("property").verbose_name  # type: ignore[attr-defined] # Django's own way to name a column
    property_name.admin_order_field = "building__property__name"  # type: ignore[attr-defined] # the same


class ServiceProviderAdmin(RegisterAdmin):
    """Dienstleister."""

    model = ServiceProvider
    policy = provider_policy
    base_url_path = "register/dienstleister"
    menu_icon = "cog"
    menu_order = 30
    list_display = ("name", "trade", "phone", "is_on_call", "hours")
    list_filter = ("trade", "is_on_call")
    list_export = ("name", "trade", "phone", "email", "is_on_call", "hours")
    search_fields = ("name", "phone", "email")
    panels = [
        FieldPanel("name"),
        FieldPanel("trade"),
        FieldPanel("phone"),
        FieldPanel("email"),
        FieldPanel("is_on_call"),
        FieldPanel("hours"),
        FieldPanel("properties"),
    ]


class EmergencyContactAdmin(RegisterAdmin):
    """Notfallnummern."""

    model = EmergencyContact
    policy = emergency_policy
    base_url_path = "register/notfallnummern"
    menu_icon = "warning"
    menu_order = 40
    list_display = ("name", "phone", "property", "description", "position")
    list_select_related = ("property",)
    list_filter = ("property",)
    list_export = ("name", "phone", "property", "description", "hours")
    search_fields = ("name", "phone", "description")
    panels = [
        FieldPanel("property"),
        FieldPanel("name"),
        FieldPanel("phone"),
        FieldPanel("description"),
        FieldPanel("hours"),
        FieldPanel("position"),
    ]
