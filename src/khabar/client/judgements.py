"""Judgements as the history of a claim tells them."""

from __future__ import annotations

import json
from typing import Any

from khabar.client.form import Form
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Judgement

COLUMNS = ("id", "kind", "subject", "reviewer", "recorded", "reason", "body")


def of_claim(found: Reader, claim: str) -> list[Judgement]:
    """All that was ever judged of a claim and, where it predicts, of its outcome, the oldest first."""
    return sorted((*found.history(f"claim:{claim}"), *found.history(f"outcome:{claim}")), key=lambda one: one.id)


def record(made: Judgement) -> dict[str, Any]:
    return {name: getattr(made, name) for name in COLUMNS}


def _row(made: Judgement) -> tuple[object, ...]:
    return (*tuple(record(made).values())[:-1], json.dumps(made.body, ensure_ascii=False))


FORM: Form[Judgement] = Form(COLUMNS, record, _row)
