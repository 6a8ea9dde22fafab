"""How people and properties look as JSON; every field is named, none is written."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.accounts.models import Role
from portal.companies.models import Company
from portal.people.models import Occupancy, Person
from portal.properties.models import EmergencyContact, Property, ServiceProvider, Unit
from portal.properties.queries import emergency_contacts, on_call_providers


class ChoiceSerializer(serializers.Serializer[Any]):
    """A code for machines with its label in the reader's language."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a key of the answer, not Field.label


class CompanySerializer(serializers.ModelSerializer[Company]):
    """The company of this host, with the ways to reach it."""

    id = serializers.UUIDField(source="uuid")
    phone = serializers.CharField(source="branding.phone")
    email = serializers.CharField(source="branding.email")
    office_hours = serializers.CharField(source="branding.office_hours")

    class Meta:
        model = Company
        fields = ["id", "name", "phone", "email", "office_hours"]


class UnitSerializer(serializers.ModelSerializer[Unit]):
    """A unit with the building it lies in."""

    id = serializers.UUIDField(source="uuid")
    building = serializers.CharField(source="building.name")
    kind = serializers.SerializerMethodField()

    class Meta:
        model = Unit
        fields = ["id", "label", "building", "floor", "kind"]

    @extend_schema_field(ChoiceSerializer)
    def get_kind(self, unit: Unit) -> dict[str, str]:
        """Flat, commercial, parking or other."""
        return {"code": unit.kind, "label": unit.get_kind_display()}


class OccupancySerializer(serializers.ModelSerializer[Occupancy]):
    """In which right one holds a unit, and since when."""

    unit = UnitSerializer()
    property_id = serializers.UUIDField(source="unit.building.property.uuid")
    role = serializers.SerializerMethodField()

    class Meta:
        model = Occupancy
        fields = ["property_id", "unit", "role", "starts_on", "ends_on"]

    @extend_schema_field(ChoiceSerializer)
    def get_role(self, occupancy: Occupancy) -> dict[str, str]:
        """Owner or tenant."""
        return {"code": occupancy.role, "label": occupancy.get_role_display()}


class PersonSerializer(serializers.ModelSerializer[Person]):
    """The company's record of the person asking."""

    id = serializers.UUIDField(source="uuid")

    class Meta:
        model = Person
        fields = ["id", "first_name", "last_name", "email", "phone", "language"]


class MeSerializer(serializers.Serializer[Any]):
    """The login on this host: its person and units, or its role at the company."""

    id = serializers.UUIDField(source="user.uuid")
    email = serializers.EmailField(source="user.email")
    name = serializers.CharField(source="user.get_full_name")
    language = serializers.CharField(source="user.language")
    company = CompanySerializer()
    staff_role = serializers.SerializerMethodField()
    person = PersonSerializer(allow_null=True)
    occupancies = OccupancySerializer(many=True)

    @extend_schema_field(ChoiceSerializer(allow_null=True))
    def get_staff_role(self, me: Any) -> dict[str, str] | None:
        """Clerk, manager or editor; null for residents."""
        role: Role | None = me.role
        return {"code": role.value, "label": str(role.label)} if role else None


class EmergencyContactSerializer(serializers.ModelSerializer[EmergencyContact]):
    """A number to call in an emergency."""

    class Meta:
        model = EmergencyContact
        fields = ["name", "phone", "description", "hours"]


class ServiceProviderSerializer(serializers.ModelSerializer[ServiceProvider]):
    """A provider on call."""

    trade = serializers.SerializerMethodField()

    class Meta:
        model = ServiceProvider
        fields = ["name", "trade", "phone", "hours"]

    @extend_schema_field(ChoiceSerializer)
    def get_trade(self, provider: ServiceProvider) -> dict[str, str]:
        """What the provider does."""
        return {"code": provider.trade, "label": provider.get_trade_display()}


class PropertySerializer(serializers.ModelSerializer[Property]):
    """A property in a list."""

    id = serializers.UUIDField(source="uuid")
    management_kind = serializers.SerializerMethodField()

    class Meta:
        model = Property
        fields = ["id", "name", "street", "postal_code", "city", "management_kind"]

    @extend_schema_field(ChoiceSerializer)
    def get_management_kind(self, obj: Property) -> dict[str, str]:
        """WEG, rental or SEV."""
        return {"code": obj.management_kind, "label": obj.get_management_kind_display()}


class PropertyDetailSerializer(PropertySerializer):
    """A property with whom to call there."""

    emergency_contacts = serializers.SerializerMethodField()
    on_call_providers = serializers.SerializerMethodField()

    class Meta(PropertySerializer.Meta):
        fields = [*PropertySerializer.Meta.fields, "emergency_contacts", "on_call_providers"]

    @extend_schema_field(EmergencyContactSerializer(many=True))
    def get_emergency_contacts(self, obj: Property) -> list[Any]:
        """This property's numbers and the company's for all properties."""
        rows = emergency_contacts(obj.company, obj)
        return list(EmergencyContactSerializer(rows, many=True).data)

    @extend_schema_field(ServiceProviderSerializer(many=True))
    def get_on_call_providers(self, obj: Property) -> list[Any]:
        """Who comes at night."""
        rows = on_call_providers(obj.company, obj)
        return list(ServiceProviderSerializer(rows, many=True).data)
