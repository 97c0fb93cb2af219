from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.documents.models import Act

ACTS: Table[Act] = Table(
    title="Акты",
    columns=(
        Column(
            "title",
            "Документ",
            lambda act: act.title,
            template="documents/cells/act.html",
            order=("title",),
            is_fixed=True,
            chars=60,
        ),
        Column("kind", "Вид", lambda act: act.get_kind_display(), order=("kind",), is_hidden=True),
        Column("number", "Номер", lambda act: act.number, order=("number",), chars=14),
        Column("date", "Дата", lambda act: act.date, order=("date",), chars=14),
        Column("organisation", "Чей", lambda act: act.organisation.short_name, order=("organisation__short_name",)),
        Column("issuer", "Кто издал", lambda act: act.issuer, chars=40, is_hidden=True),
        Column("remark", "Замечание", lambda act: act.remark, chars=40, is_hidden=True),
    ),
    filters=(
        Filter("kind", "Вид", lambda _: Act.Kind.choices, lambda acts, values: acts.filter(kind__in=values)),
        Filter(
            "year",
            "Год",
            lambda acts: [(str(day.year), str(day.year)) for day in acts.dates("date", "year", order="DESC")],
            lambda acts, values: acts.filter(date__year__in=values),
        ),
    ),
    sort="-date",
    find=lambda acts, words: acts.filter(title__icontains=words) | acts.filter(number__icontains=words),
    find_label="Найти по заголовку или номеру",
    empty_text="Актов пока нет: внесите приказ, по которому работает план.",
)
