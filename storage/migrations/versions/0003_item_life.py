"""The whole life of an item: extensions, evidence"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('workspace', sa.Column('team_url', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
    op.add_column('person', sa.Column('left_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column('unit', sa.Column('needs_acceptance', sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('returned_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column('moved_to_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('revision', sa.Integer(), nullable=False, server_default='0'))
        batch_op.create_foreign_key(batch_op.f('fk_item_moved_to_id_item'), 'item', ['moved_to_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_item_moved_to'), "moved_to_id IS NULL OR state = 'cancelled'")

    op.create_table('extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('requested_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('requested_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('decision', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('decided_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('decided_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.CheckConstraint("decision IN ('approved', 'declined', 'withdrawn')", name=op.f('ck_extension_decision')),
    sa.CheckConstraint('(decision IS NULL) = (decided_at IS NULL)', name=op.f('ck_extension_decided_at')),
    sa.CheckConstraint('until > due_on', name=op.f('ck_extension_until')),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_extension_item_id_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extension'))
    )
    op.create_index('ix_extension_item_id', 'extension', ['item_id'], unique=False)
    op.create_index('uq_extension_undecided', 'extension', ['item_id'], unique=True, sqlite_where=sa.text('decision IS NULL'), postgresql_where=sa.text('decision IS NULL'))

    op.create_table('evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('content', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('offered_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('offered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('inbound_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("kind IN ('link', 'file', 'sentence')", name=op.f('ck_evidence_kind')),
    sa.ForeignKeyConstraint(['inbound_id'], ['inbound.id'], name=op.f('fk_evidence_inbound_id_inbound')),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_evidence_item_id_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    op.create_index('ix_evidence_item_id', 'evidence', ['item_id'], unique=False)
    op.create_index('ix_evidence_inbound_id', 'evidence', ['inbound_id'], unique=False)


def downgrade() -> None:
    op.drop_table('evidence')
    op.drop_table('extension')
    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_item_moved_to'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_item_moved_to_id_item'), type_='foreignkey')
        batch_op.drop_column('revision')
        batch_op.drop_column('moved_to_id')
        batch_op.drop_column('returned_reason')
    op.drop_column('unit', 'needs_acceptance')
    op.drop_column('person', 'left_at')
    op.drop_column('workspace', 'team_url')
