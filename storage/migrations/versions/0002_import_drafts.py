"""Drafts of minutes, and the actions minutes name"""

from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('delivery') as batch_op:
        batch_op.drop_constraint(op.f('ck_delivery_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_delivery_kind'), "kind IN ('reminder', 'notice', 'confirmation', 'whisper', 'mark', 'alarm', 'part', 'escalation', 'digest', 'waiting', 'scorecard')")


def downgrade() -> None:
    with op.batch_alter_table('delivery') as batch_op:
        batch_op.drop_constraint(op.f('ck_delivery_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_delivery_kind'), "kind IN ('reminder', 'notice', 'confirmation', 'whisper', 'mark', 'alarm')")
