from django.urls import path

from metodsovet.work.events.views import acts, agenda, clashes, holding, minutes, pages

urlpatterns = [
    path("", pages.show_meetings, name="show_meetings"),
    path("clashes/", clashes.show_all_clashes, name="show_all_clashes"),
    path("people/<int:pk>/", clashes.show_demand, name="show_demand"),
    path("offline.js", holding.serve_offline_script, name="serve_offline_script"),
    path("communities/<int:pk>/plan/", acts.plan_meeting, name="plan_meeting"),
    path("communities/<int:pk>/series/", acts.start_series, name="start_series"),
    path("communities/<int:pk>/first-number/", acts.set_first_number, name="set_first_number"),
    path("<int:pk>/", pages.show_meeting, name="show_meeting"),
    path("<int:pk>/clashes/", clashes.show_clashes, name="show_clashes"),
    path("<int:pk>/change/", acts.change_meeting, name="change_meeting"),
    path("<int:pk>/call/", acts.call_meeting, name="call_meeting"),
    path("<int:pk>/move/", acts.move_meeting, name="move_meeting"),
    path("<int:pk>/cancel/", acts.cancel_meeting, name="cancel_meeting"),
    path("<int:pk>/answer/", acts.answer_call, name="answer_call"),
    path("<int:pk>/items/add/", agenda.add_item, name="add_item"),
    path("items/<int:pk>/change/", agenda.change_item, name="change_item"),
    path("items/<int:pk>/move/", agenda.move_item, name="move_item"),
    path("items/<int:pk>/remove/", agenda.remove_item, name="remove_item"),
    path("<int:pk>/begin/", holding.begin_meeting, name="begin_meeting"),
    path("<int:pk>/hold/", holding.hold_meeting, name="hold_meeting"),
    path("<int:pk>/changes/", holding.record_changes, name="record_changes"),
    path("<int:pk>/close/", holding.close_meeting, name="close_meeting"),
    path("<int:pk>/minutes/", minutes.download_minutes, name="download_minutes"),
    path("<int:pk>/minutes/approve/", minutes.approve_minutes, name="approve_minutes"),
    path("<int:pk>/minutes/correct/", minutes.correct_minutes, name="correct_minutes"),
]
