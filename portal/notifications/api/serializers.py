"""How a notification looks as JSON; every field is named, none is written."""

from typing import Any

from rest_framework import serializers

from portal.access.serializers import UtcDateTimeField


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
