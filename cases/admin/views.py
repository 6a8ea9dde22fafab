"""The page of one case: read the thread, answer, note, move it on, hand it over."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton

from cases import actions
from cases.admin.forms import AnswerForm, AssignForm, DueForm, ShareForm, StatusForm
from cases.admin.incidents.forms import LinkForm
from cases.admin.panels import (
    AppointmentPanel,
    FactsPanel,
    FilesPanel,
    HistoryPanel,
    PropertyPanel,
    ReadersPanel,
    ResidentPanel,
)
from cases.admin.reach import ways_to
from cases.expected import due_words
from cases.models import Attachment, Case, CaseMessage
from cases.policies import case_policy, message_policy
from cases.readers import Readers, readers_of
from cases.status import TransitionError, allowed_next
from portal.access.policies import NotAllowedError
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest

UNPROCESSABLE = 422
CONFLICT = 409
# Where an action's field has another name in the form.
_FIELDS = {"files": "uploads", NON_FIELD_ERRORS: None}


@dataclass(frozen=True)
class Letter:
    """A message of the thread, with who has signed it."""

    message: CaseMessage
    readers: Readers

    @property
    def author(self) -> str:
        """Of a resident's words the resident, whoever has written them down."""
        clerk = self.clerk
        return self.readers.author_of(self.message) if clerk else str(self.message.author or "–")

    @property
    def clerk(self) -> str:
        """Who has written it down for the resident, in a sentence."""
        return self.readers.clerk_of(self.message)


class CaseView(WagtailAdminTemplateMixin, TemplateView):
    """Everything about one case on one page; another company's case is not there."""

    request: PortalRequest
    template_name = "cases/admin/case.html"
    header_icon = "mail"
    http_method_names = ["get", "head", "options"]

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Fetch the case, or answer 404, before anything else is asked."""
        super().setup(request, *args, **kwargs)
        self.load(kwargs["uuid"])

    def load(self, uuid: UUID) -> None:
        """Read the case as it is now."""
        rows = Case.objects.visible_to(self.request.user, self.request.company)
        rows = rows.with_names().select_related(
            "company__site",
            "unit__building",
            "opened_for__user",
            "incident",
            "rating",
            "follows",
            "appointment",
        )
        self.case = visible_or_404(case_policy, self.request, uuid, rows=rows)
        for known in ("thread", "readers"):
            self.__dict__.pop(known, None)

    @cached_property
    def thread(self) -> list[CaseMessage]:
        """All messages and notes, oldest first, with their files."""
        rows: QuerySet[CaseMessage] = message_policy.visible_to(
            self.request.user, self.request.company
        )
        rows = rows.filter(case=self.case).select_related("author")
        return list(rows.prefetch_related("attachments"))

    @cached_property
    def readers(self) -> Readers:
        """With whom it is and was shared."""
        return readers_of(self.case)

    @property
    def seen(self) -> int | None:
        """The newest message on the page."""
        return max((message.pk for message in self.thread), default=None)

    @property
    def files(self) -> list[Attachment]:
        """All files of the thread."""
        return [file for message in self.thread for file in message.attachments.all()]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The record to hand on or to print."""
        url = reverse("cases:record", args=[self.case.uuid])
        return [HeaderButton(_("Case as PDF"), url=url, icon_name="download")]

    def get_page_title(self) -> str:
        """V-2026-000123 Heizung kalt."""
        return str(self.case)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Back to the queue."""
        queue = {"url": reverse("casework:index"), "label": _("Cases")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.case.number}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The thread, the forms, the panels."""
        case = self.case
        share_form = kwargs.get("share_form")
        if share_form is None:
            share_form = ShareForm(case=case, participants=self.readers.living)
        panels = [
            FactsPanel(case, self.request),
            AppointmentPanel(case, self.request, kwargs.get("appointment_form")),
            ResidentPanel(case, self.request),
            ReadersPanel(case, self.request, self.readers, share_form),
            PropertyPanel(case, self.request),
            FilesPanel(case, self.request, self.files),
            HistoryPanel(case, self.request, self.readers),
        ]
        assign_form = AssignForm(case=case)
        context: dict[str, Any] = {
            "case": case,
            "letters": [Letter(it, self.readers) for it in self.thread],
            "side_panels": MediaContainer(panels),
            "is_closed": not allowed_next(case.status),
            "ways": ways_to(case.opened_for),
            "answer_form": AnswerForm(case=case, seen=self.seen),
            "status_form": StatusForm(case=case),
            "due_form": DueForm(case=case),
            "assign_form": assign_form,
            "header_buttons": self.header_buttons,
            "share_form": share_form,
            "participants": self.readers.living,
            "link_form": LinkForm(case=case),
            "can_take": assign_form.offers(self.request.user),
            **kwargs,
        }
        return super().get_context_data(**context)


class CaseActionView(CaseView):
    """A form of the page was sent: done and back to the page, or the page with what was typed."""

    http_method_names = ["post", "options"]
    form_name: str
    # Which part of the page to look at afterwards.
    shown_next = ""

    def build_form(self) -> Any:
        """The bound form."""
        raise NotImplementedError

    def act(self, form: Any) -> str:
        """Call the action; returns what to tell the clerk."""
        raise NotImplementedError

    def post(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act, and turn every refusal into words beside the form."""
        form = self.build_form()
        if not form.is_valid():
            return self.refuse(form)
        try:
            told = self.act(form)
        except TransitionError as error:
            return self.refuse(form, _too_late(error), status=CONFLICT)
        except NotAllowedError:
            self.load(self.case.uuid)
            return self.refuse(form, _not_any_more(self.case), status=CONFLICT)
        except ValidationError as error:
            show(form, error)
            return self.refuse(form)
        messages.success(request, told)
        return redirect(reverse("casework:case", args=[self.case.uuid]) + self.shown_next)

    def refuse(self, form: Any, reason: str = "", status: int = UNPROCESSABLE) -> HttpResponse:
        """The page again, as the case is now, with the form as the clerk left it."""
        if reason:
            form.add_error(None, reason)
        self.load(self.case.uuid)
        form.case = self.case
        context = self.get_context_data(**{self.form_name: form})
        return self.render_to_response(context, status=status)


class AnswerView(CaseActionView):
    """Write to the resident, or note something for colleagues."""

    form_name = "answer_form"
    shown_next = "#latest"

    def build_form(self) -> AnswerForm:
        """What was written."""
        return AnswerForm(self.request.POST, self.request.FILES, case=self.case, seen=self.seen)

    def post(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stop once when somebody else has written since the page was read (CC-03)."""
        form = self.build_form()
        if form.is_valid() and self.has_newer(form):
            # Sending the same form again goes through: it now knows the newer message.
            data = request.POST.copy()
            data["seen"] = str(self.seen or "")
            form.data = data
            warning = _(
                "There is a newer message in this case. Please read it; your text is kept. "
                "Send it again if it still fits."
            )
            return self.refuse(form, warning, status=CONFLICT)
        return super().post(request, *args, **kwargs)

    def has_newer(self, form: AnswerForm) -> bool:
        """Whether a message lies there that the clerk has not seen, and has not sent just now."""
        seen = form.cleaned_data["seen"] or 0
        key = form.cleaned_data["submission_key"]
        return any(
            message.pk > seen
            and (message.author_id, message.submission_key) != (self.request.user.pk, key)
            for message in self.thread
        )

    def act(self, form: AnswerForm) -> str:
        """Send."""
        actions.reply(
            user=self.request.user,
            case=self.case,
            body=form.cleaned_data["body"],
            submission_key=form.cleaned_data["submission_key"],
            files=form.cleaned_data["uploads"],
            internal=form.is_internal,
            next_status=form.cleaned_data["next_status"] or None,
            take_over=form.cleaned_data["take_over"] and not form.is_internal,
        )
        if form.is_internal:
            return _("The note is kept. The resident does not see it.")
        if self.case.opened_for.gets_letters:
            words = _("Your answer to %(name)s lies with the letters by post, to be printed.")
        else:
            words = _("Your answer is on its way to %(name)s.")
        return words % {"name": self.case.opened_for}


class StatusView(CaseActionView):
    """Move the case on."""

    form_name = "status_form"

    def build_form(self) -> StatusForm:
        """What was chosen."""
        return StatusForm(self.request.POST, case=self.case)

    def act(self, form: StatusForm) -> str:
        """Change it."""
        case = actions.change_status(
            user=self.request.user,
            case=self.case,
            status=form.cleaned_data["status"],
            reason=form.cleaned_data["reason"],
        )
        return _("The status is now “%(status)s”.") % {"status": case.get_status_display()}


class AssignView(CaseActionView):
    """Hand the case over."""

    form_name = "assign_form"

    def build_form(self) -> AssignForm:
        """Who was chosen."""
        return AssignForm(self.request.POST, case=self.case)

    def act(self, form: AssignForm) -> str:
        """Assign it."""
        case = actions.assign(user=self.request.user, case=self.case, assignee=form.colleague)
        if case.assignee is None:
            return _("Nobody is assigned any more.")
        return _("Assigned to %(name)s.") % {"name": case.assignee}


class DueView(CaseActionView):
    """Name the day the resident waits for."""

    form_name = "due_form"

    def build_form(self) -> DueForm:
        """Which day was chosen."""
        return DueForm(self.request.POST, case=self.case)

    def act(self, form: DueForm) -> str:
        """Set it."""
        day = form.cleaned_data["day"]
        case = actions.set_due(user=self.request.user, case=self.case, day=day)
        if case.due_at is None:
            return _("No date is named any more.")
        return _("%(name)s reads that you get back by %(day)s") % {
            "name": case.opened_for,
            "day": due_words(case.due_at),
        }


def show(form: forms.Form, error: ValidationError) -> None:
    """An action's complaints beside their fields; about others above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, complaints in error.error_dict.items():
        form.add_error(_FIELDS.get(name, name if name in form.fields else None), complaints)


def _too_late(error: TransitionError) -> str:
    return _(
        "The case is “%(current)s” by now; “%(wanted)s” is not possible from there. "
        "Nothing was changed."
    ) % {
        "current": Case.Status(error.current).label,
        "wanted": Case.Status(error.wanted).label,
    }


def _not_any_more(case: Case) -> str:
    return _("The case is “%(current)s” by now. Nothing was changed.") % {
        "current": case.get_status_display()
    }
