import re

import pytest
from django.template import engines

from metodsovet.design.meters import Part, meter_svg
from metodsovet.design.states import STATES
from metodsovet.design.tests.pages import ICONS


def draw(source: str, **context: object) -> str:
    return str(engines["django"].from_string(source).render(context))


def test_states_are_the_nine_with_shape_word_and_colour() -> None:
    shown = {name: (look.shape, look.word, look.tone) for name, look in STATES.items()}

    assert shown == {
        "done": ("done", "исполнено", "good"),
        "late_done": ("late", "с опозданием", "good"),
        "waiting": ("wait", "ждёт приёмки", "wait"),
        "returned": ("back", "возвращено", "warn"),
        "on_track": ("run", "в срок", ""),
        "at_risk": ("risk", "риск", "warn"),
        "overdue": ("over", "просрочено", "bad"),
        "ahead": ("next", "впереди", "idle"),
        "not_applicable": ("none", "не относится", "idle"),
    }


def test_states_have_a_shape_each_in_the_sprite() -> None:
    drawn = set(re.findall(r'id="g-(\w+)"', ICONS.read_text()))

    assert {look.shape for look in STATES.values()} == drawn


def test_state_shows_shape_and_word() -> None:
    html = draw('{% state "overdue" "просрочено 4 дня" %}')

    assert 'class="state bad"' in html
    assert "icons.svg#g-over" in html
    assert "<span>просрочено 4 дня</span>" in html


def test_state_of_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no such state"):
        draw('{% state "asleep" %}')


def test_state_escapes_its_word() -> None:
    assert "&lt;b&gt;" in draw('{% state "done" word %}', word="<b>")


def test_meter_speaks_with_points_and_stays_inside() -> None:
    html = meter_svg((Part(64.5, "good"), Part(70, "bad")), 100, "64,5 из 100")

    assert html == (
        '<svg class="meter" role="img" aria-label="64,5 из 100">'
        '<rect class="f-good" x="0.00%" width="64.50%" height="100%"/>'
        '<rect class="f-bad" x="64.50%" width="35.50%" height="100%"/></svg>'
    )


def test_meter_of_nothing_is_empty() -> None:
    assert 'width="0.00%"' in draw("{% meter 0 0 %}")


def test_every_icon_named_in_templates_is_drawn() -> None:
    templates = (ICONS.parents[2] / "templates").rglob("*.html")
    named = {name for path in templates for name in re.findall(r'{% icon "(\w+)"', path.read_text())}

    assert named <= set(re.findall(r'id="i-(\w+)"', ICONS.read_text()))
    assert "cross" in named
