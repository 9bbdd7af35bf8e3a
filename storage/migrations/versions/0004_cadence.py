"""What is said when: policies, pauses, leave"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('workspace', sa.Column('policy', sa.JSON(), nullable=False, server_default='{}'))
    op.add_column('person', sa.Column('away_from', sa.Date(), nullable=True))
    op.add_column('person', sa.Column('away_until', sa.Date(), nullable=True))
    op.add_column('unit', sa.Column('policy', sa.JSON(), nullable=False, server_default='{}'))
    op.add_column('unit', sa.Column('paused_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column('unit', sa.Column('snoozed_until', sa.Date(), nullable=True))
    op.add_column('item', sa.Column('snoozed_until', sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column('item', 'snoozed_until')
    op.drop_column('unit', 'snoozed_until')
    op.drop_column('unit', 'paused_at')
    op.drop_column('unit', 'policy')
    op.drop_column('person', 'away_until')
    op.drop_column('person', 'away_from')
    op.drop_column('workspace', 'policy')
