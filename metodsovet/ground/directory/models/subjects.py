from django.db import models


class Subject(models.Model):
    """A school subject or an area of work that associations and teachers belong to."""

    name = models.CharField("название", max_length=150, unique=True)

    class Meta:
        verbose_name = "предмет"
        verbose_name_plural = "предметы"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
