"""App configuration of the room `faq`."""

from django.apps import AppConfig


class FaqConfig(AppConfig):
    """Registers what this room offers to the others."""

    name = "faq"

    def ready(self) -> None:
        """Offer answers to whoever is typing a subject."""
        from faq.suggestions import suggest
        from portal.core import answers

        answers.register("faq", suggest)
