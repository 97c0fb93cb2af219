from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import make_organisation, make_person
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.parties import Party, PartyKind, parse_parties
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.planning.actions import choose_holder
from metodsovet.work.planning.matching import HolderChoice, Proposal, Register, propose_holder, proposed_kinds
from metodsovet.work.planning.models import ActivityParty, Plan
from metodsovet.work.planning.tests.town import Town, association, draft_of, line, make_town, read_plan_of

pytestmark = pytest.mark.django_db
Holder = ActivityParty.Holder


def proposal(plan: Plan, party: Party) -> Proposal:
    return propose_holder(party, Register.for_plan(plan, [party]))


def said(words: str, town: Town, plan: Plan | None = None) -> Proposal:
    (party,) = parse_parties(words)
    return proposal(plan or draft_of(town), party)


@pytest.mark.parametrize(
    ("title", "kinds"),
    (
        ("Дорожная карта развития школьных методических объединений", ["school"]),
        ("План работы с общеобразовательными организациями округа", ["school"]),
        ("Программа развития дошкольных образовательных организаций", ["kindergarten"]),
        ("План работы с детскими садами", ["kindergarten"]),
        ("План методической работы дошкольных учреждений", ["kindergarten"]),
        ("План поддержки образовательных организаций", ["school", "kindergarten", "additional"]),
        ("План работы", ["school", "kindergarten", "additional"]),
    ),
)
def test_audience_is_proposed_from_the_title(title: str, kinds: list[str]) -> None:
    assert proposed_kinds(title) == kinds


@pytest.mark.parametrize(
    "words",
    (
        "отдел ИМ и ПР",
        "Отдел информационно-методической и профилактической работы",
        "отдел информационно-методической и профилактической работы МБУ «Центр развития образования»",
        "отдел ИМ и ПР МБУ ЦРО",
    ),
)
def test_department_is_found_by_its_name_or_first_letters(words: str) -> None:
    town = make_town()
    party = Party(words, PartyKind.DEPARTMENT, words, "", "")

    found = proposal(draft_of(town), party)

    assert found.choice == HolderChoice(Holder.ORGANISATION, organisation_id=town.support.pk)
    assert found.is_sure


def test_department_of_a_near_name_is_asked_with_the_nearest() -> None:
    town = make_town()
    party = Party("", PartyKind.DEPARTMENT, "отдел сопровождения", "", "")

    found = proposal(draft_of(town), party)

    assert found.is_doubtful
    assert town.world.department.pk in {choice.organisation_id for choice in found.alternatives}


def test_school_is_found_by_its_number_and_kind() -> None:
    town = make_town()

    school = said("МБОУ СОШ № 2", town)
    kindergarten = said("МБДОУ № 9", town)

    assert school.choice.organisation_id == town.world.second_school.pk
    assert kindergarten.choice.organisation_id == town.world.kindergarten.pk


def test_school_of_unknown_number_is_asked() -> None:
    assert said("МБОУ СОШ № 77", make_town()).is_doubtful


def test_heads_of_schools_are_heads_in_the_audience() -> None:
    found = said("руководители ОО", make_town())

    assert (found.choice.kind, found.choice.function, found.is_sure) == (Holder.FUNCTION_IN_AUDIENCE, "head", True)


@pytest.mark.parametrize(
    ("words", "holder", "kind"),
    (
        ("руководители школ", Holder.FUNCTION_IN_AUDIENCE, "school"),
        ("руководители общеобразовательных организаций", Holder.FUNCTION_IN_AUDIENCE, "school"),
        ("руководители ДОУ", Holder.FUNCTION_IN_AUDIENCE, "kindergarten"),
        ("заведующие", Holder.FUNCTION_IN_AUDIENCE, "kindergarten"),
        ("заведующие детскими садами", Holder.FUNCTION_IN_AUDIENCE, "kindergarten"),
        ("общеобразовательные организации", Holder.AUDIENCE, "school"),
        ("дошкольные образовательные организации", Holder.AUDIENCE, "kindergarten"),
        ("администрации школ", Holder.AUDIENCE, "school"),
        ("руководители ОО", Holder.FUNCTION_IN_AUDIENCE, ""),
        ("образовательные организации", Holder.AUDIENCE, ""),
    ),
)
def test_one_kind_of_a_mixed_audience_is_meant_by_its_name(words: str, holder: str, kind: str) -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of(title="План методической работы округа"))
    assert len(plan.audience_kinds) == 3

    found = said(words, town, plan)

    assert (found.choice.kind, found.choice.organisation_kind) == (holder, kind)


def test_two_kinds_of_three_are_asked() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of(title="План методической работы округа"))

    found = proposal(plan, Party("", PartyKind.ROLE, "руководители школ и детских садов", "", ""))

    assert (found.choice.organisation_kind, found.is_doubtful) == ("", True)


def test_code_of_a_choice_goes_through_a_form_and_back() -> None:
    choice = HolderChoice(Holder.FUNCTION_IN_AUDIENCE, function="head", organisation_kind="kindergarten")

    assert HolderChoice.from_code(choice.code) == choice
    with pytest.raises(DomainError):
        HolderChoice.from_code("audience:::region::::")


def test_deputies_are_found_with_their_post() -> None:
    found = said("заместители директоров по УВР", make_town())

    assert (found.choice.kind, found.choice.function) == (Holder.FUNCTION_IN_AUDIENCE, "deputy")
    assert found.choice.post_id is not None


def test_heads_of_kindergartens_are_asked_where_the_plan_is_for_schools() -> None:
    found = said("руководители ДОУ", make_town())

    assert found.is_doubtful
    assert found.choice.kind == Holder.NOBODY


def test_methodists_without_a_unit_work_in_the_only_centre() -> None:
    town = make_town()

    found = said("методисты", town)

    assert found.choice == HolderChoice(Holder.FUNCTION_AT, organisation_id=town.world.centre.pk, function="methodist")


@pytest.mark.parametrize(
    ("words", "kind"),
    (
        ("руководители ШМО", "school_association"),
        ("руководители ГМО", "city_association"),
        ("руководители РМО", "city_association"),
        ("руководители школьных методических объединений", "school_association"),
        ("руководители МО", ""),
    ),
)
def test_heads_of_associations_are_found_by_kind(words: str, kind: str) -> None:
    found = said(words, make_town())

    assert found.choice == HolderChoice(Holder.COMMUNITY_HEADS, community_kind=kind)
    assert found.is_sure


def test_head_of_one_association_is_found_by_its_subject() -> None:
    found = said("руководитель ГМО учителей физики", make_town())

    assert found.choice.community_id == Community.objects.get(name="ГМО учителей физики").pk


def test_head_of_an_association_nobody_has_is_asked() -> None:
    found = said("руководитель ГМО учителей музыки", make_town())

    assert found.is_doubtful
    assert found.choice.kind == Holder.NOBODY


def test_named_person_is_found_by_surname_and_initials() -> None:
    town = make_town()

    found = said("Ершова А.Ю.", town)

    assert found.choice == HolderChoice(Holder.PERSON, person_id=town.support_methodist.pk)


def test_namesakes_are_asked_with_both() -> None:
    town = make_town()

    found = said("Волкова С.Г.", town)

    assert not found.is_sure
    assert {choice.person_id for choice in found.alternatives} == {town.school_head.pk, town.city_head.pk}


def test_namesake_of_the_named_school_is_the_one() -> None:
    town = make_town()
    party = Party("", PartyKind.PERSON, "учитель", "СОШ № 2", "Волкова С.Г.")

    assert proposal(draft_of(town), party).choice.person_id == town.city_head.pk


def test_person_of_another_municipality_is_not_found() -> None:
    town = make_town()
    make_person("Редкозубова Яна Яновна", town.world.foreign_school)

    assert said("Редкозубова Я.Я.", town).choice.kind == Holder.NOBODY


@pytest.mark.parametrize("words", ("родители", "обучающиеся", "учителя математики", "Координатор недели", "см. п. 3"))
def test_those_who_cannot_be_asked_are_nobody_and_doubtful(words: str) -> None:
    found = said(words, make_town())

    assert found.choice.kind == Holder.NOBODY
    assert found.is_doubtful
    assert found.reason


def test_organisations_in_general_are_the_audience() -> None:
    assert said("общеобразовательные организации", make_town()).choice == HolderChoice(Holder.AUDIENCE)


def test_posts_of_a_school_plan_are_of_the_school_itself() -> None:
    town = make_town()
    plan = Plan.objects.create(organisation=town.world.school, title="План работы школы")

    found = said("Заместитель директора по УВР", town, plan)

    assert found.choice.organisation_id == town.world.school.pk
    assert (found.choice.kind, found.is_sure) == (Holder.FUNCTION_AT, True)


def test_authority_is_found_by_its_usual_abbreviation() -> None:
    town = make_town()
    party = Party("", PartyKind.ROLE, "специалисты", "УО", "")

    found = proposal(draft_of(town), party)

    assert found.choice == HolderChoice(
        Holder.FUNCTION_AT, organisation_id=town.world.authority.pk, function="specialist"
    )


def test_two_centres_make_methodists_doubtful() -> None:
    town = make_town()
    make_organisation("Центр цифрового образования", Organisation.Kind.CENTRE, town.world.town)

    assert said("методисты", town).is_doubtful


def test_choose_holder_is_remembered_for_the_next_file() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Неделя", "март", "Координатор недели")]))
    party = ActivityParty.objects.get(activity__plan=plan)

    choose_holder(party, holder=HolderChoice(Holder.PERSON, person_id=town.city_head.pk), by=town.by)

    again = draft_of(town, read_plan_of([line("Декада", "май", "КООРДИНАТОР недели")]))
    assert ActivityParty.objects.get(activity__plan=again).person == town.city_head


def test_holder_choice_survives_a_form() -> None:
    choice = HolderChoice(Holder.FUNCTION_AT, organisation_id=7, function="methodist", post_id=3)

    assert HolderChoice.from_code(choice.code) == choice


def test_council_is_answered_for_by_its_head() -> None:
    town = make_town()
    council = association(town.world.town, CommunityKind.Code.COUNCIL, "Экспертный методический совет", town.city_head)
    party = Party("", PartyKind.GROUP, "экспертный методический совет", "", "")

    assert proposal(draft_of(town), party).choice.community_id == council.pk


def test_matching_a_whole_plan_takes_as_many_queries_as_one_line(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    town = make_town()
    plan = draft_of(town)
    few = [party.party for party in ActivityParty.objects.filter(activity__plan=plan)]

    with django_assert_num_queries(5):
        register = Register.for_plan(plan, [*few, *parse_parties("Ершова А.Ю., Волкова С.Г.")])
        for party in few * 30:
            propose_holder(party, register)


def test_nobody_confirmed_before_is_named_in_words() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Неделя", "март", "Координатор недели")]))

    choose_holder(ActivityParty.objects.get(activity__plan=plan), holder=HolderChoice(Holder.NOBODY.value), by=town.by)

    assert said("координатор недели", town).choice.label == "Никто в системе"


def test_methodists_of_a_service_not_yet_entered_are_asked_to_be_entered() -> None:
    town = make_town()
    Organisation.objects.filter(kind__in=(Organisation.Kind.CENTRE, Organisation.Kind.AUTHORITY)).update(
        kind=Organisation.Kind.SCHOOL
    )

    assert "добавьте" in said("методисты", town).reason
