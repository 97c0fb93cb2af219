"""Orders of the example that were signed on paper: one read and registered, one still to be reviewed."""

from datetime import date, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from docx import Document

from metodsovet.demo.order_desk import AUTHORITY
from metodsovet.demo.people import Cast
from metodsovet.ground.directory.models import Person
from metodsovet.kernel.russian import Case, date_text, decline_name
from metodsovet.work.orders.actions import Registration, draft_order_from_file, register_read_order
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.reading import read_file_here

TEXT = """УПРАВЛЕНИЕ ОБРАЗОВАНИЯ
ПРИКАЗ
{day} № {number}
г. Заречногорск
{title}
В соответствии с приказом Министерства образования от 14 февраля 2025 г. № 58-м «О наставничестве в школах»
ПРИКАЗЫВАЮ:
1. Провести муниципальный конкурс «Урок для коллег».
2. Руководителям образовательных организаций:
2.1. обеспечить участие педагогов в конкурсе, срок — до {first};
2.2. направить заявки участников, срок — до {second}
3. Директору МБУ «Центр развития образования» подвести итоги конкурса, срок — до {last}
4. Методистам подготовить материалы{when}.
5. Утвердить положение о конкурсе (приложение № 1).
6. Утвердить состав жюри (приложение № 2).
{more}{last_number}. Контроль за исполнением настоящего приказа возложить на {controller}
Начальник управления {signatory}
Исп. {executor}
8 (34399) 4-17-25
Приложение № 1
к приказу Управления образования
Положение о конкурсе «Урок для коллег»
1. Общие положения
1.1. Конкурс проводится для учителей всех предметов.
1.2. Участник представляет урок и его самоанализ.
2. Порядок проведения
2.1. Жюри смотрит уроки в школах участников.
2.2. Победителей называет жюри большинством голосов."""
MORE = """7. Руководителям школ: назвать наставников до {first}; методистам: составить их список до {second}
8. Рекомендовать руководителям детских садов провести дни наставника.
9. Включить в состав Координационного совета по методической работе {member}
10. Утвердить порядок наставничества взамен утверждённого приказом управления от 14 февраля 2025 г. № 12-п.
"""
"""Of the order that waits for its review: parts, a recommendation, a member, an order that is replaced."""
DAYS_AGO, REVIEWED_DAYS_AGO = 45, 2
STRANGER = "Заозёрный Лев Маркович"
"""Nobody of the register bears this name: it is asked about at the review."""


def read_signed_orders(cast: Cast, today: date) -> None:
    head = cast.one(AUTHORITY, "начальник управления")
    deputy = cast.one(AUTHORITY, "заместитель начальника управления")
    assert cast.author.person is not None
    signed_on = today - timedelta(days=DAYS_AGO)
    order = _read(cast, _text(signed_on, "О конкурсе «Урок для коллег»", (head, deputy), cast.author.person.full_name))
    registration = Registration(signed_on, "58-п")
    register_read_order(order, registration=registration, version=order.version, by=cast.author)
    signed_on = today - timedelta(days=REVIEWED_DAYS_AGO)
    _read(cast, _text(signed_on, "О конкурсе наставников", (head, deputy), STRANGER, " по мере готовности"))


def _read(cast: Cast, text: str) -> Order:
    name = f"{text.splitlines()[4]}.docx".replace("«", "").replace("»", "")
    content = _word(text)
    upload = ContentFile(content, name=name)
    file = read_file_here(content, name)
    order = draft_order_from_file(file, name, upload, organisation=cast.places[AUTHORITY], by=cast.author)
    return Order.objects.get(pk=order.pk)


def _text(signed_on: date, title: str, people: tuple[Person, Person], executor: str, when: str = "") -> str:
    head, deputy = people
    days = {
        "day": date_text(signed_on),
        "first": date_text(signed_on + timedelta(days=30)),
        "second": date_text(signed_on + timedelta(days=40)),
    }
    said = MORE.format(member=decline_name(_initials_last(deputy), Case.ACCS), **days) if when else ""
    return TEXT.format(
        number="58-п" if not when else "61-п",
        title=title,
        last=date_text(signed_on + timedelta(days=80)),
        when=when,
        more=said,
        last_number=11 if said else 7,
        controller=f"заместителя начальника управления {decline_name(_initials_last(deputy), Case.ACCS)}",
        signatory=_initials_first(head),
        executor=executor,
        **days,
    )


def _initials_first(person: Person) -> str:
    return f"{person.first_name[0]}.{person.patronymic[0]}. {person.last_name}"


def _initials_last(person: Person) -> str:
    return f"{person.last_name} {person.first_name[0]}.{person.patronymic[0]}."


def _word(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return content.getvalue()
