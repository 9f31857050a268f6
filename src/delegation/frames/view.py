"""frames.view: how does a grid look in a notebook?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegation._costing.records import Plain
from delegation._formatting import html, markdown
from delegation._formatting.parts import Part, Said, Table
from delegation._formatting.phrases import counted, listed, money, number, percent, sentence
from delegation.errors import titled
from delegation.model.mode import Mode

if TYPE_CHECKING:
    from delegation.frames.sweeping import Sweep

LONGEST = 48
"""After how many letters a name is cut."""

VARIED = {
    "recurrence": ("comes", "recurrence"),
    "cost_per_day": ("a day of delay", "delay_money_per_day"),
    "regular_load": ("regular load", "regular_load_share"),
    "block": ("block", "block_hours_per_month"),
    "budget": ("budget", "budget_money_per_month"),
    "owner_rate": ("an hour of yours", "owner_money_per_hour"),
}
"""What is varied: the header above it, and the column of a record that has it."""

SCORES = {
    "verdict": "verdict",
    "cheapest": "cheapest",
    "outsource": "outsource_money_per_month",
    "out-task": "out_task_money_per_month",
    "keep": "keep_money_per_month",
    "highest fee": "highest_fee_money_per_month",
}
"""What is told of a score, by header."""

PLANS = {
    "all": "total_money_per_month",
    "paid": "paid_money_per_month",
    "your hours": "owner_hours_per_month",
    "retainers with": "retainers",
    "undone": "undone",
}
"""What is told of a plan, by header."""

_WORDS = {"verdict", "cheapest", "retainers with", "undone"}
"""Headers of columns without numbers."""


def in_html(found: "Sweep") -> str:
    """A grid as HTML."""
    return html.page(parts_of(found))


def in_markdown(found: "Sweep") -> str:
    """A grid as Markdown."""
    return markdown.page(parts_of(found))


def parts_of(found: "Sweep") -> Iterator[Part]:
    """What is varied, and a row a point: its values, what comes out, and why there is no answer or retainer."""
    kept = keeping(found)
    lead = f"{counted(len(found), 'plan' if found.plans else 'score')} over {_varied(found)}."
    yield Said(sentence(kept) if kept else "", lead=lead)
    records = found.to_dicts()
    if not records:
        return
    told = PLANS if found.plans else SCORES
    if not any(_differs(record) for record in records):
        told = {head: name for head, name in told.items() if name != "cheapest"}
    first = [VARIED[name] for name in found.varied]
    header = [*(head for head, _ in first), *told]
    rows = [
        [*(_value(record, name) for _, name in first), *(_told(record, each) for each in told.values())]
        for record in records
    ]
    if any(record["obstacle"] for record in records):
        header.append("why not")
        rows = [[*row, str(record["obstacle"] or "")] for row, record in zip(rows, records, strict=True)]
    currencies = {str(record["currency"]) for record in records if record["currency"]}
    caption = f"{' or '.join(sorted(currencies)) or 'Money'} a month"
    right = [place for place, head in enumerate(header) if head not in _WORDS | {"comes", "why not"}]
    yield Table(caption, header, rows, right=right)


def keeping(found: "Sweep") -> str:
    """At how many points of scores keeping the work costs less than handing it over, in words; empty at none."""
    kept = sum(record.get("cheapest") == Mode.KEEP for record in found.to_dicts())
    told = "keeping the work costs less than handing it over"
    return "" if not kept else told if kept == len(found) else f"in {kept} of them {told}"


def _differs(record: dict[str, Plain]) -> bool:
    """Whether something else than the verdict costs less."""
    return record.get("cheapest") != record.get("verdict")


def _varied(found: "Sweep") -> str:
    """What is varied, in words."""
    return listed([name.replace("_", " ") for name in found.varied]) or "nothing"


def _value(record: dict[str, Plain], column: str) -> str:
    """A value of what is varied."""
    value = record[column]
    if value is None:
        return "no limit"
    if not isinstance(value, float):
        return titled(str(value), LONGEST)
    if column == "regular_load_share":
        return percent(value)
    return f"{number(value)} h" if column == "block_hours_per_month" else money(value)


def _told(record: dict[str, Plain], column: str) -> str:
    """What is told of an answer."""
    value = record[column]
    if value is None:
        return ""
    if not isinstance(value, float):
        return titled(str(value), LONGEST)
    return f"{number(value)} h" if column == "owner_hours_per_month" else money(value)
