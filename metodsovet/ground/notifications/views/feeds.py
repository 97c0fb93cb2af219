"""Addresses of calendars: the page where they are made and revoked, and the calendar itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door, public
from metodsovet.ground.notifications import actions
from metodsovet.ground.notifications.actions.feeds import feed_of
from metodsovet.ground.notifications.calendars.reading import answer_of, owner_of
from metodsovet.ground.notifications.forms import FeedForm
from metodsovet.ground.notifications.models import CalendarFeed
from metodsovet.ground.notifications.views.mail import own_person


@door("notifications.view_feeds")
@require_safe
def show_feeds(request: Visitor) -> HttpResponse:
    return _page(request, FeedForm(user=request.user))


@door("notifications.make_feed")
@never_cache
@require_POST
def make_feed(request: Visitor) -> HttpResponse:
    """The answer shows the address: its secret is kept nowhere. Without an organisation it is one's own."""
    form = FeedForm(request.POST, user=request.user)
    is_own = "organisation" not in request.POST
    if not is_own and not form.is_valid():
        return _page(request, form)
    organisation = None if is_own else form.cleaned_data["organisation"]
    feed, token = actions.make_feed(own_person(request), organisation=organisation, by=request.user)
    address = f"{_site(request)}{reverse('read_feed', args=[token])}"
    return render(request, "notifications/feed_address.html", {"feed": feed, "address": address, "part": "feeds"})


@door("notifications.revoke_feed", CalendarFeed)
@require_POST
def revoke_feed(request: Visitor, feed: CalendarFeed) -> HttpResponse:
    actions.revoke_feed(feed, by=request.user)
    return redirect("show_feeds")


@public("the secret in the address is the key: calendar programs do not log in")
@require_safe
def read_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A wrong, revoked or orphaned address answers like one that never was. Programs ask again by ETag."""
    feed = feed_of(token)
    owner = owner_of(feed) if feed is not None else None
    if feed is None or owner is None:
        raise Http404
    answer = answer_of(feed, owner, site=_site(request))
    moment = int(answer.changed_at.timestamp())
    etag = quote_etag(answer.etag)
    response = get_conditional_response(request, etag=etag, last_modified=moment)
    if response is None:
        response = HttpResponse(answer.body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="metodsovet.ics"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(moment)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: Visitor, form: FeedForm) -> HttpResponse:
    feeds = CalendarFeed.objects.visible_to(request.user).open().select_related("organisation")
    own = [feed for feed in feeds if feed.organisation is None]
    theirs = [feed for feed in feeds if feed.organisation is not None]
    acts_for = form.fields["organisation"].queryset.exists()  # type: ignore[attr-defined]  # a choice of rows
    context = {"form": form, "own": own, "theirs": theirs, "acts_for": acts_for, "part": "feeds"}
    return render(request, "notifications/feeds.html", context, status=422 if form.errors else 200)


def _site(request: HttpRequest) -> str:
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
