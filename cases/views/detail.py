"""`/vorgaenge/<uuid>/`: one case with its correspondence, and the answer to it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cases import actions, downloads
from cases.appointments import ahead_of, in_words
from cases.drafts import Target, newest
from cases.ending import ending_of
from cases.expected import expected_of
from cases.following import earlier_of, later_of
from cases.forms import RatingForm, ReplyForm, reply_form
from cases.incidents import incident_of
from cases.models import Attachment, Case, CaseEvent, CaseMessage
from cases.news import moment_of, news_since
from cases.policies import REPLY, SHARE, attachment_policy, case_policy
from cases.progress import reached, steps_of
from cases.questions import answers_of
from cases.readers import readers_of
from cases.status import TransitionError, resident_label
from cases.thread import days_of, files_of
from cases.views.drafts import keep_draft, save
from portal.access.policies import NotAllowedError
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest
from portal.documents import previews
from portal.documents.delivery import FILE_HEADERS, FileLockedError, FileUnavailableError
from portal.notifications.actions import mark_read
from portal.notifications.models import Notification

_TAKEN_UP = gettext_lazy(
    "Meanwhile the case is in progress again. Your text is still here: please send it once more."
)


@require_safe
def case_detail(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Where it stands, the letters, and a form for the next one."""
    case = case_of(request, uuid)
    draft = newest(request.user, Target(case=case))
    return page(request, case, reply_form(case, draft=draft))


@require_safe
def case_news(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """What has changed since the moment `seit`, for the page that is open; else 204."""
    case = case_of(request, uuid)
    since = moment_of(request.GET.get("seit", ""))
    if since == case.updated_at:
        return HttpResponse(status=204)
    shown = _shown(request, case)
    shown["news"] = news_since(since, request.user, shown["letters"], shown["history"])
    return render(request, "cases/live.html", shown)


@require_POST
def answer(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The resident's letter; on errors the page again, with everything typed."""
    return _send(request, uuid, actions.reply)


@require_POST
def reopen(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Not fixed: a letter that takes an ended case up again."""
    return _send(request, uuid, actions.reopen)


def _send(request: PortalRequest, uuid: UUID, act: Callable[..., CaseMessage]) -> HttpResponse:
    case = case_of(request, uuid)
    form = reply_form(case, request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, case, form)
    values = form.cleaned_data
    try:
        message = act(
            user=request.user,
            case=case,
            body=values["body"],
            submission_key=values["submission_key"],
            files=values["files"],
        )
    except ValidationError as error:
        form.refuse(error)
        return _refused(request, case, form)
    except (NotAllowedError, TransitionError):
        # Closed, taken up again or moved out since the page was opened: the text stays on it.
        case = case_of(request, uuid)
        if case_policy.may(request.user, REPLY, case):
            form.refuse(ValidationError(_TAKEN_UP))
            return _refused(request, case, form, status=409)
        return page(request, case, form, status=409 if case.status == Case.Status.CLOSED else 403)
    # Whoever answers has read what came before.
    mark_read(user=request.user, company=request.company, uuids=_unread(request, case))
    notes.success(request, _("Your message has been sent."))
    return redirect(f"{reverse('cases:detail', args=[case.uuid])}#m-{message.uuid}")


@require_POST
def draft(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Save the answer as it is, with its files; or throw it away."""
    case = case_of(request, uuid)
    form = reply_form(case, request.POST, request.FILES)
    back = reverse("cases:detail", args=[case.uuid])
    return save(request, Target(case=case), form, back=back)


@require_safe
def attachment(request: PortalRequest, uuid: UUID, file: UUID) -> HttpResponse:
    """A fresh link to one file of the case, good for an hour."""
    found = _attachment(request, uuid, file)
    return redirect(downloads.link_to(found, request.user).path)


@require_safe
def preview(request: PortalRequest, uuid: UUID, file: UUID) -> HttpResponse:
    """A small picture of a photo of the case, for the page it stands on."""
    found = _attachment(request, uuid, file)
    try:
        return previews.preview_of(found)
    except FileLockedError:
        return HttpResponse(status=409, headers=FILE_HEADERS)
    except FileUnavailableError:
        return HttpResponse(status=404, headers=FILE_HEADERS)


def _attachment(request: PortalRequest, uuid: UUID, file: UUID) -> Attachment:
    rows = attachment_policy.visible_to(request.user, request.company).filter(case__uuid=uuid)
    found: Attachment = visible_or_404(attachment_policy, request, file, rows=rows)
    return found


def case_of(request: PortalRequest, uuid: UUID) -> Case:
    """The case with all that its page names; 404 for whom it is not."""
    rows = Case.objects.visible_to(request.user, request.company).with_names()
    rows = rows.select_related("rating", "follows", "appointment")
    found: Case = visible_or_404(case_policy, request, uuid, rows=rows)
    return found


def _refused(
    request: PortalRequest, case: Case, form: ReplyForm, status: int = 422
) -> HttpResponse:
    if case_policy.may(request.user, REPLY, case):
        keep_draft(request.user, Target(case=case), form)
    return page(request, case, form, status=status)


def page(
    request: PortalRequest,
    case: Case,
    form: ReplyForm,
    *,
    rating_form: RatingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page with this answer form, as typed so far, and the form to rate the case."""
    context = _shown(request, case) | {
        "form": form,
        "rating_form": rating_form or RatingForm(case=case),
        "not_sent": status == 403 or (status == 409 and case.status == Case.Status.CLOSED),
        "draft_url": reverse("cases:reply-draft", args=[case.uuid]),
    }
    return render(request, "cases/detail.html", context, status=status)


def _shown(request: PortalRequest, case: Case) -> dict[str, Any]:
    """What is to be read about the case: on its page, and in the parts that follow later."""
    # Internal notes are not for this page, whoever opens it.
    public = case.messages.filter(visibility=CaseMessage.Visibility.PUBLIC)
    letters = list(
        public.select_related("author").prefetch_related(
            Prefetch("attachments", queryset=Attachment.objects.of(case.company))
        )
    )
    history = list(case.events.exclude(kind=CaseEvent.Kind.NOTED))
    readers = readers_of(case)
    appointment = ahead_of(case)
    unread = {data.get("message") for data in _unread(request, case).values()}
    return {
        "case": case,
        "letters": letters,
        "history": history,
        "status_label": resident_label(case.status),
        "steps": steps_of(case, history),
        "expected": expected_of(case),
        "since": reached(case, history).get(case.status, case.updated_at),
        "days": days_of(case, request.user, letters, history, unread, readers),
        "files": files_of(letters),
        "participants": readers.living,
        "is_own": case_policy.is_own(request.user, case),
        "may_reply": case_policy.may(request.user, REPLY, case),
        "may_share": case_policy.may(request.user, SHARE, case),
        "incident": incident_of(case, request.user),
        "answers": answers_of(case),
        "appointment": appointment,
        "appointment_time": in_words(appointment.starts_at, appointment.ends_at)
        if appointment
        else "",
        "ending": ending_of(case, request.user),
        "follows": earlier_of(case, request.user),
        "followed_by": later_of(case, request.user),
        "follow_query": f"?{urlencode({'liegenschaft': case.property.uuid, 'folgt': case.uuid})}",
    }


def _unread(request: PortalRequest, case: Case) -> dict[UUID, dict[str, Any]]:
    """The login's unread notifications about the case: what each was about."""
    rows = Notification.objects.in_portal(request.user, request.company).unread()
    return dict(rows.filter(target_uuid=case.uuid).values_list("uuid", "data"))
