from django.urls import path

from metodsovet.ground.access.views import entering, history, own_account, second_factor, sessions

urlpatterns = [
    path("log-in/", entering.log_in, name="log_in"),
    path("log-in/code/", entering.confirm_log_in, name="confirm_log_in"),
    path("log-out/", entering.log_out, name="log_out"),
    path("password/", own_account.change_password, name="change_password"),
    path("password/choose/", own_account.choose_password, name="choose_password"),
    path("second-factor/", second_factor.show_second_factor, name="show_second_factor"),
    path("second-factor/add/", second_factor.add_second_factor, name="add_second_factor"),
    path("second-factor/codes/", second_factor.renew_recovery_codes, name="renew_recovery_codes"),
    path("second-factor/remove/", second_factor.remove_second_factor, name="remove_second_factor"),
    path("sessions/", sessions.show_sessions, name="show_sessions"),
    path("sessions/end/", sessions.end_session, name="end_session"),
    path("sessions/end-others/", sessions.end_other_sessions, name="end_other_sessions"),
    path("history/<slug:kind>/<int:row>/", history.show_history, name="show_history"),
    path("look/", own_account.choose_look, name="choose_look"),
]
