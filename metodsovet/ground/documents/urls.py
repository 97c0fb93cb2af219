from django.urls import path

from metodsovet.ground.documents.views import acts, batches, emblems, register, templates

urlpatterns = [
    path("acts/", acts.show_acts, name="show_acts"),
    path("acts/add/", acts.add_act, name="add_act"),
    path("acts/<int:pk>/", acts.show_act, name="show_act"),
    path("acts/<int:pk>/requisites/", acts.change_act, name="change_act"),
    path("acts/<int:pk>/files/", acts.attach_act_file, name="attach_act_file"),
    path("papers/", register.show_papers, name="show_papers"),
    path("papers/issue/<slug:code>/", register.issue_paper, name="issue_paper"),
    path("papers/issue/<slug:code>/preview/", register.preview_paper, name="preview_paper"),
    path("papers/<int:pk>/", register.show_paper, name="show_paper"),
    path("papers/<int:pk>/print/", register.print_paper, name="print_paper"),
    path("papers/<int:pk>/withdraw/", register.withdraw_paper, name="withdraw_paper"),
    path("papers/<int:pk>/originals/", register.attach_original, name="attach_original"),
    path("batches/", batches.show_batches, name="show_batches"),
    path("batches/start/", batches.start_batch, name="start_batch"),
    path("batches/<int:pk>/", batches.show_batch, name="show_batch"),
    path("batches/<int:pk>/continue/", batches.continue_batch, name="continue_batch"),
    path("emblem/", emblems.set_emblem, name="set_emblem"),
    path("emblem/remove/", emblems.remove_emblem, name="remove_emblem"),
    path("templates/", templates.show_templates, name="show_templates"),
    path("templates/<slug:code>/", templates.show_template_versions, name="show_template_versions"),
    path("templates/<slug:code>/upload/", templates.upload_template, name="upload_template"),
    path("templates/<slug:code>/default/", templates.download_default_template, name="download_default_template"),
    path("templates/<slug:code>/default/preview/", templates.preview_default_template, name="preview_default_template"),
    path("templates/<slug:code>/default/use/", templates.use_default_template, name="use_default_template"),
    path("templates/versions/<int:pk>/activate/", templates.activate_template, name="activate_template"),
]
