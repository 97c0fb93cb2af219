import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory

from metodsovet.design.errors import csrf_failure
from metodsovet.design.finders import FontFinder
from metodsovet.design.tests.pages import ICONS, MeetingForm

STATIC = ICONS.parent
ERRORS = ("400", "403", "403_csrf", "404", "500", "503", "507")


def draw(source: str, query: str = "", **context: object) -> str:
    return str(engines["django"].from_string(source).render(context, RequestFactory().get(f"/plans/{query}")))


@pytest.mark.parametrize(
    ("tag", "query", "expected"),
    (
        ("{% address page=2 %}", "?state=late&state=risk&page=5", "/plans/?state=late&amp;state=risk&amp;page=2"),
        ("{% address state=None %}", "?state=late&page=5", "/plans/"),
        ('{% address sort="-name" %}', "?sort=name&page=5&as=print", "/plans/?sort=-name"),
        ("{% address_of key values %}", "?a=1", "/plans/?a=1&amp;state=x&amp;state=y+z"),
    ),
)
def test_address_keeps_the_rest_and_starts_over(alone: None, tag: str, query: str, expected: str) -> None:
    assert draw(tag, query, key="state", values=["x", "y z"]) == expected


@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_need_no_context(name: str) -> None:
    html = get_template(f"{name}.html").render()

    assert 'lang="ru"' in html
    assert re.search(r"<h1>[А-Я]", html)


def test_expired_form_is_answered_in_words(alone: None) -> None:
    response = csrf_failure(RequestFactory().post("/plans/"))

    assert response.status_code == 403
    assert "Страница устарела" in response.content.decode()


def test_pages_hold_no_inline_style_or_script(alone: None) -> None:
    html = Client().get("/components/?wrong=1&side=1").content.decode()

    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"|javascript:|data:", html)


def test_field_names_its_hint_and_error(alone: None) -> None:
    form = MeetingForm({"topic": ""}, auto_id="m_%s")

    html = draw("{% field form.topic %}", form=form)

    assert 'aria-describedby="m_topic_hint m_topic_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.index('id="m_topic_error"') < html.index("<input")


def test_form_errors_link_to_their_fields(alone: None) -> None:
    form = MeetingForm({"topic": "", "way": "s"}, auto_id="m_%s")

    html = draw("{% form_errors form %}", form=form)

    assert "Не сохранено: проверьте 4\u00a0поля" in html
    assert '<a href="#m_topic">Тема заседания</a>' in html


def test_form_without_errors_says_nothing(alone: None) -> None:
    assert draw("{% form_errors form %}", form=MeetingForm()).strip() == ""


def test_shell_draws_nothing_that_it_was_not_given() -> None:
    html = render_to_string("design/base.html", {})

    assert "Найти" not in html
    assert "Уведомления" not in html
    assert "учебный год" not in html


def test_print_of_a_table_holds_all_pages(alone: None) -> None:
    html = Client().get("/components/?as=print").content.decode()

    assert "Жарова" in html
    assert "4\u00a0строки" in html


def test_fonts_are_found_where_the_styles_look_for_them() -> None:
    styles = (STATIC / "css" / "tokens.css").read_text()
    wanted = re.findall(r'url\("../../(fonts/[^"]+)"\)', styles)

    assert len(wanted) == 6
    assert all(Path(str(finders.find(path))).is_file() for path in wanted)


def test_font_finder_gives_away_nothing_but_fonts() -> None:
    finder = FontFinder()

    assert finder.find("fonts/../LICENSE") == []
    assert finder.find("fonts/metadata.json") == []
    assert {name for name, _ in finder.list([])} >= {"PT_Sans-Web-Bold.ttf", "PT_Serif-Web-Regular.ttf"}


def test_styles_refer_only_to_what_is_served() -> None:
    for path in (STATIC / "css").rglob("*.css"):
        text = path.read_text()
        assert "@import" not in text, path.name
        assert "data:" not in text, path.name
        assert len(text.splitlines()) <= 300, path.name


def test_every_stylesheet_is_linked() -> None:
    html = get_template("design/parts/stylesheets.html").render()

    linked = set(re.findall(r"design/(css/[\w/]+\.css)", html))
    assert linked == {str(path.relative_to(STATIC)) for path in (STATIC / "css").rglob("*.css")}


def test_blocks_keep_their_content_and_escape_their_values(alone: None) -> None:
    shown = draw("{% note title=title %}<p>{{ title }}</p>{% endnote %}", title="<i>")

    assert "<b>&lt;i&gt;</b>" in shown
    assert "<p>&lt;i&gt;</p>" in shown
