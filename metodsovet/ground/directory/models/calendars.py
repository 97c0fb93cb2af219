from django.db import models


class CalendarDay(models.Model):
    """A day unlike the usual week: a holiday, or a Saturday that works. Editable: transfers are decreed yearly."""

    day = models.DateField("день", unique=True)
    is_working = models.BooleanField("рабочий", default=False)
    name = models.CharField("почему", max_length=200, blank=True)
    source = models.CharField("основание", max_length=300, blank=True)

    class Meta:
        verbose_name = "день производственного календаря"
        verbose_name_plural = "производственный календарь"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.name}".strip()
