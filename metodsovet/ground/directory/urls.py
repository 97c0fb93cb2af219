from django.urls import include, path

from metodsovet.ground.directory.views import accounts, exports, jobs, organisations, people, settings

urlpatterns = [
    path("", include("metodsovet.ground.directory.urls_lives")),
    path("people/", people.show_people, name="show_people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<int:pk>/", people.show_person, name="show_person"),
    path("people/<int:pk>/name/", people.rename_person, name="rename_person"),
    path("people/<int:pk>/hire/", jobs.hire, name="hire"),
    path("people/<int:pk>/role/", jobs.grant_role, name="grant_role"),
    path("people/<int:pk>/account/", accounts.give_account, name="give_account"),
    path("people/<int:pk>/account/renew/", accounts.renew_password, name="renew_password"),
    path("people/<int:pk>/account/close/", accounts.close_account, name="close_account"),
    path("people/<int:pk>/account/open/", accounts.open_account, name="open_account"),
    path("jobs/<int:pk>/dismiss/", jobs.dismiss, name="dismiss"),
    path("jobs/<int:pk>/transfer/", jobs.transfer, name="transfer"),
    path("roles/<int:pk>/end/", jobs.end_role, name="end_role"),
    path("organisations/", organisations.show_organisations, name="show_organisations"),
    path("organisations/<int:pk>/", organisations.show_organisation, name="show_organisation"),
    path("organisations/<int:pk>/add/", organisations.add_organisation, name="add_organisation"),
    path("organisations/<int:pk>/name/", organisations.rename_organisation, name="rename_organisation"),
    path("organisations/<int:pk>/mail/", organisations.set_organisation_mail, name="set_organisation_mail"),
    path("organisations/<int:pk>/close/", organisations.close_organisation, name="close_organisation"),
    path("organisations/<int:pk>/reopen/", organisations.reopen_organisation, name="reopen_organisation"),
    path("exports/", exports.show_exports, name="show_exports"),
    path("settings/", settings.show_settings, name="show_settings"),
    path("settings/calendar/", settings.show_calendar_days, name="show_calendar_days"),
    path("settings/calendar/<int:day>/remove/", settings.remove_calendar_day, name="remove_calendar_day"),
    path("settings/numbers/", settings.show_reference_numbers, name="show_reference_numbers"),
    path("settings/numbers/<slug:code>/", settings.set_reference_number, name="set_reference_number"),
]
