"""Saving what somebody has typed and chosen, without sending it: reports and answers alike."""

from uuid import UUID, uuid4

from django.contrib import messages as notes
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from cases import actions
from cases.drafts import Target, of_page
from cases.forms import SubmissionForm
from cases.models import Draft
from portal.access.policies import NotAllowedError
from portal.accounts.http import PortalRequest
from portal.accounts.models import User
from portal.core.uuids import parse_uuid


def keep_draft(user: User, target: Target, form: SubmissionForm) -> None:
    """Keep what a page holds, accepted or not, so that no file has to be chosen a second time."""
    form.draft = of_page(user, target, _key(form))
    try:
        form.draft = _save(user, target, form)
    except ValidationError as error:
        form.refuse(error)


def save(
    request: PortalRequest, target: Target, form: SubmissionForm, *, back: str
) -> HttpResponse:
    """The answer to "save", "remove" and "discard"; a script gets the parts that changed."""
    form.is_valid()
    form.draft = of_page(request.user, target, _key(form))
    if "discard" in request.POST:
        if form.draft:
            actions.discard_draft(user=request.user, draft=form.draft)
        return redirect(back)
    refused: list[str] = [str(problem) for problem in form.errors.get("files", [])]
    try:
        form.draft = _save(
            request.user, target, form, remove=parse_uuid(request.POST.get("remove", ""))
        )
    except ValidationError as error:
        refused += error.messages
    except NotAllowedError as error:
        raise PermissionDenied from error
    if request.htmx:
        status = 422 if refused else 200
        context = {"form": form, "refused": refused, "draft_url": request.get_full_path()}
        return render(request, "cases/draft_changed.html", context, status=status)
    for problem in refused:
        notes.error(request, problem)
    return redirect(f"{back}#entwurf")


def _save(
    user: User, target: Target, form: SubmissionForm, remove: UUID | None = None
) -> Draft | None:
    return actions.save_draft(
        user=user,
        target=target,
        submission_key=_key(form),
        values=form.texts,
        files=form.passed_files,
        remove=remove,
    )


def _key(form: SubmissionForm) -> UUID:
    key: UUID = form.cleaned_data.get("submission_key") or uuid4()
    return key
