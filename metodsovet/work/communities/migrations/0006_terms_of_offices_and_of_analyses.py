"""The column «Срок» of appendices; from which month on analyses of the running year are handed in."""

from datetime import date
from decimal import Decimal

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CODE = "community_analysis_from_month"
VALUES = {
    "title": "С первого дня какого месяца объединения сдают анализ за идущий учебный год",
    "value": Decimal(5),
    "unit": "номер месяца",
    "source": "Обычай методических служб: год анализируют, когда подходят к концу занятия; замените своим порядком",
}


def add_number(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    numbers = apps.get_model("directory", "ReferenceNumber")
    numbers.objects.get_or_create(code=CODE, valid_from=date(2020, 9, 1), defaults=VALUES)


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0005_yearly_analyses"),
        ("directory", "0011_case_forms"),
    ]

    operations = [
        migrations.AddField(
            model_name="appendixrow",
            name="term_words",
            field=models.CharField(blank=True, max_length=300, verbose_name="срок"),
        ),
        migrations.RunPython(add_number, migrations.RunPython.noop),
    ]
