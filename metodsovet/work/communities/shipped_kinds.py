"""Kinds of communities that come with the product, written into a database that lacks them.

The least numbers are usual practice, not law: each says so in its source, and a municipality puts its own instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps as loaded_apps
from django.db import transaction

Offices = tuple[tuple[str, str], ...]

HEADED: Offices = (("head", "руководитель"), ("deputy", "заместитель руководителя"), ("secretary", "секретарь"))
CURATED: Offices = (("head", "руководитель"), ("curator", "куратор"))
ALL_FOUR: Offices = (*HEADED, ("curator", "куратор"))
CHAIRED: Offices = (("head", "председатель"), ("deputy", "заместитель председателя"), ("secretary", "секретарь"))
SCHOOL_PRACTICE = "Обычай положений школ о методических объединениях: от трёх учителей предмета, четыре заседания в год"
CITY_PRACTICE = "Обычай положений муниципальных методических служб: от десяти педагогов, четыре заседания в год"
COUNCIL_PRACTICE = "Обычай положений о методических советах: решает больше половины состава, четыре заседания в год"
LAW_ON_PEDAGOGICAL_COUNCIL = "273-ФЗ, ст. 26, ч. 4: состав и порядок определяет устав; числа — обычай уставов"


@dataclass(frozen=True, slots=True)
class Shipped:
    """``payment`` names the offices that give grounds for payment; ``least`` is members and meetings a year."""

    code: str
    name: str
    short_name: str
    level: str
    offices: Offices
    is_standing: bool = True
    needs_act: bool = True
    least: tuple[int | None, int | None] = (None, None)
    quorum: int | None = None
    source: str = ""
    payment: frozenset[str] = frozenset()


PAID_HEAD = frozenset({"head"})
PAID_BOTH = frozenset({"head", "curator"})
SCHOOL, CITY = "organisation", "municipality"

SHIPPED = (
    Shipped("school_association", "школьное методическое объединение", "ШМО", SCHOOL, HEADED,
            least=(3, 4), quorum=50, source=SCHOOL_PRACTICE),
    Shipped("creative_group", "творческая группа", "", SCHOOL, HEADED, is_standing=False, quorum=50),
    Shipped("city_association", "городское методическое объединение", "ГМО", CITY, ALL_FOUR,
            least=(10, 4), quorum=50, source=CITY_PRACTICE, payment=PAID_HEAD),
    Shipped("professional_association", "ассоциация педагогов", "", CITY, ALL_FOUR,
            least=(None, 4), quorum=50, source=CITY_PRACTICE, payment=PAID_HEAD),
    Shipped("laboratory", "творческая лаборатория", "", CITY, CURATED, is_standing=False, payment=PAID_BOTH),
    Shipped("temporary_collective", "временный творческий коллектив", "ВТК", CITY, CURATED,
            is_standing=False, payment=PAID_BOTH),
    Shipped("working_group", "рабочая группа", "", CITY, HEADED, is_standing=False, quorum=50),
    Shipped("workshop", "педагогическая мастерская", "", CITY, CURATED, payment=PAID_HEAD),
    Shipped("council", "методический совет", "", SCHOOL, CHAIRED,
            least=(None, 4), quorum=50, source=COUNCIL_PRACTICE),
    Shipped("pedagogical_council", "педагогический совет", "педсовет", SCHOOL, CHAIRED[:1] + CHAIRED[2:],
            needs_act=False, least=(None, 4), quorum=50, source=LAW_ON_PEDAGOGICAL_COUNCIL),
    Shipped("coordination_council", "координационный совет", "", CITY, CHAIRED,
            least=(None, 2), quorum=50, source=COUNCIL_PRACTICE),
    Shipped("council_section", "секция координационного совета", "секция", CITY, HEADED, quorum=50, payment=PAID_HEAD),
    Shipped("coordination_centre", "координационный центр", "", CITY, CURATED, payment=PAID_BOTH),
    Shipped("resource_centre", "ресурсный центр", "", CITY, CURATED, payment=PAID_HEAD),
    Shipped("base_organisation", "опорная организация", "", CITY, CURATED, payment=PAID_HEAD),
    Shipped("consultation_point", "консультационный пункт", "", CITY, CURATED, payment=PAID_HEAD),
    Shipped("expert_community", "экспертное сообщество", "", CITY, CHAIRED, quorum=50, source=COUNCIL_PRACTICE),
)  # fmt: skip


@transaction.atomic
def ship_kinds(kinds: Any, offices: Any) -> None:
    """Add what is missing; rows that are there are somebody's by now and stay. The models may be a migration's."""
    known = set(kinds.objects.filter(municipality=None).values_list("code", flat=True))
    for place, shipped in enumerate(SHIPPED, start=1):
        if shipped.code not in known:
            kind = kinds.objects.create(**dict(_columns(shipped)), place=place)
            offices.objects.bulk_create(
                offices(kind=kind, code=code, title=title, gives_payment=code in shipped.payment)
                for code, title in shipped.offices
            )


def _columns(shipped: Shipped) -> Iterator[tuple[str, Any]]:
    for name in ("code", "name", "short_name", "level", "is_standing", "needs_act", "quorum", "source"):
        yield name, getattr(shipped, name)
    yield "least_members", shipped.least[0]
    yield "least_meetings", shipped.least[1]


def ship_after_migrating(apps: Any = loaded_apps, **_: Any) -> None:
    """Receiver of ``post_migrate``, which emptying a database sends too, without ``apps``; old states have no kinds."""
    try:
        kinds, offices = apps.get_model("communities", "CommunityKind"), apps.get_model("communities", "KindOffice")
    except LookupError:
        return
    ship_kinds(kinds, offices)
