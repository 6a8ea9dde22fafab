"""A step in an object's life that people notice: asked about first, then taken by its action."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from portal.access.admin.viewsets import GuardedInspectView


class GuardedStepView(GuardedInspectView):
    """GET asks `question`; POST takes the step and says `done`, or why it cannot be taken."""

    template_name = "access/admin/step.html"
    header_buttons: ClassVar[list[Button]] = []
    # Called with `user` and the object, by the name of its model.
    act: ClassVar[Callable[..., Any]]
    question: ClassVar[str | Promise]
    done: ClassVar[str | Promise]

    def get_page_title(self) -> str:
        """The step, on its button too."""
        return str(self.page_title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is asked, and the way back."""
        context: dict[str, Any] = super().get_context_data(
            question=self.question, back_url=self._object_url(), **kwargs
        )
        return context

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step."""
        try:
            self.take()
        except ValidationError as problem:
            messages.error(self.request, " ".join(problem.messages))
        else:
            messages.success(self.request, self.done)
        return redirect(self._object_url())

    def take(self) -> None:
        """Call the action; ValidationError says why not."""
        named = {self.model._meta.model_name: self.object}
        type(self).act(user=self.request.user, **named)

    def _object_url(self) -> str:
        # The viewset's own name is the namespace of its addresses.
        match = self.request.resolver_match
        assert match is not None  # noqa: S101 -- the address has led here
        return reverse(f"{match.namespace}:inspect", args=[self.object.pk])
