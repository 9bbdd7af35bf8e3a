"""Drafts of minutes, and the actions minutes name"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('delivery') as batch_op:
        batch_op.drop_constraint(op.f('ck_delivery_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_delivery_kind'), "kind IN ('reminder', 'notice', 'confirmation', 'whisper', 'mark', 'alarm', 'part', 'escalation', 'digest', 'waiting', 'scorecard')")

    op.create_table('meeting_action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('span_start', sa.Integer(), nullable=False),
    sa.Column('span_end', sa.Integer(), nullable=False),
    sa.Column('owner', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('due_text', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('done', sa.Boolean(), nullable=False),
    sa.CheckConstraint('ordinal > 0', name=op.f('ck_meeting_action_ordinal')),
    sa.CheckConstraint('span_end > span_start', name=op.f('ck_meeting_action_span')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_action_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_action')),
    sa.UniqueConstraint('meeting_id', 'ordinal', name=op.f('uq_meeting_action_meeting_id_ordinal'))
    )
    op.create_index(op.f('ix_meeting_action_meeting_id'), 'meeting_action', ['meeting_id'], unique=False)
    op.create_table('import_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('source_kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('source_permalink', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('made_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('made_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('changed_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('changed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("source_kind IN ('paste', 'file', 'message', 'shortcut', 'command line')", name=op.f('ck_import_draft_source_kind')),
    sa.CheckConstraint("state IN ('open', 'stored', 'dropped')", name=op.f('ck_import_draft_state')),
    sa.CheckConstraint("(state = 'stored') = (meeting_id IS NOT NULL)", name=op.f('ck_import_draft_meeting_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_import_draft_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_draft'))
    )
    op.create_index(op.f('ix_import_draft_meeting_id'), 'import_draft', ['meeting_id'], unique=False)
    op.create_index(op.f('ix_import_draft_sha256'), 'import_draft', ['sha256'], unique=False)
    op.create_index('ix_import_draft_open', 'import_draft', ['id'], unique=False, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))
    op.add_column('meeting', sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    with op.batch_alter_table('item') as batch_op:
        batch_op.add_column(sa.Column('action_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_item_action_id_meeting_action'), 'meeting_action', ['action_id'], ['id'])
        batch_op.create_unique_constraint(batch_op.f('uq_item_unit_id_action_id'), ['unit_id', 'action_id'])
        batch_op.create_check_constraint(batch_op.f('ck_item_origin'), 'directive_id IS NULL OR action_id IS NULL')
        batch_op.create_index(batch_op.f('ix_item_action_id'), ['action_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('item') as batch_op:
        batch_op.drop_index(batch_op.f('ix_item_action_id'))
        batch_op.drop_constraint(batch_op.f('ck_item_origin'), type_='check')
        batch_op.drop_constraint(batch_op.f('uq_item_unit_id_action_id'), type_='unique')
        batch_op.drop_constraint(batch_op.f('fk_item_action_id_meeting_action'), type_='foreignkey')
        batch_op.drop_column('action_id')
    op.drop_column('meeting', 'place')
    op.drop_table('import_draft')
    op.drop_table('meeting_action')
    with op.batch_alter_table('delivery') as batch_op:
        batch_op.drop_constraint(op.f('ck_delivery_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_delivery_kind'), "kind IN ('reminder', 'notice', 'confirmation', 'whisper', 'mark', 'alarm')")
