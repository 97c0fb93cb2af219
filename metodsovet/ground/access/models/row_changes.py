from django.db import models

from metodsovet.ground.access.models.users import User


class RowChange(models.Model):
    """What a row was before an edit or its end; written by a trigger alone, so whatever edits the row leaves it.

    ``was`` and ``became`` hold the columns that changed; a deleted row is kept whole and became nothing.
    """

    owner_table = models.CharField(max_length=63)
    owner_id = models.BigIntegerField()
    row_table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    made_at = models.DateTimeField("когда")
    by = models.ForeignKey(User, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    was = models.JSONField("было")
    became = models.JSONField("стало", null=True)

    class Meta:
        verbose_name = "прежнее содержание"
        verbose_name_plural = "прежнее содержание"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["owner_table", "owner_id", "-made_at"], name="row_change_owner")]

    def __str__(self) -> str:
        return f"{self.row_table} {self.row_id}"
