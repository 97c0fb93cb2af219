"""The triggers that keep old rows, as an operation of migrations."""

from django.db.migrations import RunSQL

MAKE_FUNCTION = """
CREATE FUNCTION keep_row_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := to_jsonb(OLD) - string_to_array(TG_ARGV[2], ',');
    became jsonb;
    changed jsonb;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        became := to_jsonb(NEW);
        SELECT jsonb_object_agg(key, value) INTO changed
            FROM jsonb_each(was) WHERE value IS DISTINCT FROM became -> key;
        IF changed IS NULL THEN
            RETURN NULL;
        END IF;
        SELECT jsonb_object_agg(key, became -> key) INTO became FROM jsonb_object_keys(changed) AS key;
    ELSE
        changed := was;
    END IF;
    INSERT INTO access_rowchange (owner_table, owner_id, row_table, row_id, made_at, by_id, was, became)
    VALUES (
        TG_ARGV[0], (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, TG_TABLE_NAME, OLD.id, clock_timestamp(),
        nullif(current_setting('metodsovet.actor', true), '')::bigint, changed, became
    );
    RETURN NULL;
END $$;
"""
DROP_FUNCTION = "DROP FUNCTION keep_row_change();"


class KeepRows(RunSQL):
    """Keep edited and deleted rows of ``table`` in the history of ``owner``, to which ``column`` points.

    ``hidden`` columns are left out: versions, keys and what is computed say nothing to a reader.
    """

    def __init__(self, table: str, owner: str = "", column: str = "id", hidden: str = "") -> None:
        super().__init__(
            f"CREATE TRIGGER keep_rows AFTER UPDATE OR DELETE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION keep_row_change('{owner or table}', '{column}', '{hidden}')",
            f"DROP TRIGGER keep_rows ON {table}",
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        raise NotImplementedError("written by hand, never by makemigrations")
