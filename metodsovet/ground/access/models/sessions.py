from typing import Any, ClassVar

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from metodsovet.ground.access.models.users import User
from metodsovet.kernel import clock


class SessionManager(BaseSessionManager["Session"]):
    def open_of(self, user: User) -> models.QuerySet["Session"]:
        return self.filter(user=user, expire_date__gt=clock.now())


class Session(AbstractBaseSession):
    """A browser that came here; ``user`` is None until somebody logs in. The key is a secret: it never leaves."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name="кто")

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> Any:
        return SessionStore  # decodes like ours, which imports this module
