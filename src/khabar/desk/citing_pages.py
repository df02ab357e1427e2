"""How a page that is no single claim is cited: its title, its address, and the state of the ledger that it shows."""

from __future__ import annotations

from datetime import UTC, datetime


def citations(key: str, title: str, address: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a form and its text, with the day on which the page was read: the ledger grows."""
    day = datetime.now(UTC).date().isoformat()
    plain = f"{title}. Khabar ledger of claims, as it stood on {day}. {address}"
    fields = {"title": title, "howpublished": "Khabar ledger of claims", "year": day[:4], "url": address, "urldate": day}
    bibtex = "\n".join([f"@misc{{khabar-{key},", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}"])
    return (("plain", plain), ("bibtex", bibtex))
