"""From the file to an accepted plan."""

from django.urls import path

from metodsovet.work.planning.views import (
    acceptance,
    drafts,
    reading,
    review,
    review_changes,
    review_editions,
    review_holders,
    review_settings,
)

urlpatterns = [
    path("", reading.show_plans, name="show_plans"),
    path("read/", reading.read_plan, name="read_plan"),
    path("read/example/", reading.read_example, name="read_example"),
    path("read/example/file/", reading.download_example, name="download_example"),
    path("draft/", drafts.draft_plan, name="draft_plan"),
    path("<int:pk>/discard/", drafts.discard_plan, name="discard_plan"),
    path("<int:pk>/review/", review.show_review, name="show_review"),
    path("<int:pk>/review/warning/", review.dismiss_warning, name="dismiss_warning"),
    path("<int:pk>/review/title/", review_settings.set_title, name="set_title"),
    path("<int:pk>/review/act/", review_settings.set_act, name="set_act"),
    path("<int:pk>/review/audience/", review_settings.set_audience, name="set_audience"),
    path("<int:pk>/review/offices/", review_settings.set_offices, name="set_offices"),
    path("<int:pk>/review/control/", review_changes.set_control, name="set_control"),
    path("<int:pk>/review/lines/", review_changes.add_activity, name="add_activity"),
    path("<int:pk>/review/term/", review_changes.preview_term, name="preview_term"),
    path("<int:pk>/review/parties/", review_changes.preview_parties, name="preview_parties"),
    path("review/lines/<int:pk>/", review_changes.change_activity, name="change_activity"),
    path("review/lines/<int:pk>/term/", review.confirm_term, name="confirm_term"),
    path("review/lines/<int:pk>/place/", review_changes.move_activity, name="move_activity"),
    path("review/lines/<int:pk>/remove/", review_changes.remove_activity, name="remove_activity"),
    path("review/lines/<int:pk>/parties/<int:party_pk>/", review.choose_holder, name="choose_holder"),
    path("review/lines/<int:pk>/parties/<int:party_pk>/find/", review_holders.find_holder, name="find_holder"),
    path("<int:pk>/accept/", acceptance.accept_plan, name="accept_plan"),
    path("<int:pk>/archive/", acceptance.archive_plan, name="archive_plan"),
    path("<int:pk>/extend/", acceptance.extend_plan, name="extend_plan"),
    path("<int:pk>/edition/", reading.read_edition, name="read_edition"),
    path("<int:pk>/difference/", review_editions.apply_edition, name="apply_edition"),
]
