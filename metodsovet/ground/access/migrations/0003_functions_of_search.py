from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

MAKE_FUNCTIONS = r"""
CREATE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(string_to_array(
        regexp_replace(translate(lower($1), 'ё', 'е'), '[^0-9a-zа-я]+', ' ', 'g'), ' '), ''))
$$;
CREATE FUNCTION search_sounds(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(lower($1), 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'abvgdeejziiklmnoprstufhcqwwyyyeux')
$$;
"""
DROP_FUNCTIONS = "DROP FUNCTION search_words(text); DROP FUNCTION search_sounds(text);"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_password_of_the_first_day_and_guesses")]

    operations = [TrigramExtension(), migrations.RunSQL(MAKE_FUNCTIONS, DROP_FUNCTIONS)]
