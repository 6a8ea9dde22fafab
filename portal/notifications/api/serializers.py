"""How notifications and what one chooses about them look as JSON; every field is named."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.access.serializers import UtcDateTimeField
from portal.notifications.models import Preference
from portal.notifications.preferences import Setting
from portal.people.api.serializers import ChoiceSerializer


class NotificationSerializer(serializers.Serializer[Any]):
    """One line of the portal's page; `path` is empty when there is nothing behind it any more."""

    id = serializers.UUIDField(source="notification.uuid")
    kind = serializers.CharField(source="notification.kind")
    title = serializers.CharField()
    text = serializers.CharField()
    path = serializers.CharField()
    target_type = serializers.CharField(source="notification.target_type")
    target_id = serializers.UUIDField(source="notification.target_uuid")
    created_at = UtcDateTimeField(source="notification.created_at")
    read_at = UtcDateTimeField(source="notification.read_at", allow_null=True)


class UnreadSerializer(serializers.Serializer[Any]):
    """The bell's count; from 100 on it is not counted further."""

    unread = serializers.IntegerField(min_value=0, max_value=100)


class SettingSerializer(serializers.Serializer[Any]):
    """One kind of notification the login may do without by e-mail, and what it has chosen."""

    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a key of the answer, not Field.label
    group = serializers.SerializerMethodField()
    choice = serializers.SerializerMethodField()

    @extend_schema_field(ChoiceSerializer)
    def get_group(self, setting: Setting) -> dict[str, str]:
        """The heading it stands under."""
        return {"code": setting.group.key, "label": str(setting.group.title)}

    @extend_schema_field(ChoiceSerializer)
    def get_choice(self, setting: Setting) -> dict[str, str]:
        """`immediately`: by e-mail and in the portal; `portal_only`: in the portal alone."""
        return {"code": setting.choice.value, "label": str(setting.choice.label)}


class SettingsSerializer(serializers.Serializer[Any]):
    """Everything the login may choose here; kinds that are not named always come by e-mail."""

    settings = SettingSerializer(many=True)


class ChoicesSerializer(serializers.Serializer[Any]):
    """What to change, by kind; kinds that are left out stay as they are."""

    choices = serializers.DictField(
        child=serializers.ChoiceField(Preference.Choice.choices), allow_empty=False
    )

    def validate_choices(self, choices: dict[str, str]) -> dict[str, Preference.Choice]:
        """Codes as the model knows them."""
        return {kind: Preference.Choice(code) for kind, code in choices.items()}
