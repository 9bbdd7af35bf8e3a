"""Targets are searched too, and what was said when a figure was reported

A row of `passage` for each target (its metric and note) and for each check-in with a note, kept by triggers like the others.
A target that is withdrawn keeps its passage: the question leaves it out, so that it needs no trigger on both tables.
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0011'
branch_labels = None
depends_on = None

# Of each kind: its table, the columns of its text, that text, when there is one, and the target it belongs to.
SOURCES = (
    ('target', 'target', 'metric, note', "{row}.metric || coalesce(': ' || nullif({row}.note, ''), '')", 'TRUE', '{row}.id'),
    ('check_in', 'check_in', 'note, withdrawn_at', '{row}.note', "{row}.note <> '' AND {row}.withdrawn_at IS NULL", '{row}.target_id'),
)


def upgrade() -> None:
    op.add_column('passage', sa.Column('target_id', sa.Integer(), nullable=True))
    watch = _watch_on_postgresql if op.get_bind().dialect.name == 'postgresql' else _watch_on_sqlite
    for kind, table, columns, *texts in SOURCES:
        watch(kind, table, columns, *texts)
        op.execute(_put(kind, table, *texts) + f' FROM {table} WHERE {texts[1].format(row=table)}')


def downgrade() -> None:
    for kind, table, *_ in SOURCES:
        if op.get_bind().dialect.name == 'postgresql':
            op.execute(f'DROP TRIGGER passage_of_{kind} ON {table}')
            op.execute(f'DROP FUNCTION passage_of_{kind}()')
        else:
            for deed in ('insert', 'update', 'delete'):
                op.execute(f'DROP TRIGGER passage_of_{kind}_{deed}')
        op.execute(f"DELETE FROM passage WHERE kind = '{kind}'")
    op.drop_column('passage', 'target_id')


def _put(kind: str, row: str, text: str, _is_text: str, target: str) -> str:
    return (f"INSERT INTO passage (kind, row_id, target_id, text) "
            f"SELECT '{kind}', {row}.id, {target.format(row=row)}, {text.format(row=row)}")


def _watch_on_sqlite(kind: str, table: str, columns: str, *texts: str) -> None:
    put = _put(kind, 'new', *texts) + f" WHERE {texts[1].format(row='new')};"
    drop = f"DELETE FROM passage WHERE kind = '{kind}' AND row_id = old.id;"
    op.execute(f'CREATE TRIGGER passage_of_{kind}_insert AFTER INSERT ON {table} BEGIN {put} END')
    op.execute(f'CREATE TRIGGER passage_of_{kind}_update AFTER UPDATE OF {columns} ON {table} BEGIN {drop} {put} END')
    op.execute(f'CREATE TRIGGER passage_of_{kind}_delete AFTER DELETE ON {table} BEGIN {drop} END')


def _watch_on_postgresql(kind: str, table: str, columns: str, *texts: str) -> None:
    op.execute(f"""
        CREATE FUNCTION passage_of_{kind}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM passage WHERE kind = '{kind}' AND row_id = OLD.id;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                {_put(kind, 'NEW', *texts)} WHERE {texts[1].format(row='NEW')};
            END IF;
            RETURN NULL;
        END $$""")
    op.execute(f'CREATE TRIGGER passage_of_{kind} AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table} '
               f'FOR EACH ROW EXECUTE FUNCTION passage_of_{kind}()')
