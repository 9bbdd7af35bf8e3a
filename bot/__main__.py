"""`python -m bot` is `followups`."""

from bot.cli import main

main()
