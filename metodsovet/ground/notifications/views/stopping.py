"""Refusing the digest by the link in it, without a login: the page has a button, programs of the mail press at once."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import public
from metodsovet.ground.notifications import actions
from metodsovet.ground.notifications.actions.mailboxes import mailbox_of, receiver_of, settings_of


@public("the signed link is the key: whoever reads the mailbox stops what comes to it (RFC 8058)")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop_digest(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing, since programs that look through letters open links; a server of mail posts at once."""
    person = receiver_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        actions.stop_digest(person)
    return render(request, "notifications/stop_digest.html", {"is_on": settings_of(person).is_on})


@public("the signed link is the key: whoever reads the mailbox stops what comes to it (RFC 8058)")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop_organisation_digest(request: HttpRequest, token: str) -> HttpResponse:
    """As ``stop_digest``, of the mailbox of an organisation."""
    organisation = mailbox_of(token)
    if organisation is None:
        raise Http404
    if request.method == "POST":
        organisation = actions.stop_organisation_digest(organisation)
    context = {"is_on": organisation.gets_digest, "organisation": organisation}
    return render(request, "notifications/stop_organisation_digest.html", context)
