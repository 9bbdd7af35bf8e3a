"""Searching"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from storage.pinyin import reading_of_person, reading_of_unit

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, reading in (('person', reading_of_person), ('unit', reading_of_unit)):
        op.add_column(table, sa.Column('pinyin', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        kept = sa.table(table, sa.column('id'), sa.column('name'), sa.column('native_name'), sa.column('pinyin'))
        for row in op.get_bind().execute(sa.select(kept.c.id, kept.c.name, kept.c.native_name)).all():
            spoken = reading(row.native_name or row.name)
            if spoken:
                op.get_bind().execute(sa.update(kept).where(kept.c.id == row.id).values(pinyin=spoken))


def downgrade() -> None:
    for table in ('person', 'unit'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column('pinyin')
