"""`/konto/benachrichtigungen/`: which mails one wants, and which things one reads in the portal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.http import PortalRequest
from portal.notifications.actions import choose_mails
from portal.notifications.forms import MailSettingsForm
from portal.notifications.preferences import hats, settings_of
from portal.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request: PortalRequest) -> HttpResponse:
    """Ask about each kind this login is told of here, and keep the answers."""
    asked = settings_of(request.user, request.company)
    data = request.POST if request.method == "POST" else None
    form = MailSettingsForm(data, asked=asked)
    if form.is_valid():
        choose_mails(user=request.user, company=request.company, choices=form.choices)
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:settings")
    worn = hats(request.user, request.company)
    context = {
        "form": form,
        # Not the login's address: letters go where the company has noted it.
        "addresses": list(dict.fromkeys(hat.email for hat in worn if hat.email)),
        "is_resident": any(isinstance(hat, Person) for hat in worn),
    }
    status = 422 if form.errors else 200
    return render(request, "notifications/settings.html", context, status=status)
