"""Numbers of law that the product asks for, with their source; edited by the administrator afterwards."""

from datetime import date
from decimal import Decimal

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NUMBERS = (
    (
        "courses_every_years",
        "Повышение квалификации педагога — не реже чем раз в столько лет",
        3,
        "года",
        date(2013, 9, 1),
        "Федеральный закон от 29.12.2012 № 273-ФЗ, ст. 47, ч. 5, п. 2",
    ),
    (
        "attestation_every_years",
        "Аттестация на соответствие занимаемой должности — раз в столько лет",
        5,
        "лет",
        date(2023, 9, 1),
        "Порядок аттестации, приказ Минпросвещения России от 24.03.2023 № 196",
    ),
    (
        "attestation_consideration_days",
        "Рассмотрение заявления об аттестации на категорию",
        30,
        "календарных дней",
        date(2023, 9, 1),
        "Порядок аттестации, приказ Минпросвещения России от 24.03.2023 № 196",
    ),
    (
        "attestation_days",
        "Сама аттестация на категорию — не дольше",
        60,
        "календарных дней",
        date(2023, 9, 1),
        "Порядок аттестации, приказ Минпросвещения России от 24.03.2023 № 196",
    ),
    (
        "teacher_documents",
        "Документов, которые готовит учитель, — не больше",
        5,
        "документов",
        date(2025, 3, 1),
        "Федеральный закон от 08.08.2024 № 328-ФЗ; приказ Минпросвещения России от 06.11.2024 № 779",
    ),
)


def add_numbers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    numbers = apps.get_model("directory", "ReferenceNumber")
    for code, title, value, unit, valid_from, source in NUMBERS:
        numbers.objects.get_or_create(
            code=code,
            valid_from=valid_from,
            defaults={"title": title, "value": Decimal(value), "unit": unit, "source": source},
        )


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(add_numbers, migrations.RunPython.noop)]
