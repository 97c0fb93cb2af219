import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from metodsovet.ground.access.history.triggers import DROP_FUNCTION, MAKE_FUNCTION

MAKE_FUNCTIONS = r"""
CREATE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(string_to_array(
        regexp_replace(translate(lower($1), 'ё', 'е'), '[^0-9a-zа-я]+', ' ', 'g'), ' '), ''))
$$;
CREATE FUNCTION search_sounds(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(lower($1), 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'abvgdeejziiklmnoprstufhcqwwyyyeux')
$$;
"""
DROP_FUNCTIONS = "DROP FUNCTION search_words(text); DROP FUNCTION search_sounds(text);"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_password_of_the_first_day_and_guesses")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(MAKE_FUNCTIONS, DROP_FUNCTIONS),
        migrations.CreateModel(
            name="RowChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner_table", models.CharField(max_length=63)),
                ("owner_id", models.BigIntegerField()),
                ("row_table", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                ("made_at", models.DateTimeField(verbose_name="когда")),
                ("was", models.JSONField(verbose_name="было")),
                ("became", models.JSONField(null=True, verbose_name="стало")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "прежнее содержание",
                "verbose_name_plural": "прежнее содержание",
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["owner_table", "owner_id", "-made_at"], name="row_change_owner")],
            },
        ),
        migrations.RunSQL(MAKE_FUNCTION, DROP_FUNCTION),
    ]
