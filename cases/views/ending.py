"""`/vorgaenge/<uuid>/erledigt/` and the like: a resident ends a case, confirms it, rates it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import actions
from cases.forms import RatingForm, reply_form
from cases.models import Case
from cases.status import TransitionError, resident_label
from cases.views.detail import case_of, page
from portal.access.policies import NotAllowedError
from portal.accounts.http import PortalRequest

UNPROCESSABLE = 422


@require_POST
def resolve(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Done, says the resident."""
    done = _("Thank you for telling us. The case is done.")
    return _end(request, case_of(request, uuid), actions.resolve_case, done)


@require_POST
def close(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Yes, all is done: the end is confirmed."""
    done = _("Thank you. The case is closed and stays readable.")
    return _end(request, case_of(request, uuid), actions.close_case, done)


@require_POST
def rate(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """How content they are."""
    case = case_of(request, uuid)
    form = RatingForm(request.POST, case=case)
    if form.is_valid():
        values = form.cleaned_data
        try:
            actions.rate_case(
                user=request.user, case=case, score=values["score"], comment=values["comment"]
            )
        except ValidationError as error:
            form.refuse(error)
        except NotAllowedError as error:
            raise PermissionDenied from error
        else:
            notes.success(request, _("Thank you for your rating."))
            return redirect("cases:detail", uuid=case.uuid)
    return page(request, case, reply_form(case), rating_form=form, status=UNPROCESSABLE)


def _end(request: PortalRequest, case: Case, act: Callable[..., Case], done: str) -> HttpResponse:
    try:
        act(user=request.user, case=case)
    except TransitionError as error:
        # Pressed twice, or a clerk was quicker: what counts is where it stands now.
        words = _("Nothing was changed: the case is already “%(status)s”.")
        notes.info(request, words % {"status": resident_label(error.current)})
    except NotAllowedError as error:
        raise PermissionDenied from error
    else:
        notes.success(request, done)
    return redirect("cases:detail", uuid=case.uuid)
