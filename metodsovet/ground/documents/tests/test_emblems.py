"""The coat of arms over the names of those who issue orders: whose it is, what is taken, where it is printed."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from docx import Document

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.documents.actions import remove_emblem, set_emblem
from metodsovet.ground.documents.kinds import kind_named
from metodsovet.ground.documents.models import Emblem
from metodsovet.ground.documents.printing.papers import emblem_for, print_for
from metodsovet.ground.documents.tests.papers import coat_of_arms
from metodsovet.ground.files.tests.corpus import pdf
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db


def put(world: World, organisation: Organisation, content: bytes | None = None, name: str = "герб.png") -> Emblem:
    upload = ContentFile(content or coat_of_arms(), name=name)
    return set_emblem(organisation, upload, by=user_of(world.methodist))


def printed_for(organisation: Organisation) -> bytes:
    kind = kind_named("order")
    assert kind is not None
    return print_for(kind, kind.sample(), organisation)


def pictures(content: bytes) -> int:
    return len(Document(BytesIO(content)).inline_shapes)


def test_order_of_a_school_bears_the_arms_of_the_town_until_it_has_its_own() -> None:
    world = make_world()
    kind = kind_named("order")
    assert kind is not None
    assert pictures(printed_for(world.school)) == 0

    put(world, world.town)
    assert pictures(printed_for(world.school)) == 1
    assert emblem_for(kind, world.school) == coat_of_arms()

    own = coat_of_arms(300, 300)
    put(world, world.school, own)
    assert emblem_for(kind, world.school) == own
    assert emblem_for(kind, world.second_school) == coat_of_arms()
    assert emblem_for(kind, world.foreign_school) is None


def test_arms_stand_first_and_are_twenty_millimetres_high() -> None:
    world = make_world()
    put(world, world.authority)

    document = Document(BytesIO(printed_for(world.authority)))

    shape = document.inline_shapes[0]
    assert round(shape.height.mm) == 20
    assert "drawing" in document.paragraphs[0]._p.xml


def test_other_papers_have_no_letterhead() -> None:
    world = make_world()
    put(world, world.town)
    kind = kind_named("methodical_service")
    assert kind is not None

    assert pictures(print_for(kind, kind.sample(), world.school)) == 0


def test_removed_arms_are_not_printed_and_are_not_removed_twice() -> None:
    world = make_world()
    put(world, world.town)

    remove_emblem(world.town, by=user_of(world.methodist))

    assert pictures(printed_for(world.school)) == 0
    with pytest.raises(DomainError) as refusal:
        remove_emblem(world.town, by=user_of(world.methodist))
    assert refusal.value.code == "no_emblem"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    (
        (pdf(), "герб.pdf", "emblem_not_picture"),
        (coat_of_arms(100, 100), "герб.png", "emblem_shape"),
        (coat_of_arms(1000, 200), "герб.png", "emblem_shape"),
        (coat_of_arms()[:-20], "герб.png", "broken"),
        (coat_of_arms() + b"0" * 2**20, "герб.png", "emblem_too_large"),
    ),
)
def test_what_is_no_coat_of_arms_is_refused(content: bytes, name: str, code: str) -> None:
    world = make_world()

    with pytest.raises(DomainError) as refusal:
        put(world, world.town, content, name)

    assert refusal.value.code == code
    assert not Emblem.objects.exists()


def test_page_puts_shows_and_removes_the_arms(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.deputy))
    upload = ContentFile(coat_of_arms(), name="герб школы.png")

    posted = client.post("/documents/emblem/", {"upload": upload})
    shown = client.get("/documents/templates/").content.decode()
    client.post("/documents/emblem/remove/", {"organisation": world.school.pk})

    assert posted.status_code == 302
    assert "герб школы.png" in shown
    assert Emblem.objects.get(organisation=world.school).file is None


def test_arms_of_another_school_are_not_touched(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.second_deputy))

    assert client.post("/documents/emblem/", {"organisation": world.school.pk}).status_code == 404
    client.force_login(user_of(world.teacher))
    assert client.get("/documents/emblem/").status_code == 403
