"""A kind of notification for tests: a parcel lies in the hallway of a property."""

from pathlib import Path
from typing import Any

from django.db import transaction

from portal.notifications.actions import Recipient, notify
from portal.notifications.models import Delivery, Notification
from portal.notifications.registry import Kind
from portal.people.policies import property_policy
from portal.properties.models import Property

TEMPLATES = Path(__file__).parent / "templates"


def _load(notification: Notification) -> Any:
    rows = Property.objects.of(notification.company)
    return rows.filter(uuid=notification.target_uuid).first()


def _may_see(notification: Notification, target: Any) -> bool:
    return notification.login is not None and property_policy.may_see(notification.login, target)


def _visible(user: Any, company: Any, rows: Any) -> dict[int, Any]:
    wanted = {row.target_uuid for row in rows}
    found = {p.uuid: p for p in property_policy.visible_to(user, company).filter(uuid__in=wanted)}
    return {row.pk: found[row.target_uuid] for row in rows if row.target_uuid in found}


def parcel(key: str = "parcel", **changes: Any) -> Kind:
    """The kind, or one that differs in something."""
    return Kind(
        **{
            "key": key,
            "load": _load,
            "may_see": _may_see,
            "visible": _visible,
            "title": lambda notification, target: f"A parcel lies at {target.name}",
            "path": lambda notification, target: f"/liegenschaften/{target.uuid}/",
            "template": "tests/parcel",
            "context": lambda notification, target: {
                "place": target,
                "subject": notification.data.get("subject", "A parcel"),
            },
            **changes,
        }
    )


def tell(
    target: Property, *recipients: Recipient, kind: str = "parcel", subject: str = "A parcel"
) -> list[Delivery]:
    """Tell people of a parcel; their deliveries, oldest first."""
    with transaction.atomic():
        made = notify(
            kind=kind,
            company=target.company,
            target=target,
            recipients=recipients,
            data={"subject": subject},
        )
    return list(Delivery.objects.filter(notification__in=made).order_by("pk"))
