"""Targets and their check-ins"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('target',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('period', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('metric', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('metric_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('measure', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('baseline', sa.String(), nullable=True),
    sa.Column('goal', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('set_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('set_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('withdrawn_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.CheckConstraint("kind IN ('reach', 'increase', 'decrease', 'keep_above', 'keep_below')", name=op.f('ck_target_kind')),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_target_ends_on')),
    sa.CheckConstraint("NOT (kind IN ('keep_above', 'keep_below')) OR baseline IS NULL", name=op.f('ck_target_baseline')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_target_owner_id_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_target_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_target')),
    sa.UniqueConstraint('unit_id', 'period', 'metric_key', name=op.f('uq_target_unit_id_period_metric_key'))
    )
    with op.batch_alter_table('target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_target_period'), ['period'], unique=False)
        batch_op.create_index('ix_target_of_the_group', ['period', 'metric_key'], unique=True, sqlite_where=sa.text('unit_id IS NULL'), postgresql_where=sa.text('unit_id IS NULL'))

    op.create_table('check_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('forecast', sa.String(), nullable=True),
    sa.Column('confidence', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('said_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('said_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('corrects_id', sa.Integer(), nullable=True),
    sa.Column('inbound_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.CheckConstraint("confidence IS NULL OR confidence IN ('high', 'medium', 'low')", name=op.f('ck_check_in_confidence')),
    sa.CheckConstraint('corrects_id IS NULL OR corrects_id < id', name=op.f('ck_check_in_corrects')),
    sa.ForeignKeyConstraint(['corrects_id'], ['check_in.id'], name=op.f('fk_check_in_corrects_id_check_in')),
    sa.ForeignKeyConstraint(['inbound_id'], ['inbound.id'], name=op.f('fk_check_in_inbound_id_inbound')),
    sa.ForeignKeyConstraint(['target_id'], ['target.id'], name=op.f('fk_check_in_target_id_target')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in'))
    )
    with op.batch_alter_table('check_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_check_in_target_id'), ['target_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_check_in_inbound_id'), ['inbound_id'], unique=False)

    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.add_column(sa.Column('target_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_activity_target_id_target'), 'target', ['target_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_activity_target_id'), ['target_id'], unique=False)

    with op.batch_alter_table('workspace', schema=None) as batch_op:
        batch_op.add_column(sa.Column('takes_charts', sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('workspace', schema=None) as batch_op:
        batch_op.drop_column('takes_charts')

    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_target_id'))
        batch_op.drop_constraint(batch_op.f('fk_activity_target_id_target'), type_='foreignkey')
        batch_op.drop_column('target_id')

    op.drop_table('check_in')
    op.drop_table('target')
