"""Alembic's entry: runs the revisions on the connection that `storage.database` opened and locked."""

from alembic import context

from storage.models import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    compare_type=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
