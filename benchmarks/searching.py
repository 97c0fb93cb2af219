"""Search among 60,000 people, 900 organisations and their assignments, against a plain ILIKE over the same columns.

python benchmarks/searching.py [PEOPLE] [ORGANISATIONS] [ASSIGNMENTS]
"""

import random
import sys
from collections.abc import Callable, Iterable
from functools import partial
from itertools import product
from typing import Any

from grounds import median_of, say, scratch_database, seconds_of

# isort: split
from django.db import connection
from django.db.models import Model, Q
from large_town import LONG_AGO, LargeTown, settle

from metodsovet.demo.names import WOMEN_FIRST, WOMEN_LAST, WOMEN_PATRONYMIC
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.kernel.searching import all_kinds
from metodsovet.surface.workspace.searching import SHOWN_OF_KIND, search

QUESTIONS = ("лебед", "лебедевой ольге", "иван", "лебидева", "kt,tltdf", "школа 7", "№ 214", "план", "йцукенгш")
DEEDS = ("Семинар для учителей", "Конкурс наставников", "Отчёт о неделе чтения", "План работы на месяц", "Круглый стол")
TOPICS = ("математики", "русского языка", "начальных классов", "истории", "химии", "физики", "дошкольников", "музыки")
VISITS = 7


def main(people: int, organisations: int, assignments: int) -> None:
    with scratch_database():
        town = settle(organisations)
        say(f"{people:,} people, {organisations} organisations, {assignments:,} assignments")
        random.seed(1)
        populate(town, people)
        give(town, assignments)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{'question':<20}{'service':>10}{'school':>10}{'ILIKE':>10}{'ratio':>8}   medians of {VISITS}, ms")
        for text in QUESTIONS:
            tell(town, text)


def populate(town: LargeTown, number: int) -> None:
    posts = [
        Position.objects.get_or_create(name=name)[0] for name in ("учитель математики", "учитель химии", "педагог")
    ]
    places = list(Organisation.objects.filter(kind=Organisation.Kind.SCHOOL))
    people = insert(Person, (Person(**name()) for _ in range(number)))
    insert(
        Employment,
        (
            Employment(person=one, organisation=random.choice(places), position=random.choice(posts), since=LONG_AGO)
            for one in people
        ),
    )


def name() -> dict[str, str]:
    first, last, patronymic = (random.choice(words) for words in (WOMEN_FIRST, WOMEN_LAST, WOMEN_PATRONYMIC))
    return {"last_name": last, "first_name": first, "patronymic": patronymic}


def give(town: LargeTown, number: int) -> None:
    places = list(Organisation.objects.filter(kind=Organisation.Kind.SCHOOL))
    titles = [f"{deed}: {topic}, {month}" for deed, topic, month in product(DEEDS, TOPICS, range(1, 10))]
    insert(
        Assignment,
        (
            Assignment(
                key=f"b:{index}",
                title=titles[index % len(titles)],
                organisation=places[index % len(places)],
                issuer=town.root,
            )
            for index in range(number)
        ),
    )


def insert(model: type[Model], rows: Iterable[Any]) -> list[Any]:
    return list(model._default_manager.bulk_create(rows, batch_size=5000))


def tell(town: LargeTown, text: str) -> None:
    service, school = (timed(partial(ask, user, text)) for user in (town.methodist, town.deputy))
    plain = timed(partial(ask_plainly, town.methodist, text))
    print(f"{text:<20}{service * 1000:>10.0f}{school * 1000:>10.0f}{plain * 1000:>10.0f}{service / plain:>8.2f}")


def timed(act: Callable[[], object]) -> float:
    return median_of([seconds_of(act) for _ in range(VISITS)])


def ask(user: User, text: str) -> None:
    search(User.objects.select_related("person").get(pk=user.pk), text)


def ask_plainly(user: User, text: str) -> None:
    """The same kinds, rights and columns by ILIKE of every word: the first five and their number."""
    user = User.objects.select_related("person").get(pk=user.pk)
    for kind in all_kinds():
        condition = Q()
        for word in text.split():
            anywhere = Q()
            for column in (*kind.names, *kind.texts):
                anywhere |= Q(**{f"{column}__icontains": word})
            condition &= anywhere
        seen: Any = kind.model._default_manager
        rows = seen.visible_to(user).filter(condition)
        list(rows.order_by(*kind.order)[:SHOWN_OF_KIND])
        rows.count()


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [60_000, 900, 100_000][len(given) :]))
