"""The header of a plan's table: which column says what, in the wordings of practice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metodsovet.kernel.russian import join_cut, unlatin
from metodsovet.kernel.spreadsheets import Cell, Row
from metodsovet.work.planning.reading.result import Role

TICKED = "mark"
_HEADER_CHARACTERS = 120
_SEARCHED_ROWS = 40
_PERSON_LIST = re.compile(r"должност|телефон|образовани[ея]$|стаж|квалификаци|e-?mail|почт|место работы|дата рождения")

# How surely a wording names the role; of several columns the surest one takes it.
_WORDINGS: tuple[tuple[Role, int, re.Pattern[str]], ...] = tuple(
    (role, score, re.compile(pattern))
    for role, score, pattern in (
        (Role.OTHER, 20, r"^отметк|^статус|^факт|примечан|^место|^адрес|категори|участник|аудитори|для кого|^с кем"),
        (Role.OTHER, 20, r"^форм[аы] (?:проведения|работы|организации|контроля|участия)|^формат|^класс|^кол-?во"),
        (
            Role.OTHER,
            20,
            r"количеств|финансир|источник|стоимост|объем|^цел[ьи]|^контрол(?:ь\b|и)|ссылк",
        ),
        (Role.OTHER, 20, r"телефон|контакт|^охват|^методы|^должност|^основание|^номер приказа"),
        (
            Role.NUMBER,
            10,
            r"^(?:№|n|no|номер)[ №]*(?:п ?[/\\.]? ?п ?[/.]?|строки|пункта|мероприятия|занятия|заседания|п)?$",
        ),
        (Role.NUMBER, 10, r"^п ?[/\\.]? ?п$"),
        (Role.RESULT, 10, r"результат"),
        (Role.RESULT, 8, r"^(?:выход|итог|продукт|планируемый продукт|ожидаемый эффект)"),
        (
            Role.RESULT,
            6,
            r"^вид(?:ы)? (?:итогового |отчетного )?документ|^документ|^подтвержда|^где (?:слушается|заслушива)",
        ),
        (Role.RESULT, 5, r"^форм[аы] (?:отчет|предъявлен|представлен|завершен|фиксац)|^отчетн|^индикатор|^показател"),
        (
            Role.TERM,
            10,
            r"^(?:[а-я]+(?:ая|ые|ый|ое|ие) )?(?:срок|дат[аы]\b)|^дедлайн",
        ),
        (
            Role.TERM,
            9,
            r"^период|^когда|^график|^дни|^день|^число|^к какому сроку|^временные рамки|^(?:начало|окончание)$",
        ),
        (Role.TERM, 7, r"^(?:[а-я]+ое )?время"),
        (Role.PERIOD, 9, r"^месяц|^полугодие|^четверть|^квартал"),
        (Role.PARTIES, 10, r"ответствен|^ответств\b|^исполнител|исполнители?$"),
        (Role.PARTIES, 8, r"^кто (?:проводит|отвечает|делает|исполняет|выполняет|организует)|^организатор|^кто$"),
        (Role.PARTIES, 6, r"^ф ?\.? ?и ?\.? ?о|^фамили|^куратор|^докладчик|^координатор|^руководител"),
        (Role.PARTIES, 5, r"^лиц[оа]\b|^выступающ|^консультант"),
        (Role.PARTIES, 2, r"^кто контролирует"),
        (Role.TITLE, 10, r"меропр"),
        (
            Role.TITLE,
            9,
            r"^содержание|^что (?:делаем|делать|проводится|сделать)|^событи|^действи|^дела$|^виды? (?:работ|дея|дел)",
        ),
        (
            Role.TITLE,
            7,
            r"^наименован\w* (?:работ|этап|событ|вопрос|тем|дел|задач|действ|пункт)|^наименование$|^название",
        ),
        (
            Role.TITLE,
            6,
            r"^вопрос|^тем[аы](?! самообраз)|^работ[аы]|^планируем\w+ (?:работ|дея)|^деятельность|^повестка|^поручени",
        ),
        (Role.TITLE, 5, r"контрольн\w+ точк|^провод\w+ работ|^(?:объект|предмет) контроля|^мер[аы]\b|^тематика"),
        (Role.TITLE, 5, r"^направлени[ея] (?:деятельности|работы|методической)|^задач|^форм[аы]$|^вид$"),
        (Role.SECTION, 4, r"^(?:под)?раздел|^направлени|^блок|^модуль|^этап|^линия|^трек"),
    )
)
_TICKED_TITLE = re.compile(
    r"^(?:(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?"
    r"|20\d\d(?: ?г\.?| год)?|(?:[1-4]|i|ii|iii|iv) кв[а-я]*\.?)$"
)
_TICKED_SCORE = 8
_HYPHENATED = re.compile(r"(?<=[а-я])[-‑](?=[а-я])")  # typed by hand to fit a narrow column: «Ответ-ственные»
_FIRST_DAY = re.compile(r"^(?:начал|с$|от$)|^(?:дата|срок) начала")
_LAST_DAY = re.compile(r"^(?:оконч|конец|заверш|по$|до$)|^(?:дата|срок) (?:оконч|заверш)")
_SPARE = {Role.TITLE: re.compile(r"^направлени|^задач|^(?:под)?раздел|^блок|^модуль|^этап")}


@dataclass(frozen=True, slots=True)
class Column:
    """``left`` and ``right`` bound the grid columns it covers.

    ``part`` is «from» or «to» of a term in two columns, «mark» of a month or year that cells tick.
    """

    role: Role
    title: str
    left: int
    right: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    columns: tuple[Column, ...]
    first_row: int
    last_row: int
    has_titles: bool = True

    def having(self, role: Role) -> tuple[int, ...]:
        return tuple(index for index, column in enumerate(self.columns) if column.role is role)

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(column.role for column in self.columns)


def find_headers(rows: Sequence[Row]) -> Iterator[Header]:
    """Possible headers of a plan among the first rows, whole ones before those that lack a column."""
    nearly: list[Header] = []
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        for header in _headers_at(rows, index) if _may_be_header(row) else ():
            if is_plan(header.columns):
                yield header
            elif _is_nearly_plan(header):
                nearly.append(header)
    yield from nearly


def repeats_header(row: Row, known: set[str]) -> bool:
    """The header again, at the head of the next page."""
    texts = {folded(cell.text) for cell in row.filled}
    return len(texts) > 1 and texts <= known


def folded(title: str) -> str:
    """A header for comparing: small letters, one alphabet, cut words joined."""
    text = unlatin(join_cut(title.replace("-\n", "- ").replace("\n", " "))).lower().replace("ё", "е")
    return " ".join(text.replace("*", " ").split()).strip(" .:")


def wording(title: str) -> tuple[Role, int]:
    """Role of a header and how sure it is; OTHER with 0 for an unknown one."""
    text = folded(title)
    if text == "":
        return Role.OTHER, -1
    for typed in dict.fromkeys((text, _HYPHENATED.sub("", text))):
        for role, score, pattern in _WORDINGS:
            if pattern.search(typed):
                return role, score
    return Role.OTHER, 0


def _may_be_header(row: Row) -> bool:
    texts = [cell.text for cell in row.filled]
    return len(texts) > 1 and all(len(text) <= _HEADER_CHARACTERS for text in texts)


def _headers_at(rows: Sequence[Row], index: int) -> Iterator[Header]:
    """The row with the one under it, where that goes on with it, and the row alone."""
    if index + 1 < len(rows) and _has_second_row(rows[index], rows[index + 1]):
        yield Header(assigned(_leaves(rows[index], rows[index + 1])), index, index + 1)
    yield Header(assigned(_own_leaves(rows[index])), index, index)


def _is_nearly_plan(header: Header) -> bool:
    roles = set(header.roles) - {Role.OTHER}
    if {Role.TERM, Role.PARTIES} <= roles or {Role.TITLE, Role.NUMBER} <= roles:
        return True
    return Role.TERM in roles and len(roles) > 1 and not _lists_people(header.columns)


def is_plan(columns: Sequence[Column]) -> bool:
    """What is done and when or by whom; a list of people is no plan."""
    roles = {column.role for column in columns}
    if Role.TITLE not in roles or not roles & {Role.TERM, Role.PARTIES, Role.PERIOD}:
        return False
    is_dated = bool(roles & {Role.TERM, Role.PERIOD})
    return is_dated or not _lists_people(columns)


def _lists_people(columns: Sequence[Column]) -> bool:
    return any(_PERSON_LIST.search(folded(column.title)) for column in columns)


def _has_second_row(first: Row, second: Row) -> bool:
    """The second row goes on under merged cells of the first."""
    if not second.filled or any(len(cell.text) > _HEADER_CHARACTERS for cell in second.filled):
        return False
    if any(cell.is_continued for cell in second.cells):
        return any(not cell.is_continued and cell.text for cell in second.cells)
    wide = [cell for cell in first.filled if cell.span > 1]
    under = [cell for cell in second.filled if any(_covers(top, cell.column) for top in wide)]
    return len(under) > 1 and len(under) == len(second.filled)


def _covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.span


def _own_leaves(row: Row) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.column, cell.column + cell.span) for cell in row.cells]


def _leaves(first: Row, second: Row) -> list[tuple[str, int, int]]:
    answer = []
    for cell in second.cells:
        above = next((top for top in first.cells if _covers(top, cell.column)), None)
        top = "" if above is None or cell.is_continued else above.text
        title = f"{top}: {cell.text}" if top and cell.text and top != cell.text else cell.text or top
        answer.append((title, cell.column, cell.column + cell.span))
    covered = {column for _, left, right in answer for column in range(left, right)}
    answer.extend(leaf for leaf in _own_leaves(first) if leaf[1] not in covered)
    return sorted(answer, key=lambda leaf: leaf[1])


def assigned(leaves: Sequence[tuple[str, int, int]]) -> tuple[Column, ...]:
    """One column for each role but terms and others; the surest wording wins, the rest are kept under their titles."""
    wordings = [_leaf_wording(title) for title, _, _ in leaves]
    best: dict[Role, int] = {}
    for index, (role, score, _) in enumerate(wordings):
        if role is not Role.OTHER and (role not in best or score > wordings[best[role]][1]):
            best[role] = index
    _lend_title(best, leaves)
    columns = []
    for index, (title, left, right) in enumerate(leaves):
        role, _, part = wordings[index]
        is_pair = role is Role.TERM and part != ""
        role = next((named for named, place in best.items() if place == index), role if is_pair else Role.OTHER)
        if role is Role.OTHER and Role.TITLE in best and _SPARE[Role.TITLE].search(folded(title)):
            role = Role.OTHER if Role.SECTION in best else Role.SECTION
        columns.append(Column(role, title.replace("\n", " "), left, right, part))
    return _settled(columns)


def _leaf_wording(title: str) -> tuple[Role, int, str]:
    """A title under a merged one («Сроки: начало») takes the role of the upper and its part of it."""
    top, _, under = title.partition(": ")
    role, score = wording(top)
    if _TICKED_TITLE.match(folded(under or top)):
        return Role.TERM, _TICKED_SCORE, TICKED
    if role is Role.TERM:
        text = folded(under or top)
        if under and re.search(r"факт|исполнен|отметк", text):
            return Role.OTHER, 0, ""
        ends = _FIRST_DAY, _LAST_DAY
        part = next((name for name, end in zip(("from", "to"), ends, strict=True) if end.search(text)), "")
        return role, score, part
    own = wording(under or title)
    return (*own, "") if own[1] > 0 or not under else (role, score - 1, "")


def _lend_title(best: dict[Role, int], leaves: Sequence[tuple[str, int, int]]) -> None:
    """«Направления» alone are the activities; beside «Мероприятия» they are sections."""
    if Role.TITLE not in best and Role.SECTION in best:
        best[Role.TITLE] = best.pop(Role.SECTION)


def _settled(columns: list[Column]) -> tuple[Column, ...]:
    """A lone part of a term is no part; ticked months beside a column of terms are kept as they are."""
    whole = any(column.role is Role.TERM and not column.part for column in columns)
    parts = [column.part for column in columns if column.role is Role.TERM and column.part]
    return tuple(
        Column(_role_of_part(column, whole=whole, parts=parts), column.title, column.left, column.right)
        if column.part and (whole or len(parts) == 1)
        else column
        for column in columns
    )


def _role_of_part(column: Column, *, whole: bool, parts: Sequence[str]) -> Role:
    return Role.OTHER if column.part == TICKED and (whole or len(parts) == 1) else column.role
