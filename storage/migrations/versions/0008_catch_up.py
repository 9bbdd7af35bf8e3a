"""What was missed while away"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_delivery_channel_thread_ts', 'delivery', ['channel', 'thread_ts'])
    op.create_index('ix_inbound_channel_thread_ts', 'inbound', ['channel', 'thread_ts'])
    op.add_column('inbound', sa.Column('edited_ts', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.create_table('caught_up',
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('seen_ts', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('channel', name=op.f('pk_caught_up'))
    )


def downgrade() -> None:
    op.drop_table('caught_up')
    op.drop_column('inbound', 'edited_ts')
    op.drop_index('ix_inbound_channel_thread_ts', table_name='inbound')
    op.drop_index('ix_delivery_channel_thread_ts', table_name='delivery')
