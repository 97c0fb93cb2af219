"""Columns that a person named; terms of categories given before 1 September 2023."""

from datetime import date
from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_FIRST_ORDER = "Порядок аттестации, приказ Минобрнауки России от 24.03.2010 № 209"
_SECOND_ORDER = "Порядок аттестации, приказ Минобрнауки России от 07.04.2014 № 276"
CATEGORY = "Первая и высшая категории действуют; с 01.09.2023 — без срока (приказ Минпросвещения от 24.03.2023 № 196)"
CONFORMITY = "Аттестация на соответствие занимаемой должности — раз в столько лет"
TERMS = (
    ("category_years", CATEGORY, date(2011, 1, 1), date(2014, 6, 14), _FIRST_ORDER),
    ("category_years", CATEGORY, date(2014, 6, 15), date(2023, 8, 31), _SECOND_ORDER),
    ("attestation_every_years", CONFORMITY, date(2011, 1, 1), date(2014, 6, 14), _FIRST_ORDER),
    ("attestation_every_years", CONFORMITY, date(2014, 6, 15), date(2023, 8, 31), _SECOND_ORDER),
)


def add_terms(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    numbers = apps.get_model("directory", "ReferenceNumber")
    for code, title, valid_from, valid_until, source in TERMS:
        values = {"title": title, "value": Decimal(5), "unit": "лет", "valid_until": valid_until, "source": source}
        numbers.objects.get_or_create(code=code, valid_from=valid_from, defaults=values)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0009_accounts_of_administrators"),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=310, verbose_name="ключ заголовка")),
                ("kind", models.CharField(max_length=30, verbose_name="что в столбце")),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="directory.organisation",
                        verbose_name="чьи списки",
                    ),
                ),
            ],
            options={
                "verbose_name": "запомненный столбец",
                "verbose_name_plural": "запомненные столбцы",
                "constraints": [models.UniqueConstraint(fields=("node", "key"), name="column_match_once")],
            },
        ),
        migrations.RunPython(add_terms, migrations.RunPython.noop),
    ]
