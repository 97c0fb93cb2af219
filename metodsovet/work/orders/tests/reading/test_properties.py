"""What is printed is read back; whatever is typed is read or refused."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from metodsovet.kernel.russian import date_short, date_text
from metodsovet.kernel.spreadsheets import Document, FileRefused, Paragraph
from metodsovet.work.orders.reading import ReadOrder, ReadPoint, read_order

VERBS = ("Провести семинар", "Обеспечить участие педагогов", "Представить отчёт", "Подготовить материалы")
ADDRESSEES = (
    ("", ()),
    ("Руководителям школ", ("руководители школ",)),
    ("Методисту Берёзкиной А.П.", ("методист",)),
    ("Методическому совету", ("методический совет",)),
)
DAYS = st.dates(date(2025, 9, 1), date(2026, 8, 31))
NUMBERS = st.from_regex(r"[1-9]\d{0,3}(?:-(?:од|р|ПА)|/\d{1,2})?", fullmatch=True)
TERMS = st.one_of(
    st.just(""),
    st.builds(lambda day: f"до {date_text(day).replace(chr(160), ' ')}", DAYS),
    st.builds(lambda day: f"в срок до {date_short(day)}", DAYS),
    st.sampled_from(("ежемесячно", "в течение учебного года", "не позднее 5 числа каждого месяца", "в апреле 2026 г.")),
)
LINES = st.one_of(
    st.sampled_from(
        (
            "ПРИКАЗ",
            "№ 5 от 12.01.2026",
            "О семинаре",
            "приказываю:",
            "1. Утвердить план (приложение № 1).",
            "1.1. Методистам: подготовить отчёт.",
            "- а) 2) ",
            "Контроль оставляю за собой.",
            "Директор А.А. Соколова",
            "Приложение № 1",
            "Положение",
            "исп. 2-33-44",
            "ПРИКАЗЫВАЮ",
        )
    ),
    st.text(max_size=30),
)


@st.composite
def points(draw: st.DrawFn) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Two levels: number, line, people, term."""
    answer = []
    for top in range(1, draw(st.integers(1, 5)) + 1):
        answer.append((str(top), *draw(sentences())))
        answer += [(f"{top}.{part}", *draw(sentences())) for part in range(1, draw(st.integers(0, 3)) + 1)]
    return answer


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, tuple[str, ...], str]:
    addressee, people = draw(st.sampled_from(ADDRESSEES))
    verb, term = draw(st.sampled_from(VERBS)), draw(TERMS)
    words = " ".join(part for part in (addressee, verb[0].lower() + verb[1:] if addressee else verb, term) if part)
    return words.rstrip(".") + ".", people, term


def printed(kind: str, number: str, day: date, lines: list[str]) -> Document:
    head = (
        "Управление образования Луговского округа",
        kind.upper(),
        f"{date_short(day)} № {number}",
        "О работе",
        "приказываю:",
    )
    return Document("приказ", tuple(Paragraph(line) for line in (*head, *lines, "Начальник управления А.А. Соколова")))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(("приказ", "распоряжение", "постановление")), NUMBERS, DAYS, points())
def test_printed_order_is_read_back(
    kind: str, number: str, day: date, told: list[tuple[str, str, tuple[str, ...], str]]
) -> None:
    order = read_order(printed(kind, number, day, [f"{label}. {line}" for label, line, _, _ in told]))

    assert (order.act.kind, order.act.number, order.act.date, order.act.title) == (kind, number, day, "О работе")
    assert [(one.position, one.person) for one in order.signatories] == [("Начальник управления", "А.А. Соколова")]
    found = list(order.all_points())
    assert [point.number for point in found] == [label for label, _, _, _ in told]
    assert [point.text for point in found] == [line for _, line, _, _ in told]
    own = [() if "parties" in point.inherits else tuple(party.text for party in point.parties) for point in found]
    assert own == [people for _, _, people, _ in told]
    assert [_term(point) for point in found] == [term.rstrip(".") for _, _, _, term in told]


def _term(point: ReadPoint) -> str:
    return point.term.source.rstrip(".") if point.term and "term" not in point.inherits else ""


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_whatever_is_typed_is_read_or_refused(lines: list[str]) -> None:
    document = Document("приказ", tuple(Paragraph(" ".join(line.split())) for line in lines if line.strip()))
    try:
        order = read_order(document)
    except FileRefused:
        return

    assert order.points
    assert ReadOrder.from_json(order.to_json()) == order
