"""Why a row of a staff list is not of the register, in words for people."""

from collections.abc import Iterator
from datetime import date

from metodsovet.ground.directory.matching.judgements import SAME_AS_ROW, Candidate, Judgement, doubtful
from metodsovet.ground.directory.matching.likeness import newcomer
from metodsovet.ground.directory.matching.rows import ListedRow
from metodsovet.ground.directory.models import Category, Organisation
from metodsovet.ground.directory.reading import Data
from metodsovet.kernel.russian import date_short

NO_PLACE = "Не сказано, в какой организации: добавьте такой столбец в файл или выберите её при загрузке в «Чей список»."


def why_gone(data: Data) -> str:
    said = date_short(date.fromisoformat(data["gone_on"])) if "gone_on" in data else "без даты"
    return (
        f"В файле отмечено увольнение {said}: место работы не записано. "
        "Если человек есть в справочнике, о нём спрошено среди тех, кого нет в файле."
    )


def why_repeated(row: ListedRow, first: ListedRow) -> str:
    """The same person in the same post, told twice; what only the later row says is named."""
    more = list(_said_more(row.data, first.data))
    if not more:
        return f"Повторяет: {first.place}, {first.words}."
    return (
        f"Тот же человек в той же должности: {first.place}. Здесь сказано другое: {'; '.join(more)}. "
        "Записывается первая из строк; если верна эта, поправьте ту в файле."
    )


def _said_more(data: Data, first: Data) -> Iterator[str]:
    if more := [name for name in data.get("subjects", ()) if name not in first.get("subjects", ())]:
        yield f"предметы — {', '.join(more)}"
    if "category" in data and data["category"] != first.get("category"):
        yield f"категория — {Category.Kind(data['category']).label}"
    if any(field in data and data[field] != first.get(field) for field in ("teaching", "working")):
        yield "стаж"
    if "since" in data and data["since"] != first.get("since"):
        yield f"принят с {date_short(date.fromisoformat(data['since']))}"


def under_whom(row: ListedRow) -> Judgement:
    """A post without a name: of the person above it, or of nobody yet."""
    above = row.data["unnamed_under"]
    return doubtful(
        f"Имени в строке нет, а над ней, в строке {above}, — {row.words}. "
        "Если это вторая должность этого человека, подтвердите; если место свободно — не загружайте строку.",
        [Candidate(SAME_AS_ROW, "Это тот же человек, вторая должность", f"строка {above}")],
    )


def claimed_twice(name: str, first: ListedRow) -> Judgement:
    """Two names of the file are said to be one person of the register."""
    return doubtful(
        f"Что это {name}, вы уже ответили о другой строке: {first.place}, {first.words}. Один человек не может стать "
        "двумя: поменяйте один из ответов.",
        [newcomer()],
    )


def why_foreign(words: str, own: Organisation) -> str:
    return f"Строка другой организации («{words}»), а список «{own.short_name}»: такие загружает методическая служба."
