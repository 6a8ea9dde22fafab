"""What is sent to the case endpoints, as examples in the schema."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_KEY = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def _sent(name: str, value: dict[str, Any]) -> list[OpenApiExample]:
    return [OpenApiExample(name, value=value, request_only=True)]


NEW_CASE = _sent(
    "A meter reading",
    {
        "category_id": "0b7e6c1e-6f0f-4a57-9d0e-0a4c2f6f5d11",
        "property_id": "c1a5f6de-2f1b-4f9e-8b5a-1d2f3a4b5c6d",
        "unit_id": "e2b6a7ef-3a2c-4aaf-9c6b-2e3a4b5c6d7e",
        "subject": "Zählerstand Bad",
        "body": "Jahresablesung.",
        "answers": {"f3c7b8fa-4b3d-4bba-8d7c-3f4b5c6d7e8f": "1234,5"},
        "submission_key": _KEY,
    },
)
ON_BEHALF = _sent(
    "A call",
    {
        "person_id": "b5e9daba-6d5f-4ddc-8f9e-5b6c7d8e9fa0",
        "source": "phone",
        "category_id": "0b7e6c1e-6f0f-4a57-9d0e-0a4c2f6f5d11",
        "property_id": "c1a5f6de-2f1b-4f9e-8b5a-1d2f3a4b5c6d",
        "subject": "Heizkörper bleibt kalt",
        "body": "Seit gestern wird er im Kinderzimmer nicht mehr warm.",
        "submission_key": _KEY,
    },
)
NEW_MESSAGE = _sent(
    "An answer", {"body": "Mittwoch ab 8 Uhr passt mir gut.", "submission_key": _KEY}
)
REOPENING = _sent("Not fixed", {"body": "Der Hahn tropft noch.", "submission_key": _KEY})
RATING = _sent("Content", {"score": 4, "comment": "Schnell, aber laut."})
APPOINTMENT = _sent(
    "The plumber comes",
    {
        "starts_at": "2026-12-02T07:00:00Z",
        "ends_at": "2026-12-02T09:00:00Z",
        "note": "Bitte räumen Sie den Schrank unter der Spüle aus.",
    },
)
NEW_STATUS = _sent("Rejected", {"status": "rejected", "reason": "Das gehört der Eigentümerin."})
ASSIGNMENT = _sent("To a colleague", {"assignee_id": "a4d8c9ab-5c4e-4ccb-9e8d-4a5b6c7d8e9f"})
