"""Every text that is searched, kept true by triggers

A row of `passage` for each directive, item, note, report and meeting. SQLite keeps an FTS5 index beside the table; it asks
the program to cut the texts into words (`spaced`, registered on every connection). PostgreSQL cuts them itself.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from storage.minutes.script import simplified
from storage.passages import CHINESE, SIGNS

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

# Of each kind: its table, the column of its text, and which item, directive and meeting it belongs to.
SOURCES = (
    ('directive', 'directive', 'text', 'NULL', '{row}.id', '{row}.meeting_id'),
    ('item', 'item', 'title', '{row}.id', 'NULL', 'NULL'),
    ('note', 'activity', 'note', '{row}.item_id', 'NULL', 'NULL'),
    ('evidence', 'evidence', 'content', '{row}.item_id', 'NULL', 'NULL'),
    ('report', 'meeting_report', 'topic', 'NULL', 'NULL', '{row}.meeting_id'),
    ('meeting', 'meeting', 'title', 'NULL', 'NULL', '{row}.id'),
)


def upgrade() -> None:
    op.create_table('passage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('row_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('directive_id', sa.Integer(), nullable=True),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passage')),
    sa.UniqueConstraint('kind', 'row_id', name=op.f('uq_passage_kind_row_id'))
    )
    # What every unit owes is counted again and again: from this index alone.
    op.create_index(op.f('ix_item_unit_id_state_due_on'), 'item', ['unit_id', 'state', 'due_on'])
    op.create_index(op.f('ix_passage_item_id'), 'passage', ['item_id'])
    op.create_index(op.f('ix_passage_directive_id'), 'passage', ['directive_id'])
    if op.get_bind().dialect.name == 'postgresql':
        _index_on_postgresql()
        _watch_on_postgresql()
    else:
        _index_on_sqlite()
        _watch_on_sqlite()
    for kind, table, text, item, directive, meeting in SOURCES:
        places = ', '.join(place.format(row=table) for place in (item, directive, meeting))
        op.execute(f"INSERT INTO passage (kind, row_id, item_id, directive_id, meeting_id, text) "
                   f"SELECT '{kind}', {table}.id, {places}, {table}.{text} FROM {table} WHERE {_is_text(table, text, table)}")


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        for kind, table, *_ in SOURCES:
            op.execute(f'DROP TRIGGER passage_of_{kind} ON {table}')
            op.execute(f'DROP FUNCTION passage_of_{kind}()')
    else:
        for kind, *_ in SOURCES:
            for deed in ('insert', 'update', 'delete'):
                op.execute(f'DROP TRIGGER passage_of_{kind}_{deed}')
        op.execute('DROP TABLE passage_index')
    op.drop_table('passage')
    op.drop_index(op.f('ix_item_unit_id_state_due_on'), table_name='item')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION followups_spaced(text)')


def _is_text(row: str, text: str, table: str) -> str:
    # A note belongs to an item; the journal's other lines are not searched.
    belongs = f' AND {row}.item_id IS NOT NULL' if table == 'activity' else ''
    if table == 'item':
        # An item that says what its directive says is found by that.
        belongs = (f' AND NOT EXISTS (SELECT 1 FROM directive AS origin WHERE origin.id = {row}.directive_id'
                   f' AND substr(origin.text, 2) = substr({row}.title, 2))')
    return f"{row}.{text} IS NOT NULL AND {row}.{text} <> ''{belongs}"


def _index_on_sqlite() -> None:
    op.execute("CREATE VIRTUAL TABLE passage_index USING fts5(tokens, tokenize = 'porter unicode61 remove_diacritics 2')")
    op.execute("CREATE TRIGGER passage_insert AFTER INSERT ON passage BEGIN "
               "INSERT INTO passage_index (rowid, tokens) VALUES (new.id, spaced(new.text)); END")
    op.execute("CREATE TRIGGER passage_update AFTER UPDATE OF text ON passage BEGIN "
               "UPDATE passage_index SET tokens = spaced(new.text) WHERE rowid = new.id; END")
    op.execute("CREATE TRIGGER passage_delete AFTER DELETE ON passage BEGIN "
               "DELETE FROM passage_index WHERE rowid = old.id; END")


def _watch_on_sqlite() -> None:
    for kind, table, text, item, directive, meeting in SOURCES:
        places = ', '.join(place.format(row='new') for place in (item, directive, meeting))
        put = (f"INSERT INTO passage (kind, row_id, item_id, directive_id, meeting_id, text) "
               f"SELECT '{kind}', new.id, {places}, new.{text} WHERE {_is_text('new', text, table)};")
        drop = f"DELETE FROM passage WHERE kind = '{kind}' AND row_id = old.id;"
        op.execute(f'CREATE TRIGGER passage_of_{kind}_insert AFTER INSERT ON {table} BEGIN {put} END')
        op.execute(f'CREATE TRIGGER passage_of_{kind}_update AFTER UPDATE OF {text} ON {table} '
                   f'WHEN new.{text} IS NOT old.{text} BEGIN {drop} {put} END')
        op.execute(f'CREATE TRIGGER passage_of_{kind}_delete AFTER DELETE ON {table} BEGIN {drop} END')


def _index_on_postgresql() -> None:
    traditional = ''.join(letter for letter in map(chr, range(0x3400, 0xA000)) if simplified(letter) != letter)
    turned = ''.join(map(simplified, traditional))
    literals = [sa.literal(each).compile(op.get_bind(), compile_kwargs={'literal_binds': True}).string
                for each in (traditional, turned, SIGNS, CHINESE, r' \1 ')]
    given, simple, signs, chinese, apart = literals
    op.get_bind().exec_driver_sql(
        'CREATE FUNCTION followups_spaced(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '
        f"regexp_replace(regexp_replace(normalize(translate(given, {given}, {simple}), NFKC), {signs}, ' ', 'g'), {chinese}, {apart}, 'g')"
    )
    op.execute("ALTER TABLE passage ADD COLUMN tokens tsvector "
               "GENERATED ALWAYS AS (to_tsvector('english', followups_spaced(text))) STORED")
    op.execute('CREATE INDEX ix_passage_tokens ON passage USING gin (tokens)')


def _watch_on_postgresql() -> None:
    for kind, table, text, item, directive, meeting in SOURCES:
        places = ', '.join(place.format(row='NEW') for place in (item, directive, meeting))
        op.execute(f"""
            CREATE FUNCTION passage_of_{kind}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP <> 'INSERT' THEN
                    DELETE FROM passage WHERE kind = '{kind}' AND row_id = OLD.id;
                END IF;
                IF TG_OP <> 'DELETE' AND {_is_text('NEW', text, table)} THEN
                    INSERT INTO passage (kind, row_id, item_id, directive_id, meeting_id, text)
                    VALUES ('{kind}', NEW.id, {places}, NEW.{text});
                END IF;
                RETURN NULL;
            END $$""")
        op.execute(f'CREATE TRIGGER passage_of_{kind} AFTER INSERT OR DELETE OR UPDATE OF {text} ON {table} '
                   f'FOR EACH ROW EXECUTE FUNCTION passage_of_{kind}()')
