"""What waits to be worked off is found without reading everything that was ever said"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_inbound_waiting', 'inbound', ['kind', 'id'], unique=False, sqlite_where=sa.text("outcome = 'waiting'"), postgresql_where=sa.text("outcome = 'waiting'"))


def downgrade() -> None:
    op.drop_index('ix_inbound_waiting', table_name='inbound', sqlite_where=sa.text("outcome = 'waiting'"), postgresql_where=sa.text("outcome = 'waiting'"))
