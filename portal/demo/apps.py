"""App configuration of the room `demo`."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Connects the check that keeps the demo out of production."""

    name = "portal.demo"
    label = "demo"

    def ready(self) -> None:
        """Load the check; Django collects it by import."""
        from portal.demo import checks  # noqa: F401 -- imported for its registration
