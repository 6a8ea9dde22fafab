"""App configuration of the room `companies`."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """Connects the system checks of this room."""

    name = "portal.companies"
    label = "companies"

    def ready(self) -> None:
        """Load the checks; Django collects them by import."""
        from portal.companies import checks  # noqa: F401 -- imported for its registration
