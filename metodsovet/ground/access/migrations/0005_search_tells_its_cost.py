"""The functions of search are not inlined any more, so that the planner counts what they cost.

Taken apart into ``translate`` and ``lower`` they looked free, and a walk over a thousand long names by likeness (30 ms)
cheaper than the index (1 ms). What they answer stays, so the indexes stay. A connection that was open before goes on
without the indexes of likeness until it is closed: the server is started anew after an update anyway.
"""

from django.db import migrations

TELL_COSTS = r"""
CREATE OR REPLACE FUNCTION search_words(text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 400
AS $$ BEGIN
    RETURN array_to_tsvector(array_remove(string_to_array(
        regexp_replace(translate(lower($1), 'ё', 'е'), '[^0-9a-zа-я]+', ' ', 'g'), ' '), ''));
END $$;
CREATE OR REPLACE FUNCTION search_sounds(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000
AS $$ BEGIN
    RETURN translate(lower($1), 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'abvgdeejziiklmnoprstufhcqwwyyyeux');
END $$;
"""
INLINE_AGAIN = r"""
CREATE OR REPLACE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
AS $$
    SELECT array_to_tsvector(array_remove(string_to_array(
        regexp_replace(translate(lower($1), 'ё', 'е'), '[^0-9a-zа-я]+', ' ', 'g'), ' '), ''))
$$;
CREATE OR REPLACE FUNCTION search_sounds(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100 AS $$
    SELECT translate(lower($1), 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'abvgdeejziiklmnoprstufhcqwwyyyeux')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_accounts")]

    operations = [migrations.RunSQL(TELL_COSTS, INLINE_AGAIN)]
