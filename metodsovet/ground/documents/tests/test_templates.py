"""A municipality's own templates: what the check says, versions, and what attacks come to."""

import json
import zipfile
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from jinja2 import TemplateError
from pytest_django import Settings

from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.documents.actions import (
    activate_template,
    issue_paper,
    print_paper,
    upload_template,
    use_default_template,
)
from metodsovet.ground.documents.actions.templates import TemplateRefused
from metodsovet.ground.documents.kinds import PaperKind, all_kinds
from metodsovet.ground.documents.models import PaperTemplate
from metodsovet.ground.documents.printing.papers import print_for, template_for
from metodsovet.ground.documents.rendering import check_brought, print_brought, render_word, schema_of
from metodsovet.ground.documents.rendering.checking import check_template
from metodsovet.ground.documents.tests.papers import (
    CODE,
    LETTER,
    brought,
    crowded,
    draft_of,
    known_kind,
    texts_of,
    word,
)
from metodsovet.ground.documents.tests.test_papers import DAY, content_of
from metodsovet.ground.files.tests.corpus import BAD
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.limited import run_package

pytestmark = pytest.mark.django_db
WHOLE = (
    "{{ title }} {{ paper.number }}",
    "{%p for line in lines %}",
    "{{ line.number }} {{ line.text }}",
    "{%p endfor %}",
)
OWN = ("Наш бланк", "{{ organisation }}", "№ {{ paper.number }}")


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def found_in(*paragraphs: str, **places: str) -> list[tuple[bool, str]]:
    """What the child says, asked here: these templates are ours."""
    found = check_template(word(*paragraphs, **places), schema_of(LETTER.data))
    return [(one.is_fault, one.text) for one in found]


def faults_in(*paragraphs: str, **places: str) -> list[str]:
    return [text for is_fault, text in found_in(*paragraphs, **places) if is_fault]


def uploaded(world: World, *paragraphs: str) -> PaperTemplate:
    return upload_template(
        known_kind(), brought(word(*paragraphs)), organisation=world.school, by=user_of(world.deputy)
    )


def test_check_of_a_whole_template_finds_nothing() -> None:
    assert found_in(*WHOLE) == []


@pytest.mark.parametrize(
    ("written", "said"),
    (
        ("{{ titel }}", "поля «{{ titel }}» у этой бумаги нет, похоже на «title»"),
        ("{% for line in lines %}{{ line.txet }}{% endfor %}", "поля «{{ line.txet }}» у этой бумаги нет"),
        ("{{ paper.nomber }}", "похоже на «paper.number»"),
        ("{{ zzz }}", "у этой бумаги нет; есть: title, lines, paper"),
        ("{{ title.name }}", "у «title» нет частей"),
        ("{% for a in title %}{% endfor %}", "«title» — не список"),
        ("{{ title", "не закончена или написана с ошибкой"),
        ("{% if title %}да", "не закончена или написана с ошибкой"),
        ("{{ title|format(1) }}", "обработка «format» не разрешена"),
        ("{{ title.upper() }}", "нельзя: вызов функций"),
        ("{% set x = title %}", "нельзя: присваивание"),
        ("{{ 'a' * 99 }}", "нельзя: вычисления"),
        ("{{ title ~ title }}", "нельзя: склейка"),
        ("{% include 'x' %}", "нельзя: вставка других файлов"),
    ),
)
@pytest.mark.parametrize("place", ("body", "header", "footer", "title"))
def test_check_says_in_words_what_is_wrong_wherever_it_stands(written: str, said: str, place: str) -> None:
    faults = faults_in(written, *WHOLE) if place == "body" else faults_in(*WHOLE, **{place: written})

    assert any(said in fault for fault in faults), faults


def test_check_warns_of_what_is_missing_and_of_single_braces() -> None:
    assert found_in("{{ title }} {lines}") == [
        (False, "В шаблоне нет поля «{{ lines }}»: напечатано не будет."),
        (False, "В шаблоне нет номера и даты («{{ paper.number }}»): напечатано не будет."),
        (False, "В тексте: «{lines}» напечатается как есть, поля пишут в двойных скобках — «{{ lines }}»."),
    ]


@pytest.mark.parametrize("kind", [kind for kind in all_kinds() if kind.is_word], ids=lambda kind: kind.code)
def test_our_own_templates_pass_the_check_and_print_their_samples(kind: PaperKind) -> None:
    content = kind.template.read_bytes()

    assert [one.text for one in check_template(content, schema_of(kind.data)) if one.is_fault] == []
    assert texts_of(render_word(content, kind.sample_data)) != []


ATTACKS = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ title.__class__.__mro__[1].__subclasses__() }}",
    "{{ title|attr('__class__') }}",
    "{{ lipsum.__globals__['os'].system('id') }}",
    "{{ 'a' * 10**9 }}",
    "{{ [0] * 10**9 }}",
    "{{ '%999999999d'|format(1) }}",
    "{{ 'x'.center(10**9) }}",
    "{{ title.ljust(10**9) }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_is_refused_by_the_check_and_by_the_printing_alike(attack: str) -> None:
    assert faults_in(attack, *WHOLE) != []
    with pytest.raises(TemplateError):
        render_word(word(attack), LETTER.sample_data)


def test_attack_that_reaches_the_limited_process_is_refused_there() -> None:
    content = word(ATTACKS[0])

    found = check_brought(content, schema_of(LETTER.data), LETTER.sample_data)
    with pytest.raises(DomainError) as refusal:
        print_brought(content, LETTER.sample_data)

    assert [one.is_fault for one in found.findings] == [True]
    assert refusal.value.code == "template_broken"


def test_template_that_never_ends_is_ended() -> None:
    loops = "{% for a in people %}{% for b in people %}{% for c in people %}{{ c.name }}{% endfor %}{% endfor %}"

    with pytest.raises(DomainError) as refusal:
        print_brought(word(f"{loops}{{% endfor %}}"), asdict(crowded(2_000)))

    assert refusal.value.code == "template_heavy"


def test_child_has_neither_secrets_nor_network_nor_files() -> None:
    tried = json.loads(run_package("metodsovet.ground.documents.tests.sealed", wait_seconds=60, is_sealed=True))

    assert tried == {"environment": [], "file": "refused", "network": "refused", "process": "refused"}


@pytest.mark.parametrize("name", [name for name, (file, _, _) in BAD.items() if file.endswith((".docx", ".docm"))])
def test_dangerous_file_is_no_template(name: str) -> None:
    world = make_world()
    file, content, code = BAD[name]

    with pytest.raises(DomainError) as refusal:
        upload_template(known_kind(), brought(content, file), organisation=world.school, by=user_of(world.deputy))

    assert (refusal.value.code, PaperTemplate.objects.count()) == (code, 0)


def test_bomb_among_the_parts_of_a_template_is_refused() -> None:
    world = make_world()
    content = BytesIO(word("{{ organisation }}"))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.xml", b" " * 60 * 2**20)

    with pytest.raises(DomainError) as refusal:
        upload_template(known_kind(), brought(content.getvalue()), organisation=world.school, by=user_of(world.deputy))

    assert refusal.value.code == "zip_bomb"


def test_upload_template_with_faults_keeps_nothing_and_names_them_all() -> None:
    world = make_world()

    with pytest.raises(TemplateRefused) as refusal:
        uploaded(world, "{{ organisatoin }}", "{{ people|sort }}")

    assert len(refusal.value.faults) == 2
    assert PaperTemplate.objects.count() == 0


def test_versions_follow_one_another_and_papers_remember_theirs() -> None:
    world = make_world()
    user = user_of(world.deputy)
    first, second = uploaded(world, *OWN), uploaded(world, "Второй бланк", *OWN[1:])
    before = print_for(known_kind(), draft_of(world.school).data, world.school)

    activate_template(first, by=user)
    paper = print_paper(issue_paper(known_kind(), draft_of(world.school), issued_on=DAY, by=user))
    activate_template(second, by=user)
    after = print_for(known_kind(), draft_of(world.school).data, world.school)
    activate_template(first, by=user)

    assert [template.version for template in (first, second)] == [1, 2]
    assert (texts_of(before)[0], texts_of(content_of(paper))[0], texts_of(after)[0]) == (
        "Муниципальное общеобразовательное учреждение «Школа № 7»",
        "Наш бланк",
        "Второй бланк",
    )
    assert paper.template == first
    assert template_for(known_kind(), world.school) == first


def test_use_default_template_returns_to_ours() -> None:
    world = make_world()
    user = user_of(world.deputy)
    activate_template(uploaded(world, *OWN), by=user)

    use_default_template(known_kind(), organisation=world.school, by=user)

    assert template_for(known_kind(), world.school) is None
    with pytest.raises(DomainError) as refusal:
        use_default_template(known_kind(), organisation=world.school, by=user)
    assert refusal.value.code == "default_already"


def test_template_of_the_municipality_holds_for_schools_that_have_none() -> None:
    world = make_world()
    user = user_of(world.methodist)
    town = upload_template(known_kind(), brought(word(*OWN)), organisation=world.town, by=user)
    activate_template(town, by=user)
    own = activate_template(uploaded(world, *OWN), by=user)

    assert [template_for(known_kind(), one) for one in (world.school, world.second_school, world.foreign_school)] == [
        own,
        town,
        None,
    ]


def test_upload_page_lists_the_faults(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.deputy))
    upload = brought(word("{{ organisatoin }}"))

    answer = client.post(f"/documents/templates/{CODE}/upload/", {"upload": upload, "remark": ""})

    assert answer.status_code == 422
    assert "похоже на «organisation»" in answer.content.decode()


def test_template_pages_show_download_and_preview(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.deputy))
    version = uploaded(world, *OWN)

    pages = [client.get(f"/documents/templates/{end}").status_code for end in ("", f"{CODE}/")]
    default = client.get(f"/documents/templates/{CODE}/default/").content
    sample = client.get(f"/files/{version.sample_id}/").getvalue()
    client.post(f"/documents/templates/versions/{version.pk}/activate/")

    version.refresh_from_db()
    assert pages == [200, 200]
    assert default == known_kind().template.read_bytes()
    assert texts_of(sample)[2] == "№ 12"
    assert version.is_active


@pytest.mark.parametrize("who", ("teacher", "administrator"))
def test_nobody_brings_a_template_but_those_who_act_for_an_organisation(client: Client, who: str) -> None:
    world = make_world()
    client.force_login(user_of(getattr(world, who)))

    assert client.get("/documents/templates/").status_code == 403


def test_template_of_another_school_is_not_there(client: Client) -> None:
    world = make_world()
    version = uploaded(world, *OWN)
    client.force_login(user_of(world.second_deputy))

    assert client.post(f"/documents/templates/versions/{version.pk}/activate/").status_code == 404
