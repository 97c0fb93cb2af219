import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from metodsovet.ground.access.history.triggers import KeepRows


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0004_rosters_rules_and_appendices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="communitykind",
            name="analysis_sections",
            field=models.JSONField(blank=True, default=list, verbose_name="разделы годового анализа"),
        ),
        migrations.CreateModel(
            name="Analysis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("school_year", models.PositiveSmallIntegerField(verbose_name="учебный год")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "черновик"),
                            ("handed_in", "сдан"),
                            ("returned", "возвращён"),
                            ("accepted", "принят"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="состояние",
                    ),
                ),
                ("figures", models.JSONField(default=list, verbose_name="показатели на день сдачи")),
                ("handed_in_on", models.DateField(blank=True, null=True, verbose_name="сдан")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="принят")),
                ("return_reason", models.CharField(blank=True, max_length=500, verbose_name="почему возвращён")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="принял",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="analyses",
                        to="communities.community",
                        verbose_name="объединение",
                    ),
                ),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="сдал",
                    ),
                ),
            ],
            options={
                "verbose_name": "анализ за год",
                "verbose_name_plural": "анализы за год",
                "ordering": ["-school_year", "community"],
            },
        ),
        migrations.CreateModel(
            name="AnalysisSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="место")),
                ("title", models.CharField(max_length=150, verbose_name="раздел")),
                ("text", models.TextField(blank=True, max_length=10000, verbose_name="текст")),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="communities.analysis",
                        verbose_name="анализ",
                    ),
                ),
            ],
            options={
                "verbose_name": "раздел анализа",
                "verbose_name_plural": "разделы анализа",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="analysis",
            constraint=models.UniqueConstraint(
                fields=("community", "school_year"), name="community_analysed_once_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="analysis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "returned")),
                    models.Q(("handed_in_by__isnull", False), ("handed_in_on__isnull", False)),
                    _connector="OR",
                ),
                name="analysis_is_handed_in_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="analysissection",
            constraint=models.UniqueConstraint(fields=("analysis", "position"), name="section_of_analysis_once"),
        ),
        KeepRows("communities_analysis", hidden="version,figures"),
        KeepRows("communities_analysissection", owner="communities_analysis", column="analysis_id"),
    ]
