"""Asking for the example and telling how far it has got."""

from django.db import transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from metodsovet.ground.directory.models import Installation
from metodsovet.kernel.errors import DomainError
from metodsovet.surface.workspace import tasks
from metodsovet.surface.workspace.models import DemoBuild


@transaction.atomic
def ask_demo() -> DemoBuild:
    """Start making the example, once however often it is asked; DomainError ``already_begun``."""
    build, is_new = DemoBuild.objects.select_for_update().get_or_create(pk=1)
    if Installation.objects.exists():
        raise DomainError("already_begun", "Работа уже начата: войдите с именем и паролем, которые вам дали.")
    if not is_new and build.is_under_way:
        return build
    build.state, build.line = DemoBuild.State.WAITING, ""
    build.asked_at = build.told_at = timezone.now()
    build.save()
    try:
        with transaction.atomic():
            tasks.build_demo.defer()
    except AlreadyEnqueued:
        pass  # the worker has not taken the earlier asking yet, and will
    return build
