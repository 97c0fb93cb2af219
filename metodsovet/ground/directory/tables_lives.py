"""Lists of doubles, of requests of erasure, and of who worked where on a day."""

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.directory.models import ErasureRequest
from metodsovet.ground.directory.queries_doubles import Double

DOUBLES: Table[Double] = Table(
    title="Возможные двойники",
    columns=(
        Column(
            "first",
            "Кто",
            lambda double: double.first.full_name,
            template="directory/cells/double.html",
            is_sortable=True,
            is_fixed=True,
            chars=36,
        ),
        Column("second", "И кто", lambda double: double.second.full_name, chars=36),
        Column("reason", "Почему", lambda double: double.reason, chars=60),
    ),
    filters=(
        Filter(
            "likely",
            "Место работы",
            lambda _: (("same", "одно и то же"), ("other", "разные")),
            lambda rows, values: [row for row in rows if ("same" if row.is_same_place else "other") in values],
        ),
    ),
    empty_text="Похожих друг на друга людей в справочнике нет.",
)

ERASURES: Table[ErasureRequest] = Table(
    title="Просьбы удалить данные",
    columns=(
        Column(
            "person",
            "Кто просит",
            lambda asked: asked.person.full_name,
            template="directory/cells/erasure.html",
            order=("person__sort_key",),
            is_fixed=True,
            chars=36,
        ),
        Column("asked_at", "Подана", lambda asked: asked.asked_at, order=("-asked_at",)),
        Column("answer_by", "Ответить не позже", lambda asked: asked.answer_by, order=("answer_by",)),
        Column("state", "Решение", lambda asked: asked.get_state_display(), order=("state",)),
        Column(
            "decided_by",
            "Кто решил",
            lambda asked: (
                asked.decided_by.person.short_name if asked.decided_by and hasattr(asked.decided_by, "person") else ""
            ),
        ),
    ),
    filters=(
        Filter(
            "decision",
            "Решение",
            lambda _: ErasureRequest.State.choices,
            lambda rows, values: rows.filter(state__in=values),
        ),
    ),
    sort="asked_at",
    empty_text="Никто не просил удалить свои данные.",
)
