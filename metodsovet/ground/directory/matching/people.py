"""Rows of a staff list: whom each speaks of."""

from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from metodsovet.ground.directory.matching import judgements as j
from metodsovet.ground.directory.matching.absence import Absence
from metodsovet.ground.directory.matching.comparing import Setting, compared
from metodsovet.ground.directory.matching.judgements import Candidate, Judgement, Verdict, doubtful, refused
from metodsovet.ground.directory.matching.keys import is_near
from metodsovet.ground.directory.matching.likeness import each_of, like_somebody, newcomer, works_elsewhere
from metodsovet.ground.directory.matching.posts import posts_to_choose
from metodsovet.ground.directory.matching.reasons import (
    NO_PLACE,
    claimed_twice,
    under_whom,
    why_foreign,
    why_gone,
    why_repeated,
)
from metodsovet.ground.directory.matching.registers import KnownPerson, Register
from metodsovet.ground.directory.matching.rows import ListedRow
from metodsovet.ground.directory.matching.terms import CategoryTerms
from metodsovet.ground.directory.matching.wordbooks import WordBook, word_key
from metodsovet.ground.directory.models import Organisation, Roster, RosterRow
from metodsovet.ground.directory.reading import Data, Post

NEAR_LETTERS = 3  # a slip in the first letters is not looked for: names are compared within a few
WHOLE = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.REGION)
Place = int | str  # an organisation of the register, or the key of the words that will add one


class StaffJudge:
    """Judges rows in their order: a later one may speak of the person of an earlier."""

    def __init__(self, roster: Roster, register: Register, words: WordBook) -> None:
        self._roster = roster
        self._register = register
        self._words = words
        self._setting = Setting(words, roster.as_of, CategoryTerms())
        self._named: dict[Place, set[str]] = defaultdict(set)
        self._seen: dict[tuple[Place, str], tuple[ListedRow, Judgement]] = {}
        self._people_of_file: dict[str, list[tuple[Place, ListedRow, Judgement]]] = defaultdict(list)
        self._full_names: dict[tuple[Place, str], set[str]] = defaultdict(set)
        self._claimed: dict[int, ListedRow] = {}
        self._times: dict[tuple[Place, str], int] = defaultdict(int)
        self._near: dict[tuple[Place, str], list[str]] = defaultdict(list)
        self._absence = Absence(roster, register)
        self._places: dict[str, Place | Judgement | None] = {}

    def judge_all(self, rows: Sequence[ListedRow]) -> list[Judgement]:
        """Full names first: initials may stand above the name that they shorten."""
        for row in rows:
            self._index(row)
        ordered = sorted(rows, key=lambda row: bool(row.data.get("is_initials")))
        judged = {row.pk: self._judge(row) for row in ordered}
        return [judged[row.pk] for row in rows]

    def missing(self) -> list[RosterRow]:
        """Who works in an organisation of the file and is not in it, and posts that it does not name."""
        return self._absence.rows()

    def _index(self, row: ListedRow) -> None:
        place = self._place(row)
        if row.refusal or place is None or isinstance(place, Judgement):
            return
        data: Data = row.data
        is_gone = self._is_gone(data)
        if "unnamed_under" in data and not row.choice:
            return  # asked yet whether it speaks of the person above
        if isinstance(place, int):
            self._absence.cover(place)
            if is_gone:
                self._absence.leave(place, row.key, data.get("gone_on", ""))
        if not data.get("is_initials") and not is_gone:
            self._times[place, row.key] += 1
            self._named[place].add(row.key)
            self._full_names[place, row.initials].add(row.key)
            if data.get("patronymic"):
                self._full_names[place, row.initials[:-2]].add(row.key)  # «Иванова М.»

    def _place(self, row: ListedRow) -> Place | Judgement | None:
        """The organisation of the row, a refusal, or None where it is not known."""
        if (words := row.data.get("place", "")) not in self._places:
            self._places[words] = self._place_of(words)
        return self._places[words]

    def _place_of(self, words: str) -> Place | Judgement | None:
        word = self._words.organisation(words) if words else None
        own = self._roster.organisation
        if not words:
            return None if own.kind in WHOLE else own.pk
        if word is None or not word.is_settled:
            return None if own.kind in WHOLE else refused(why_foreign(words, own))
        if word.organisation_id is None:
            return word_key(words) if word.added else None
        known = self._register.organisations.get(word.organisation_id)
        if known is None or not known.path.startswith(own.path):
            return refused(why_foreign(words, own))
        if known.closed_on is not None:
            return refused(f"Организация «{known.short_name}» закрыта.")
        return known.pk

    def _judge(self, row: ListedRow) -> Judgement:
        if row.refusal:
            return refused(row.refusal)
        place = self._place(row)
        if isinstance(place, Judgement):
            return place
        if row.choice == j.SKIP:
            return refused("Пропущена по вашему решению.")
        if place is None:
            words = row.data.get("place", "")
            if not words and self._is_gone(row.data):
                return refused(why_gone(row.data))
            return doubtful(f"Организация «{words}» не узнана: скажите, какая это." if words else NO_PLACE)
        if self._is_gone(row.data):
            return refused(why_gone(row.data))
        repeated = self._repeated(row, place)
        if "unnamed_under" in row.data and not row.choice and (repeated is None or repeated.verdict != Verdict.SAME):
            return under_whom(row)
        judgement = repeated or self._found(row, place)
        self._remember(row, place, judgement)
        return judgement

    def _is_gone(self, data: Data) -> bool:
        return bool(data.get("is_gone")) and data.get("gone_on", "") < self._roster.as_of.isoformat()

    def _remember(self, row: ListedRow, place: Place, judgement: Judgement) -> None:
        for candidate in judgement.candidates:
            kind, _, pk = candidate.choice.partition(":")
            if kind in (j.THIS, j.RENAMED, j.MOVED) and pk.isdigit():
                self._absence.speak_of(int(pk))
        if judgement.person is not None:
            self._absence.speak_of(judgement.person)
        if judgement.plan is not None and judgement.plan.person is not None and isinstance(place, int):
            self._absence.tell(judgement.plan, place, tells_posts=bool(row.data.get("posts")))
        if judgement.plan is None or row.data.get("is_initials"):
            return
        if (place, row.key) not in self._seen:
            self._seen[place, row.key] = (row, judgement)
            self._near[place, row.key[:NEAR_LETTERS]].append(row.key)
        self._people_of_file[row.key].append((place, row, judgement))

    def _repeated(self, row: ListedRow, place: Place) -> Judgement | None:
        """The same person of the same place met above: a repetition, or one more post."""
        data: Data = row.data
        key = row.key
        if data.get("is_initials"):
            full = self._full_names[place, row.initials]
            key = next(iter(full)) if len(full) == 1 else ""
        earlier = self._seen.get((place, key))
        if earlier is None or row.choice.partition(":")[0] == j.NEW:
            return None
        return self._repetition(row, place, *earlier)

    def _repetition(self, row: ListedRow, place: Place, first: ListedRow, judgement: Judgement) -> Judgement:
        above = {word_key(post["words"]) for post in first.data.get("posts", ())}
        posts = [post for post in row.data.get("posts", ()) if word_key(post["words"]) not in above]
        if not posts:
            return refused(why_repeated(row, first))
        return self._one_more(row, place, posts, first, judgement)

    def _resembling(self, row: ListedRow, place: Place) -> tuple[ListedRow, Judgement] | None:
        """Somebody of the same place and file whose name is one letter away."""
        for other in self._near[place, row.key[:NEAR_LETTERS]]:
            if is_near(row.key, other):
                return self._seen[place, other]
        return None

    def _one_more(
        self, row: ListedRow, place: Place, posts: list[Post], first: ListedRow, judgement: Judgement
    ) -> Judgement:
        """Another post of somebody whom an earlier row of the file tells of."""
        plan = judgement.plan
        assert plan is not None
        later = cast("Data", {**row.data, "posts": posts})
        person = self._register.people.get(plan.person) if plan.person else None
        answer = compared(later, person, place, self._setting, is_second=True)
        if answer.plan is not None and plan.person is None:
            answer.plan.same_as = plan.same_as or first.pk
        if answer.verdict != Verdict.SAME:
            answer.reason = f"Тот же человек: {first.place}; ещё одно место работы."
        return answer

    def _found(self, row: ListedRow, place: Place) -> Judgement:
        data: Data = row.data
        kind, _, pk = row.choice.partition(":")
        if kind in (j.THIS, j.RENAMED, j.MOVED) and pk.isdigit() and int(pk) in self._register.people:
            return self._chosen(row, place, kind, self._register.people[int(pk)])
        if kind == j.SAME_AS_ROW and (first := self._earlier(row, place)):
            return self._one_more(row, place, data.get("posts", []), *first)
        if kind == j.SAME_AS_ROW and (first := self._resembling(row, place)):
            return self._repetition(row, place, *first)
        if kind == j.NEW:
            return self._new(data, place)
        remembered = self._register.remembered.get((place, row.key)) if isinstance(place, int) else None
        if remembered in self._register.people:
            return self._compared(row, self._register.people[remembered], place)
        return self._initials(row, place) if data.get("is_initials") else self._full(row, place)

    def _chosen(self, row: ListedRow, place: Place, kind: str, person: KnownPerson) -> Judgement:
        if (first := self._claimed.setdefault(person.pk, row)).key != row.key:
            return claimed_twice(person.full_name, first)
        answer = self._compared(row, person, place, keeps_name=kind == j.THIS)
        if kind == j.MOVED and answer.plan is not None:
            before = answer.plan.hirings[0].since if answer.plan.hirings else self._roster.as_of
            answer.plan.endings |= {job.pk: before for job in person.jobs if job.organisation != place and job.is_main}
            for hiring in answer.plan.hirings[:1]:
                hiring.is_main = True
            answer.reason = f"Переведён из «{self._register.works_text(person)}»."
        return answer

    def _compared(self, row: ListedRow, person: KnownPerson, place: Place, *, keeps_name: bool = True) -> Judgement:
        is_second = self._times[place, row.key] > 1
        return compared(row.data, person, place, self._setting, keeps_name=keeps_name, is_second=is_second)

    def _new(self, data: Data, place: Place) -> Judgement:
        if data.get("is_initials"):
            return refused("Имя и отчество записаны инициалами: впишите их полностью.")
        if not data.get("posts"):
            reason = "Не указана должность. Выберите её, впишите в файл или назовите столбец, где она стоит."
            return doubtful(reason, posts_to_choose(data, self._kind_of(place)))
        return compared(data, None, place, self._setting)

    def _kind_of(self, place: Place) -> str:
        """Of the organisation, also of one that the list will add."""
        if isinstance(place, int):
            return self._register.organisations[place].kind
        word = self._words.organisation(place)
        return word.added if word else ""

    def _initials(self, row: ListedRow, place: Place) -> Judgement:
        people = self._register.by_initials[place, row.initials] if isinstance(place, int) else []
        if len(people) == 1:
            answer = self._compared(row, people[0], place)
            answer.reason = f"«{row.words}» — это {people[0].full_name}. {answer.reason}".strip()
            return answer
        if people:
            return doubtful(
                "С такими инициалами здесь работают несколько человек.", list(each_of(people, self._register))
            )
        if full := self._full_names[place, row.initials]:
            if len(full) > 1:
                return refused("В файле несколько человек с такими инициалами: впишите имя и отчество полностью.")
            return doubtful("Полное имя есть в другой строке файла: решите о ней, и эта станет понятна сама.")
        return refused(
            "Имя и отчество записаны инициалами, а в этой организации такого человека нет: впишите их полностью."
        )

    def _full(self, row: ListedRow, place: Place) -> Judgement:
        people = self._register.by_name.get(row.key, [])
        here = [one for one in people if place in {job.organisation for job in one.jobs}]
        if len(here) == 1:
            return self._compared(row, here[0], place)
        if here:
            return doubtful(
                "Здесь работают тёзки: скажите, о ком строка.", [*each_of(here, self._register), newcomer()]
            )
        is_second = _is_second(row.data)
        if earlier := self._earlier(row, place):
            if is_second or _is_second(earlier[0].data):
                return self._one_more(row, place, row.data.get("posts", []), *earlier)
            return doubtful(
                f"В файле есть человек с тем же именем: {earlier[0].place}.",
                [Candidate(j.SAME_AS_ROW, "Это он же, второе место работы", earlier[0].place), newcomer()],
            )
        if people:
            return self._elsewhere(row, place, people, is_second=is_second)
        like = like_somebody(row, self._register, place, self._named[place])
        if like is None and (alike := self._resembling(row, place)):
            return doubtful(
                f"В файле есть похожее имя: {alike[0].words}, {alike[0].place}. Возможно, это описка.",
                [Candidate(j.SAME_AS_ROW, "Это он же, имя верно там", alike[0].words), newcomer()],
            )
        return like or self._new(row.data, place)

    def _earlier(self, row: ListedRow, place: Place) -> tuple[ListedRow, Judgement] | None:
        """The same name in another organisation of the file."""
        for other, first, judgement in self._people_of_file[row.key]:
            if other != place and judgement.plan is not None:
                return first, judgement
        return None

    def _elsewhere(self, row: ListedRow, place: Place, people: list[KnownPerson], *, is_second: bool) -> Judgement:
        if len(people) == 1 and is_second and people[0].jobs:
            answer = self._compared(row, people[0], place)
            answer.reason = f"Совместитель: {self._register.works_text(people[0])}."
            return answer
        return works_elsewhere(people, self._register)


def _is_second(data: Data) -> bool:
    posts = data.get("posts", [])
    return bool(posts) and all(post["is_main"] is False for post in posts)
