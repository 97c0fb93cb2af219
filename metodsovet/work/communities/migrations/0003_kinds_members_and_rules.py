from typing import Any

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import metodsovet.work.communities.models.offices
from metodsovet.ground.access.history.triggers import KeepRows

# Rows written above leave checks of keys for the end of the transaction, and a table with such is not altered.
FIRE_DEFERRED = migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED", migrations.RunSQL.noop)


HEADED = (("head", "руководитель"), ("deputy", "заместитель руководителя"), ("secretary", "секретарь"))
CHAIRED = (("head", "председатель"), ("deputy", "заместитель председателя"), ("secretary", "секретарь"))
SCHOOL_PRACTICE = "Обычай положений школ о методических объединениях: от трёх учителей предмета, четыре заседания в год"
CITY_PRACTICE = "Обычай положений муниципальных методических служб: от десяти педагогов, четыре заседания в год"
COUNCIL_PRACTICE = "Обычай положений о методических советах: решает больше половины состава, четыре заседания в год"
# What communities could be until now; the other kinds are shipped after migrating.
KINDS = (
    ({"code": "school_association", "name": "школьное методическое объединение", "short_name": "ШМО",
      "level": "organisation", "least_members": 3, "least_meetings": 4, "source": SCHOOL_PRACTICE, "place": 1}, HEADED),
    ({"code": "city_association", "name": "городское методическое объединение", "short_name": "ГМО",
      "level": "municipality", "least_members": 10, "least_meetings": 4, "source": CITY_PRACTICE, "place": 3},
     (*HEADED, ("curator", "куратор"))),
    ({"code": "working_group", "name": "рабочая группа", "level": "municipality", "is_standing": False, "place": 7},
     HEADED),
    ({"code": "council", "name": "методический совет", "level": "organisation", "least_meetings": 4,
      "source": COUNCIL_PRACTICE, "place": 9}, CHAIRED),
)  # fmt: skip
PAID = ("city_association", "head")


def turn_codes_into_kinds(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    kinds, offices = (apps.get_model("communities", name) for name in ("CommunityKind", "KindOffice"))
    for values, titles in KINDS:
        kind = kinds.objects.create(**values, needs_act=True, quorum=50)
        for code, title in titles:
            is_paid = (kind.code, code) == PAID
            offices.objects.create(kind=kind, code=code, title=title, gives_payment=is_paid)
        apps.get_model("communities", "Community").objects.filter(kind_code=kind.code).update(kind=kind)


def make_heads_members(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    memberships = apps.get_model("communities", "Membership")
    heads = apps.get_model("communities", "Office").objects.filter(kind="head")
    memberships.objects.bulk_create(
        memberships(
            community_id=office.community_id,
            person_id=office.person_id,
            since=office.since,
            until=office.until,
            basis_id=office.basis_id,
            ground="by_office",
        )
        for office in heads
    )


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0002_search_and_row_history"),
        ("directory", "0008_addresses_leave_the_history"),
        ("documents", "0002_search_and_row_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommunityKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school_association", "школьное методическое объединение"),
                            ("creative_group", "творческая группа"),
                            ("city_association", "городское методическое объединение"),
                            ("professional_association", "ассоциация педагогов"),
                            ("laboratory", "творческая лаборатория"),
                            ("temporary_collective", "временный творческий коллектив"),
                            ("working_group", "рабочая группа"),
                            ("workshop", "педагогическая мастерская"),
                            ("council", "методический совет"),
                            ("pedagogical_council", "педагогический совет"),
                            ("coordination_council", "координационный совет"),
                            ("council_section", "секция координационного совета"),
                            ("coordination_centre", "координационный центр"),
                            ("resource_centre", "ресурсный центр"),
                            ("base_organisation", "опорная организация"),
                            ("consultation_point", "консультационный пункт"),
                            ("expert_community", "экспертное сообщество"),
                        ],
                        editable=False,
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="название")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="коротко")),
                (
                    "level",
                    models.CharField(
                        choices=[("organisation", "организации"), ("municipality", "муниципалитета")],
                        max_length=20,
                        verbose_name="уровень",
                    ),
                ),
                ("is_standing", models.BooleanField(default=True, verbose_name="постоянное")),
                ("needs_act", models.BooleanField(default=False, verbose_name="создаётся приказом")),
                (
                    "least_members",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="не меньше участников"),
                ),
                (
                    "least_meetings",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="не меньше заседаний за год"),
                ),
                (
                    "quorum",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="кворум, больше скольких процентов"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="откуда эти числа")),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="место в списке")),
                ("is_used", models.BooleanField(default=True, verbose_name="используется")),
            ],
            options={
                "verbose_name": "вид объединений",
                "verbose_name_plural": "виды объединений",
                "ordering": ["place", "name"],
            },
        ),
        migrations.CreateModel(
            name="CompositionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("functions", models.JSONField(blank=True, default=list, verbose_name="кто по работе")),
                ("organisation_kinds", models.JSONField(blank=True, default=list, verbose_name="из каких организаций")),
                (
                    "service_years_at_most",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="стаж не больше, лет"),
                ),
            ],
            options={
                "verbose_name": "правило состава",
                "verbose_name_plural": "правила состава",
            },
        ),
        migrations.CreateModel(
            name="KindOffice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("head", "руководитель"),
                            ("deputy", "заместитель руководителя"),
                            ("secretary", "секретарь"),
                            ("curator", "куратор"),
                        ],
                        max_length=20,
                        verbose_name="должность",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="как называется")),
                ("gives_payment", models.BooleanField(default=False, verbose_name="основание для выплаты")),
            ],
            options={
                "verbose_name": "должность вида",
                "verbose_name_plural": "должности вида",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="с")),
                ("until", models.DateField(blank=True, null=True, verbose_name="по")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("by_hand", "записан в состав"),
                            ("by_act", "по приказу"),
                            ("by_rule", "по правилу состава"),
                            ("by_office", "по должности в объединении"),
                        ],
                        default="by_hand",
                        max_length=20,
                        verbose_name="почему",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="правило словами")),
            ],
            options={
                "verbose_name": "участие в объединении",
                "verbose_name_plural": "участие в объединениях",
                "ordering": ["person__sort_key", "since"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="community",
            name="aim",
            field=models.TextField(blank=True, max_length=2000, verbose_name="цель"),
        ),
        migrations.AddField(
            model_name="community",
            name="contacts",
            field=models.CharField(blank=True, max_length=500, verbose_name="как связаться"),
        ),
        migrations.AddField(
            model_name="community",
            name="established_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.act",
                verbose_name="создано приказом",
            ),
        ),
        migrations.AddField(
            model_name="community",
            name="opened_on",
            field=models.DateField(blank=True, null=True, verbose_name="работает с"),
        ),
        migrations.AddField(
            model_name="community",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="communities.community",
                verbose_name="входит в",
            ),
        ),
        migrations.AddField(
            model_name="community",
            name="runs_until",
            field=models.DateField(blank=True, null=True, verbose_name="срок работы по"),
        ),
        migrations.AddField(
            model_name="community",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="office",
            name="kind",
            field=models.CharField(
                choices=[
                    ("head", "руководитель"),
                    ("deputy", "заместитель руководителя"),
                    ("secretary", "секретарь"),
                    ("curator", "куратор"),
                ],
                default="head",
                max_length=20,
                verbose_name="должность в объединении",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("community", "="),
                    ("kind", "="),
                    ("person", "="),
                    (metodsovet.work.communities.models.offices.DateRange("since", "until", models.Value("[]")), "&&"),
                ],
                name="person_holds_an_office_once_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="communitykind",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="community_kinds",
                to="directory.organisation",
                verbose_name="у кого",
            ),
        ),
        migrations.RemoveConstraint(model_name="community", name="community_named_once_at_node"),
        migrations.RenameField(model_name="community", old_name="kind", new_name="kind_code"),
        migrations.AddField(
            model_name="community",
            name="kind",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="communities",
                to="communities.communitykind",
                verbose_name="вид",
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("pk")), _negated=True), name="community_is_not_part_of_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_on", None),
                    ("runs_until", None),
                    ("runs_until__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="community_ends_after_it_begins",
            ),
        ),
        migrations.AddField(
            model_name="compositionrule",
            name="community",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rule",
                to="communities.community",
                verbose_name="объединение",
            ),
        ),
        migrations.AddField(
            model_name="compositionrule",
            name="positions",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="directory.position", verbose_name="должности"
            ),
        ),
        migrations.AddField(
            model_name="compositionrule",
            name="subjects",
            field=models.ManyToManyField(blank=True, related_name="+", to="directory.subject", verbose_name="предметы"),
        ),
        migrations.AddField(
            model_name="kindoffice",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="offices",
                to="communities.communitykind",
                verbose_name="вид",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="basis",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.act",
                verbose_name="основание",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="communities.community",
                verbose_name="объединение",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="directory.person",
                verbose_name="кто",
            ),
        ),
        migrations.AddConstraint(
            model_name="communitykind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True),
                fields=("municipality", "code"),
                name="kind_of_communities_reworded_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="communitykind",
            constraint=models.UniqueConstraint(
                fields=("municipality", "name"), name="kind_of_communities_named_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="communitykind",
            constraint=models.CheckConstraint(
                condition=models.Q(("quorum__isnull", True), ("quorum__lt", 100), _connector="OR"),
                name="quorum_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="communitykind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("municipality__isnull", False), models.Q(("code", ""), _negated=True), _connector="OR"
                ),
                name="kind_of_ours_has_a_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindoffice",
            constraint=models.UniqueConstraint(fields=("kind", "code"), name="kind_has_an_office_once"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["person", "since"], name="membership_of_person"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="membership_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("community", "="),
                    ("person", "="),
                    (metodsovet.work.communities.models.offices.DateRange("since", "until", models.Value("[]")), "&&"),
                ],
                name="person_is_a_member_once_at_a_time",
            ),
        ),
        migrations.RunPython(turn_codes_into_kinds, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(make_heads_members, migrations.RunPython.noop, elidable=True),
        FIRE_DEFERRED,
        migrations.RemoveField(model_name="community", name="kind_code"),
        migrations.AlterField(
            model_name="community",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="communities",
                to="communities.communitykind",
                verbose_name="вид",
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "name"), name="community_named_once_at_node"
            ),
        ),
        migrations.RunSQL("DROP TRIGGER keep_rows ON communities_community", migrations.RunSQL.noop),
        KeepRows("communities_community", hidden="version"),
        KeepRows("communities_communitykind"),
        KeepRows("communities_kindoffice", owner="communities_communitykind", column="kind_id"),
        KeepRows("communities_membership", owner="communities_community", column="community_id"),
        KeepRows("communities_compositionrule", owner="communities_community", column="community_id"),
    ]
