from django.urls import path

from metodsovet.ground.notifications.views import feeds, letters, mail, notices, stopping

urlpatterns = [
    path("notices/", notices.show_notices, name="show_notices"),
    path("notices/bell/", notices.show_bell, name="show_bell"),
    path("notices/read/", notices.read_all_notices, name="read_all_notices"),
    path("notices/<int:pk>/read/", notices.read_notice, name="read_notice"),
    path("notices/mail/", mail.change_digest, name="change_digest"),
    path("notices/mail/address/", mail.ask_mail_confirmation, name="ask_mail_confirmation"),
    path("notices/mail/address/forget/", mail.forget_mail, name="forget_mail"),
    path("notices/mail/confirm/<str:token>/", mail.confirm_mail, name="confirm_mail"),
    path("notices/mail/stop/<str:token>/", stopping.stop_digest, name="stop_digest"),
    path(
        "notices/mail/stop/organisation/<str:token>/",
        stopping.stop_organisation_digest,
        name="stop_organisation_digest",
    ),
    path("notices/calendars/", feeds.show_feeds, name="show_feeds"),
    path("notices/calendars/make/", feeds.make_feed, name="make_feed"),
    path("notices/calendars/<int:pk>/revoke/", feeds.revoke_feed, name="revoke_feed"),
    path("notices/letters/", letters.show_letters, name="show_letters"),
    path("notices/letters/time/", letters.set_digest_time, name="set_digest_time"),
    path("notices/letters/<int:pk>/retry/", letters.retry_letter, name="retry_letter"),
    path("calendars/<str:token>.ics", feeds.read_feed, name="read_feed"),
]
