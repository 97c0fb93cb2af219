from datetime import date, timedelta
from typing import Any

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from metodsovet.kernel import clock

check_login = RegexValidator(
    r"^[a-z0-9][a-z0-9._@+-]*\Z", "Имя для входа состоит из латинских букв, цифр, точки, дефиса и знаков _ @ +."
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(login=self.normalised(login), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, login: str | None) -> "User":
        return self.get(login=self.normalised(login or ""))

    @staticmethod
    def normalised(login: str) -> str:
        return login.strip().lower()


class User(AbstractBaseUser):
    """An account. What it may do follows from the person behind it (directory.Person), never from flags here."""

    class TextSize(models.TextChoices):
        NORMAL = "", "обычный"
        LARGE = "large", "крупный"

    class Contrast(models.TextChoices):
        NORMAL = "", "обычный"
        MORE = "more", "высокий"

    class ColourTheme(models.TextChoices):
        SYSTEM = "", "как в системе"
        LIGHT = "light", "светлая"
        DARK = "dark", "тёмная"

    login = models.CharField("имя для входа", max_length=150, unique=True, validators=[check_login])
    is_active = models.BooleanField("может входить", default=True)
    text_size = models.CharField("размер текста", max_length=10, choices=TextSize, default=TextSize.NORMAL, blank=True)
    contrast = models.CharField("контраст", max_length=10, choices=Contrast, default=Contrast.NORMAL, blank=True)
    theme = models.CharField("оформление", max_length=10, choices=ColourTheme, default=ColourTheme.SYSTEM, blank=True)
    password_is_temporary = models.BooleanField("пароль ещё не придуман", default=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_ends_at = models.DateTimeField("код действует до", null=True, blank=True, editable=False)
    totp_seed = models.CharField(max_length=64, blank=True, editable=False)
    totp_step = models.BigIntegerField("последний принятый шаг", default=0, editable=False)
    created_at = models.DateTimeField("создана", default=clock.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "login"

    class Meta:
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"

    def __str__(self) -> str:
        return self.login

    @property
    def has_second_factor(self) -> bool:
        return bool(self.totp_seed)

    @property
    def has_code(self) -> bool:
        """Whether the code of a slip opens it today."""
        return bool(self.code_hash) and self.code_ends_at is not None and self.code_ends_at > clock.now()

    @property
    def code_last_day(self) -> date | None:
        return timezone.localdate(self.code_ends_at) - timedelta(days=1) if self.code_ends_at else None

    def has_perm(self, permission: str, subject: object = None) -> bool:
        """Whether a rule of some room allows it; an unknown permission is a KeyError, never a silent no."""
        if not rules.perm_exists(permission):
            raise KeyError(permission)
        return self.is_active and rules.has_perm(permission, self, subject)
