"""`python -m bot` is the `sambung` command."""

from bot.cli import main

main()
