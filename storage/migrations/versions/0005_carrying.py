"""How messages are carried: refusals, the parts of long messages, and what has become of a message in Slack.

Columns are added by SQL that both databases read alike: SQLite adds a column with its constraint only in this form.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PARTS = "root_id IS NOT NULL"
REFUSED = "refusal_id IS NOT NULL"
TROUBLED = "state IN ('dead', 'uncertain')"
OPEN = "ended_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("error", AutoString(), nullable=False),
        sa.Column("began_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
    )
    _index("uq_refusal_open", "refusal", ["channel"], OPEN, unique=True)
    op.execute(
        "ALTER TABLE delivery ADD COLUMN root_id INTEGER CONSTRAINT fk_delivery_root_id_delivery REFERENCES delivery (id)"
    )
    op.execute(
        "ALTER TABLE delivery ADD COLUMN refusal_id INTEGER"
        " CONSTRAINT fk_delivery_refusal_id_refusal REFERENCES refusal (id)"
    )
    op.execute(
        "ALTER TABLE delivery ADD COLUMN standing VARCHAR DEFAULT 'open' NOT NULL"
        " CONSTRAINT ck_delivery_standing CHECK (standing IN ('open', 'closed', 'deleted'))"
    )
    _index("ix_delivery_root_id", "delivery", ["root_id"], PARTS)
    _index("ix_delivery_refusal_id", "delivery", ["refusal_id"], REFUSED)
    _index("ix_delivery_troubled", "delivery", ["available_at"], TROUBLED)


def downgrade() -> None:
    for name in ("ix_delivery_troubled", "ix_delivery_refusal_id", "ix_delivery_root_id"):
        op.drop_index(name, "delivery")
    with op.batch_alter_table("delivery") as batch:
        batch.drop_constraint("ck_delivery_standing", type_="check")
        for column in ("standing", "refusal_id", "root_id"):
            batch.drop_column(column)
    op.drop_index("uq_refusal_open", "refusal")
    op.drop_table("refusal")


def _index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    """An index over the few rows that `where` names."""
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )
