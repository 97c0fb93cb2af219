"""The history of a person keeps no mail address: its owner alone reads it, and taken away it is kept nowhere."""

from django.db import migrations

from metodsovet.ground.access.history.triggers import KeepRows

EARLIER = KeepRows("directory_person", hidden="sort_key")
FORGET = """
UPDATE access_rowchange SET was = was - '{mail,mail_confirmed_at}'::text[],
    became = became - '{mail,mail_confirmed_at}'::text[]
    WHERE row_table = 'directory_person' AND was ?| '{mail,mail_confirmed_at}'::text[];
DELETE FROM access_rowchange WHERE row_table = 'directory_person' AND was = '{}'::jsonb;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_accounts"), ("directory", "0007_lives")]

    operations = [
        migrations.RunSQL(EARLIER.reverse_sql, EARLIER.sql),
        KeepRows("directory_person", hidden="sort_key,mail,mail_confirmed_at"),
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
    ]
