"""What the terminal shows when the bot begins to listen."""


def announcement(address: str, answers: int, *, telegram: bool, dashboard: bool) -> str:
    """Where to talk to it and what to try, with Rich's markup."""
    first = "the first account: sambung account add NAME --role admin"
    desk = f"[bold]{address}/dasbor[/]      ({first})" if dashboard else "off"
    return (
        f"\n[bold green]Sambung Rasa listens.[/]  {answers} answers ready.\n\n"
        f"  Chat page   [bold]{address}[/]\n"
        f"  Dashboard   {desk}\n"
        f"  REST        curl -s {address}/api/v1/messages -H 'content-type: application/json' \\\n"
        '                -d \'{"sender": "me", "text": "syarat pkh apa"}\'\n'
        f"  Telegram    {'on' if telegram else 'off (no token in the configuration)'}\n\n"
        "  Try         min kapan pkh cair kok blm msk\n"
        "              bpjs saya mati gimana\n"
        "              berapa harga cabai hari ini      (unanswered: see 'sambung gaps')\n\n"
        "  Stop with Ctrl-C.\n"
    )
