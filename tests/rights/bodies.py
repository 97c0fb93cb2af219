"""What is typed and chosen in every form: with it each POST does something for somebody.

``test_posts`` fails for a new route that accepts POST and has no body here.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from metodsovet.ground.assignments.queries.recipients import forecast_of
from metodsovet.ground.documents.kinds import kind_named
from metodsovet.ground.documents.tests.papers import coat_of_arms
from metodsovet.kernel import clock
from metodsovet.work.planning.tests.town import YEAR
from tests.rights.furnishing import text_file
from tests.rights.places import OWN, SIBLING, TOWN, Place

Places = Mapping[str, Place]


@dataclass(frozen=True)
class Row:
    """The key of a row, of the place where one posts or of the named one, as the form names it.

    In the tests of forms it is replaced by the same row of another place.
    """

    key: str
    at: str = ""
    form: str = "{}"

    def value(self, places: Places, place: Place) -> str:
        return self.form.format(places[self.at or place.name].pk(self.key))


@dataclass(frozen=True)
class Of:
    """An attribute of a row: the version that an editor has seen."""

    key: str
    name: str = "version"


@dataclass(frozen=True)
class Upload:
    """A small file with these words in it."""

    words: str = "Приложение"


TODAY, LATER = clock.today(), clock.today() + timedelta(days=50)
NEXT_DAY = clock.today() + timedelta(days=1)
PASTED = "Мероприятие\tСрок\tОтветственный\nКруглый стол\tапрель\tметодисты\nВыставка\tмай\tметодисты\n"
PASTED_ORDER = "ПРИКАЗ\nО семинаре\nПРИКАЗЫВАЮ:\n1. Методистам провести семинар.\n2. Методистам представить отчёт.\n"


def _changes(place: Place) -> list[str]:
    """Codes of the changes, as the page of the difference names them; the visit itself is taken back."""
    client = Client()
    with transaction.atomic():
        client.force_login(place.by)
        page = client.get(reverse("apply_edition", args=[place.pk("edition")])).content.decode()
        transaction.set_rollback(True)
    return re.findall(r'value="([0-9a-f]{16})"', page)


def _account(place: Place) -> str:
    person: Any = place.rows["person"]
    return str(person.user_id)


def _mark(place: Place) -> str:
    return forecast_of([place.node], "methodical_lead").mark


def _template(_: Place) -> "ContentFile[bytes]":
    kind = kind_named("methodical_service")
    assert kind is not None
    return ContentFile(kind.template.read_bytes(), name="бланк.docx")


def _arms(_: Place) -> "ContentFile[bytes]":
    return ContentFile(coat_of_arms(), name="герб.png")


def _warning(place: Place) -> str:
    draft: Any = place.rows["draft"]
    return str(draft.reading.warnings[0]["text"])


def _heard(place: Place) -> str:
    item: Any = place.rows["agenda_item_of_today"]
    change = {"key": "realm", "verb": "set", "kind": "item", "row": str(item.uid), "name": "heard"}
    return json.dumps([change | {"value": "Услышали", "base": item.heard}])


_REMOVAL: dict[str, Any] = {"note": "Отчёты приняты", "open_duties": "leave"}
_AMENDMENT: dict[str, Any] = {"in_force_from": TODAY, "basis": Row("act"), "version": Of("plan")}
_JOB: dict[str, Any] = {"organisation": Row("organisation"), "position": "методист", "since": NEXT_DAY}
_REASON: dict[str, Any] = {"reason": "Так решили"}
_ACT: dict[str, Any] = {"kind": "order", "title": "Приказ", "number": "14"}
_AUDIENCE: dict[str, Any] = {
    "due_on": LATER,
    "to": "chosen",
    "organisations": Row("organisation"),
    "exceptions": Row("organisation", at=SIBLING),
    "holder": "methodical_lead",
}
_PERSON: dict[str, Any] = {"last_name": "Новых", "first_name": "Анна", "patronymic": "", "gender": ""}
_NODE: dict[str, Any] = {"kind": "department", "name": "Новый отдел", "short_name": "Новый отдел"}

_MOMENT: dict[str, Any] = {"held_on": NEXT_DAY, "starts_at": "15:00", "place": "каб. 3", "link": ""}
_MEETING: dict[str, Any] = {
    **_MOMENT,
    "topic": "Другая тема",
    "form": "workshop",
    "minutes_long": 60,
    "together": Row("community_beside"),
    "occurrence": Row("occurrence"),
}
_ITEM: dict[str, Any] = {"title": "Другой вопрос", "people": Row("person"), "words": "", "minutes": 15}

_POINT: dict[str, Any] = {"text": "Провести иначе", "parties": "методисты", "addressed": "", "term": "май"}
_APPENDIX: dict[str, Any] = {"title": "Таблица", "columns": "head", "community": Row("community")}

Body = Mapping[str, Any]
BODIES: Mapping[str, Body] = {
    "accept_analysis": {},
    "accept_plan": {"executed_from": YEAR.start, "version": Of("draft")},
    "accept_report": {"version": Of("reported")},
    "accept_reports": {"chosen": Row("reported")},
    "acknowledge_assignment": {},
    "activate_template": {},
    "add_appendix": _APPENDIX,
    "add_deed": {
        "community": Row("community"),
        "office": "head",
        "person": Row("person"),
        "since": NEXT_DAY,
        "organisation": Row("organisation"),
        "community_kind": Row("community_kind"),
        "plan": Row("draft"),
        "point": Row("point"),
    },
    "add_link": {"kind": "withdraws_points", "act": Row("order_act"), "points": Row("point_registered")},
    "add_point": _POINT,
    "add_act": {**_ACT, "organisation": Row("organisation")},
    "add_activity": {"title": "Новая строка"},
    "add_community": {"organisation": Row("organisation"), "kind": Row("community_kind"), "name": "Новая группа"},
    "add_evidence": {"link": "https://example.org/", "title": "Страница"},
    "add_goal": {"title": "Новая цель"},
    "add_indicator": {"title": "Новый показатель", "unit": "чел.", "goal": Row("goal")},
    "add_kind": {"name": "Новый вид", "level": "organisation", "head_title": "старшина"},
    "add_members": {"chosen": Row("person_double"), "since": TODAY, "basis": Row("act")},
    "add_item": _ITEM,
    "add_organisation": _NODE,
    "add_post": {"text": "Новое сообщение"},
    "add_person": {**_PERSON, **_JOB},
    "add_to_plan": {
        **_AMENDMENT,
        "title": "Новое",
        "term_text": "апрель",
        "parties_text": "методисты",
        "control": "no_report",
        "section": Row("section"),
    },
    "add_unknown_places": {},
    "amend_activity": {**_AMENDMENT, "term_text": "май, ежегодно"},
    "apply_appendix": {},
    "apply_edition": {"changes": _changes, "basis": Row("act"), "in_force_from": TODAY, "version": Of("plan")},
    "answer_post": {"text": "Новый ответ"},
    "answer_call": {"answer": "not_coming", "reason": "Урок"},
    "appoint_officer": {"office": "head", "person": Row("lead"), "since": NEXT_DAY, "basis": Row("act")},
    "approve_minutes": {},
    "approve_plan": {"version": Of("year_plan_handed_in"), "act": Row("act")},
    "approve_plans": {"chosen": Row("community_beside"), "act": Row("act"), "is_sure": "1"},
    "appoint_lead": {"person": Row("person_without_account"), "since": TODAY},
    "appoint_substitute": {"absent": Row("lead"), "substitute": Row("person"), "since": TODAY},
    "apply_roster": {},
    "archive_plan": {},
    "ask_erasure": {},
    "ask_year_plans": {"organisation": Row("organisation"), "due_on": LATER},
    "ask_extension": {**_REASON, "until": LATER},
    "attach_act_file": {"upload": Upload()},
    "attach_original": {"upload": Upload()},
    "bring_back_kind": {},
    "begin_meeting": {},
    "begin_year_plan": {"source": "empty", "theme": Row("theme_planned"), "upper": Row("activity", at=TOWN)},
    "bring_back_plan_template": {},
    "call_meeting": {},
    "choose_answer": {"is_chosen": "1"},
    "complete_analysis": {"section_1": "Иначе", "version": Of("analysis")},
    "draft_analysis": {},
    "edit_post": {"text": "Другие слова", "version": Of("post_edited")},
    "hand_in_analysis": {},
    "pin_post": {},
    "remove_post": {},
    "return_analysis": _REASON,
    "unpin_post": {},
    "cancel_assignment": _REASON,
    "cancel_meeting": _REASON,
    "change_act": _ACT,
    "change_item": _ITEM,
    "change_meeting": _MEETING,
    "change_indicator": {"title": "Иначе", "unit": "%", "goal": Row("goal")},
    "change_activity": {
        "title": "Другое",
        "control": "no_report",
        "version": Of("line"),
        "section": Row("draft_section"),
        "serves": Row("activity", at=TOWN),
    },
    "change_name": {**_PERSON, "since": TODAY},
    "choose_holder": {"choice": Row("person", form="person::::{}:::")},
    "change_digest": {"is_on": "on", "topics": "reports"},
    "change_offices": {"accepter": Row("service"), "version": Of("plan")},
    "choose_look": {"theme": "dark"},
    "close_account": {},
    "close_community": {},
    "close_meeting": {},
    "close_programme_year": {"text": "Итоги подведены"},
    "close_organisation": {"day": TODAY},
    "confirm_term": {"choice": ""},
    "continue_batch": {},
    "continue_plan_work": {},
    "correct_minutes": _REASON,
    "date_occurrence": {"held_on": NEXT_DAY, "version": Of("occurrence")},
    "decide_line": {"skip": "1"},
    "decide_proposals": {"chosen": Row("person_double", form="join-{}"), "day": TODAY, "accept": "1"},
    "decide_rows": {"chosen": Row("roster_row"), "choice": "skip"},
    "describe_community": {"theme": "Новая тема", "version": Of("community")},
    "discard_appendix": {},
    "discard_plan": {},
    "discard_roster": {},
    "dismiss": {"day": TODAY, "ending": Row("role_elsewhere")},
    "dismiss_warning": {"text": _warning},
    "draft_plan": {"title": "План", "organisation": Row("organisation"), "kind": "year_plan"},
    "end_membership": {"until": TODAY},
    "end_office": {"until": TODAY},
    "end_role": {"day": TODAY},
    "end_substitution": {},
    "enter_fact": {"fact": "7", "evidence": "Справка"},
    "erase_person": {"is_sure": "on"},
    "extend_plan": {"last_day": YEAR.next.next.next.last_day},
    "forget_mail": {},
    "give_account": {"login": "novyh"},
    "give_directive": {
        "title": "Новое поручение",
        "due_on": LATER,
        "holder": "methodical_lead",
        "to": "chosen",
        "organisations": Row("organisation"),
        "exceptions": Row("organisation", at=SIBLING),
        "accepter": Row("service"),
        "controller": Row("controller"),
        "basis": Row("act"),
        "mark": _mark,
        "give": "1",
    },
    "give_accounts": {"form_key": "of-the-realm", "chosen": Row("person_without_account")},
    "grant_extension": {"until": LATER},
    "grant_extensions": {"chosen": Row("assignment")},
    "grant_role": {"role": "organisation_head", "organisation": Row("organisation"), "since": TODAY},
    "hand_in_plan": {"version": Of("year_plan"), "considered_at": "на заседании"},
    "hand_in_report": {"text": "Сделано"},
    "hand_over": {"to": Row("person")},
    "hide_kind": {},
    "hide_plan_template": {},
    "hire": _JOB,
    "issue_paper": {"issued_on": TODAY, "number": "", "organisation": Row("organisation")},
    "make_feed": {"organisation": Row("organisation")},
    "load_appendix": {
        "file": Upload("Объединение\tФИО руководителя\nНовая группа\tИванов Пётр Ильич"),
        "organisation": Row("organisation"),
        "kind": Row("community_kind"),
        "act": Row("act"),
        "since": TODAY,
    },
    "load_roster": {"file": Upload(), "organisation": Row("organisation"), "as_of": TODAY},
    "make_school_year": {},
    "mark_interim_date": {},
    "mark_not_applicable": _REASON,
    "agree": {},
    "attach_signed": {"upload": Upload()},
    "change_appendix": {"title": "Иначе", "plan": Row("plan")},
    "change_point": _POINT,
    "change_requisites": {"kind": "order", "title": "Иначе", "form": "2016"},
    "choose_party": {"holder": Row("person", form="person::::{}:::")},
    "copy_order": {},
    "discard_order": {},
    "draft_order": {"organisation": Row("organisation"), "kind": "order", "title": "Новый приказ"},
    "move_appendix": {"where": "up"},
    "move_point": {"where": "up"},
    "recall_order": {},
    "read_order": {"text": PASTED_ORDER, "organisation": Row("organisation")},
    "register_read_order": {"signed_on": TODAY, "number": "77-ч", "gives": "on", "version": Of("order_read")},
    "settle_doubt": {"key": "warning:1", "choice": "seen"},
    "accept_sure": {"keys": "deed:0"},
    "remove_order_from_control": _REMOVAL | {"version": Of("order_registered")},
    "remove_point_from_control": _REMOVAL | {"version": Of("order_registered")},
    "return_to_control": {"reason": "Рано сняли", "version": Of("order_removed")},
    "reopen_programme_year": {"reason": "Уточнили факт"},
    "register_order": {"signed_on": TODAY, "number": "", "version": Of("order_ready")},
    "remove_appendix": {},
    "replace_plan": {"decision": "copy"},
    "remove_deed": {},
    "remove_link": {},
    "remove_point": {},
    "return_order": {"note": "Уточните срок"},
    "send_for_agreement": {"people": Row("lead")},
    "set_bases": {"bases": Row("act"), "beside": Row("co_issuer")},
    "set_order_audience": {"kinds": "school", "organisations": Row("organisation")},
    "set_signatures": {"signatory": Row("lead"), "controller": Row("lead"), "executor": Row("lead")},
    "merge_people": {"kept": Row("person"), "is_sure": "on", "account": _account},
    "move_activity": {"where": "down"},
    "name_columns": {"header": "ФИО", "kind": "POST"},
    "open_account": {},
    "open_plan_template": {},
    "print_paper": {},
    "move_item": {"where": "up"},
    "move_meeting": _MOMENT,
    "set_first_number": {"number": "5"},
    "plan_meeting": _MEETING,
    "put_back_on_control": {},
    "read_all_notices": {},
    "read_edition": {"text": PASTED},
    "read_example": {},
    "read_notice": {},
    "read_plan": {"text": PASTED, "organisation": Row("organisation")},
    "record_changes": {"changes": _heard},
    "record_report": {"text": "Сделано", "told_by": "Директор", "source": "phone"},
    "refuse_erasure": {"answer": "Идёт проверка"},
    "refuse_extension": {"answer": "Срок прежний"},
    "release_child": {},
    "remind_of_year_plans": {"chosen": Row("community")},
    "remind_executors": {"organisation": Row("organisation")},
    "remove_activity": {},
    "remove_goal": {},
    "remove_indicator": {},
    "remove_interim_date": {},
    "remove_calendar_day": {},
    "remove_evidence": {},
    "remove_item": {},
    "remove_from_control": _REASON,
    "rename_community": {"name": "Другое имя"},
    "rename_organisation": _NODE,
    "rename_person": _PERSON,
    "renew_code": {},
    "reopen_assignment": _REASON,
    "reopen_community": {},
    "reopen_organisation": {},
    "retry_letter": {},
    "reset_second_factor": {},
    "return_plan": {"version": Of("year_plan_handed_in"), "note": "Дополните"},
    "save_plan_template": {"name": "Новый шаблон", "instead": Row("plan_template")},
    "return_report": {"remark": "Дополните", "version": Of("reported")},
    "revoke_feed": {},
    "send_act": _AUDIENCE,
    "send_paper": _AUDIENCE,
    "reword_kind": {"name": "Иначе названный вид", "level": "organisation", "head_title": "глава"},
    "set_act": _ACT,
    "set_charter": {
        "established_by": Row("act"),
        "opened_on": TODAY,
        "runs_until": LATER,
        "version": Of("community"),
    },
    "set_audience": {"kinds": "school", "organisations": Row("organisation", at=OWN)},
    "set_case_forms_of_organisation": {"gent": "Особой организации"},
    "set_case_forms_of_person": {"gent": "Особого человека"},
    "set_case_forms_of_position": {"gent": "особой должности"},
    "set_control": {"chosen": Row("line"), "control": "no_report"},
    "set_digest_time": {"digest_at": "16:45"},
    "set_interim_date": {"due_on": NEXT_DAY, "title": "Проект"},
    "set_offices": {"accepter": Row("service"), "controller": Row("controller")},
    "set_organisation_mail": {"mail": "school@example.ru"},
    "set_reference_number": {"value": "7", "valid_from": NEXT_DAY, "source": "приказ"},
    "set_rule": {"functions": "methodist"},
    "set_schedule": {
        "organisation": Row("organisation"),
        "name": "Другой график",
        "school_year": YEAR.start,
        "starts_on": TODAY,
        "ends_on": TODAY,
    },
    "set_serves": {"serves": Row("activity", at=TOWN), "version": Of("activity")},
    "set_theme": {"organisation": Row("organisation"), "title": "Другая тема", "upper": Row("theme", at=TOWN)},
    "set_title": {"title": "Другое", "kind": "roadmap", "theme": Row("theme"), "version": Of("draft")},
    "show_calendar_days": {"day": NEXT_DAY},
    "show_entering": {"second_factor_for": "everyone", "code_days": 5},
    "show_settings": {"time_zone": "Asia/Omsk", "nonworking_rule": "next", "risk_days": 3},
    "settle_word": {"target": Row("organisation", at=OWN)},
    "start_batch": {
        "kind": "certificate",
        "organisation": Row("organisation"),
        "event": "Семинар",
        "issued_on": TODAY,
        "people": "Новых Анна",
        "staff_of": Row("organisation"),
        "form_of": "together",
    },
    "start_series": {**_MEETING, "title": "Цикл", "number": 2, "months": 1},
    "take_assignment": {},
    "take_back_plan": {},
    "take_children": {"chosen": Row("community_child")},
    "tell_apart": {},
    "transfer": {**_JOB, "ending": Row("role_elsewhere")},
    "undo_roster": {},
    "set_emblem": {"upload": _arms},
    "remove_emblem": {},
    "upload_template": {"upload": _template},
    "withdraw_erasure": {},
    "withdraw_paper": _REASON,
    "withdraw_report": {},
    "write_report": {"text": "Черновик", "version": 0},
}

CHANGE_NOTHING: Mapping[str, str] = {
    "draft_changes_of_heads": "no head of the realm came without an act after one with an act; its own tests draft it",
    "add_second_factor": "added already: leads to its page",
    "ask_mail_confirmation": "mail is off in the realm: refused; its own tests ask where it is on",
    "begin_installation": "begun already: leads to the login",
    "change_password": "asks the old password, which the accounts of the realm lack; its own tests change it",
    "check_paper": "compares a file and keeps nothing; what it counts is told by its own tests",
    "choose_password": "chosen already: leads to the change of it",
    "confirm_log_in": "asks the password first; its own tests come in by it",
    "confirm_mail": "a forged link: its own tests follow a real one",
    "end_other_sessions": "ends sessions, which the snapshot leaves out; nobody has two",
    "end_session": "ends a session, which the snapshot leaves out; its own tests try those of others",
    "find_paper": "leads to the page of a code",
    "log_in": "a wrong password; what it counts is told by its own tests",
    "log_out": "ends the session, which the snapshot leaves out",
    "make_demo": "begun already: refused",
    "remove_second_factor": "asks the password, which the accounts of the realm lack",
    "repeat_deeds": "the draft of the realm was drafted after no order; its own tests repeat deeds",
    "stop_digest": "a forged link: its own tests follow a real one",
    "stop_organisation_digest": "a forged link: its own tests follow a real one",
    "renew_recovery_codes": "asks the password, which the accounts of the realm lack",
    "use_default_template": "no own template is in force in the realm: refused; its own tests return to ours",
}
"""Routes that accept POST and have no effect on the realm, and why."""


def filled(name: str, places: Places, place: Place, swapped: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The body at the place; ``swapped`` fields name the row of another place."""
    return {
        field: _value(
            value, places, places[(swapped or {}).get(field, "")] if swapped and field in swapped else None, place
        )
        for field, value in BODIES.get(name, {}).items()
    }


def _value(value: Any, places: Places, other: Place | None, place: Place) -> Any:
    if isinstance(value, Row):
        return Row(value.key, form=value.form).value(places, other) if other else value.value(places, place)
    if isinstance(value, Of):
        return getattr(place.rows[value.key], value.name)
    if isinstance(value, Upload):
        return text_file(value.words, "Приложение")
    return value(place) if callable(value) else value


def rows_of(name: str) -> Mapping[str, Row]:
    """Fields of the form that name a row."""
    return {field: value for field, value in BODIES.get(name, {}).items() if isinstance(value, Row)}
