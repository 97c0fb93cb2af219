"""Addresses of what happens to people: names, doubles, days of the past, one's own page, erasure."""

from django.urls import path

from metodsovet.ground.directory.views import case_forms, doubles, erasures, names, own_page, staff

urlpatterns = [
    path("me/", own_page.show_own_page, name="show_own_page"),
    path("me/everything/", own_page.download_everything, name="download_everything"),
    path("me/erasure/", own_page.ask_erasure, name="ask_erasure"),
    path("people/doubles/", doubles.show_doubles, name="show_doubles"),
    path("people/on-day/", staff.show_staff_of_day, name="show_staff_of_day"),
    path("people/<int:pk>/new-name/", names.change_name, name="change_name"),
    path("people/<int:pk>/cases/", case_forms.set_case_forms_of_person, name="set_case_forms_of_person"),
    path(
        "organisations/<int:pk>/cases/",
        case_forms.set_case_forms_of_organisation,
        name="set_case_forms_of_organisation",
    ),
    path("positions/", case_forms.show_positions, name="show_positions"),
    path("positions/<int:pk>/cases/", case_forms.set_case_forms_of_position, name="set_case_forms_of_position"),
    path("people/<int:pk>/doubles/", doubles.find_double, name="find_double"),
    path("people/<int:pk>/doubles/<int:other_pk>/", doubles.merge_people, name="merge_people"),
    path("people/<int:pk>/doubles/<int:other_pk>/apart/", doubles.tell_apart, name="tell_apart"),
    path("organisations/<int:pk>/lead/", staff.appoint_lead, name="appoint_lead"),
    path("people/erasures/", erasures.show_erasures, name="show_erasures"),
    path("people/erasures/<int:pk>/", erasures.show_erasure, name="show_erasure"),
    path("people/erasures/<int:pk>/withdraw/", own_page.withdraw_erasure, name="withdraw_erasure"),
    path("people/erasures/<int:pk>/refuse/", erasures.refuse_erasure, name="refuse_erasure"),
    path("people/erasures/<int:pk>/erase/", erasures.erase_person, name="erase_person"),
]
