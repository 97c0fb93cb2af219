import pytest
from django.test import Client

from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions import (
    KindDraft,
    OfficeDraft,
    add_community,
    add_kind,
    appoint_officer,
    bring_back_kind,
    hide_kind,
    reword_kind,
)
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.tests.kinds import Code, community_at, kind_at
from metodsovet.work.communities.tests.test_members import FIRST

pytestmark = pytest.mark.django_db
HEAD = OfficeDraft("head", "председатель", gives_payment=True)
RMO = KindDraft("районное методическое объединение", "municipality", (HEAD,), short_name="РМО")


def reworded(world: World, draft: KindDraft = RMO) -> CommunityKind:
    kind = kind_at(world.town, Code.CITY_ASSOCIATION)
    return reword_kind(kind, municipality=world.town, draft=draft, by=user_of(world.methodist))


def test_reword_kind_makes_an_own_row_and_moves_the_communities_of_the_municipality_to_it() -> None:
    world = make_world()
    own = community_at(world.town, "ГМО химиков", code=Code.CITY_ASSOCIATION)
    foreign = community_at(world.foreign_town, "ГМО чужих", code=Code.CITY_ASSOCIATION)
    ours = foreign.kind

    kind = reworded(world)

    assert (kind.municipality, kind.code, kind.name) == (world.town, Code.CITY_ASSOCIATION, RMO.name)
    assert [(one.code, one.title, one.gives_payment) for one in kind.offices.all()] == [("head", "председатель", True)]
    assert Community.objects.get(pk=own.pk).kind == kind
    assert Community.objects.get(pk=foreign.pk).kind == ours
    ours.refresh_from_db()
    assert ours.name == "городское методическое объединение"


def test_reword_kind_again_changes_the_same_row() -> None:
    world = make_world()
    first = reworded(world)

    again = reword_kind(
        first,
        municipality=world.town,
        draft=KindDraft("РМО учителей", "municipality", (HEAD,)),
        by=user_of(world.methodist),
    )

    assert (again.pk, again.name) == (first.pk, "РМО учителей")
    assert CommunityKind.objects.filter(municipality=world.town).count() == 1


def test_add_community_of_our_kind_takes_the_words_of_the_municipality() -> None:
    world = make_world()
    ours = kind_at(world.town, Code.CITY_ASSOCIATION)
    kind = reworded(world)

    community = add_community(world.town, kind=ours, name="РМО химиков", by=user_of(world.methodist))

    assert community.kind == kind


def test_reword_kind_without_an_office_that_somebody_holds_is_refused() -> None:
    world = make_world()
    community = community_at(world.town, "ГМО химиков", code=Code.CITY_ASSOCIATION)
    by = user_of(world.methodist)
    appoint_officer(community, person=world.teacher, since=FIRST, office="secretary", by=by)

    with pytest.raises(DomainError) as refusal:
        reworded(world)

    assert refusal.value.code == "office_is_held"
    assert not CommunityKind.objects.filter(municipality=world.town).exists()


@pytest.mark.parametrize(
    ("draft", "code"),
    (
        (KindDraft(" ", "municipality", (HEAD,)), "no_name"),
        (KindDraft("клуб", "municipality", ()), "no_head"),
        (KindDraft("клуб", "municipality", (HEAD,), least_members=5), "no_source"),
        (KindDraft("Методический совет", "municipality", (HEAD,)), "name_taken"),
    ),
)
def test_add_kind_that_is_not_sound_is_refused(draft: KindDraft, code: str) -> None:
    world = make_world()

    with pytest.raises(DomainError) as refusal:
        add_kind(world.town, draft=draft, by=user_of(world.methodist))

    assert refusal.value.code == code
    assert not CommunityKind.objects.filter(municipality=world.town).exists()


def test_hide_kind_offers_it_no_more_and_leaves_its_communities() -> None:
    world = make_world()
    community = community_at(world.town, "ВТК", code=Code.TEMPORARY_COLLECTIVE)
    by = user_of(world.methodist)

    hidden = hide_kind(community.kind, municipality=world.town, by=by)

    used = CommunityKind.objects.used_in(world.school)
    assert not used.filter(code=Code.TEMPORARY_COLLECTIVE).exists()
    assert Community.objects.get(pk=community.pk).kind == hidden
    bring_back_kind(hidden, municipality=world.town, by=by)
    assert used.filter(code=Code.TEMPORARY_COLLECTIVE).get() == hidden


@pytest.mark.parametrize(
    ("who", "may"), (("methodist", True), ("administrator", True), ("deputy", False), ("foreign_methodist", False))
)
def test_kinds_of_a_municipality_are_worded_by_its_service(who: str, may: bool) -> None:
    world = make_world()
    kind = add_kind(world.town, draft=KindDraft("клуб", "municipality", (HEAD,)), by=user_of(world.methodist))

    assert user_of(getattr(world, who)).has_perm("communities.reword_kind", kind) is may


def test_reword_kind_page_changes_its_words_and_shows_them(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))
    kind = kind_at(world.town, Code.CITY_ASSOCIATION)
    fields = {"name": "РМО", "level": "municipality", "head_title": "руководитель", "is_standing": "on"}

    numbers = {"least_members": "7", "source": "приказ № 5", "quorum": "66"}
    answer = client.post(f"/communities/kinds/{kind.pk}/reword/", {**fields, **numbers})

    assert answer.status_code == 302
    own = CommunityKind.objects.get(municipality=world.town)
    assert (own.name, own.least_members, own.source, own.quorum) == ("РМО", 7, "приказ № 5", 66)
    page = client.get("/communities/kinds/").content.decode()
    assert "приказ № 5" in page.replace("\u00a0", " ")


def test_add_kind_page_adds_and_add_community_page_offers_it(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))

    client.post("/communities/kinds/add/", {"name": "клуб", "level": "municipality", "head_title": "старшина"})

    kind = CommunityKind.objects.get(municipality=world.town)
    assert f'value="{kind.pk}"' in client.get("/communities/add/").content.decode()
