"""reviewing.advice: what is there to do, about whom and what, what is it worth, how sure is it, and by when?"""

import datetime as dt
import enum
from typing import NamedTuple

import attrs

from delegation._formatting.phrases import probability
from delegation.errors import titled
from delegation.model.retainer import Retainer
from delegation.reviewing import view


class Kind(enum.StrEnum):
    """What an advice is about."""

    START = "start a retainer"
    END = "end a retainer"
    SHRINK = "shrink a block"
    ENLARGE = "enlarge a block"
    ENDED = "work has ended"
    SLOWER = "slower than before"
    LATE = "late work"
    UNSETTLED = "too little history"


class Fact(NamedTuple):
    """A number that an advice rests on.

    Attributes:
        what: What it is, with its unit.
        value: The number.
        day: The day that it is of, or from which on it counts.
    """

    what: str
    value: float
    day: dt.date


@attrs.frozen(kw_only=True, repr=False)
class Advice:
    """One thing to do.

    Attributes:
        kind: What it is about.
        contractor: The contractor's name.
        tasks: The names of the tasks, in order.
        sentence: What to do and why, in words.
        money: What it is worth, in money a month, from 0: what doing it saves; of work that is late what a month of it
            costs; of a contractor who is slower what the longer waits cost; of too little history the expected loss by
            deciding now. 0 where it is something to know.
        confidence: How sure it is, 0 to 1: the probability, over what is not known but learnt, that doing it is
            cheaper; of work that seems to have ended the probability that it has; of what is late, or slower, 1 less
            the chance of seeing as much where nothing is wrong; of too little history the probability that what you do
            now is right, or one half where not even that is known.
        last_day: The last day to act, so to give notice that the next fee is not owed; None where any day does.
        retainer: The offer to sign, or the terms to end; None where it is about neither.
        evidence: The numbers that it rests on, with their days.
    """

    kind: Kind
    contractor: str
    tasks: tuple[str, ...]
    sentence: str
    money: float
    confidence: float
    last_day: dt.date | None = None
    retainer: Retainer | None = None
    evidence: tuple[Fact, ...] = ()

    @property
    def unsettled(self) -> bool:
        """Whether too little is known to advise anything: its sentence then tells another chance than this."""
        return self.kind is Kind.UNSETTLED

    def __str__(self) -> str:
        """The sentence."""
        return self.sentence

    def __repr__(self) -> str:
        """The advice in one line."""
        what = ", ".join(map(titled, self.tasks))
        return f"<{self.kind}: {what[:200]} with {titled(self.contractor)}, {self.money:.6g} a month>"

    _repr_html_ = view.advice_in_html
    _repr_markdown_ = view.advice_in_markdown


def how_sure(chance: float) -> str:
    """How sure a saving is, behind it in a sentence; empty where it is certain."""
    return f" ({probability(chance)} sure)" if chance < 1.0 else ""


def ranked(advice: list[Advice]) -> tuple[Advice, ...]:
    """Advice by what it is worth, what is surer first among equals."""
    return tuple(sorted(advice, key=_order))


def _order(each: Advice) -> tuple[object, ...]:
    last = each.last_day or dt.date.max
    return (-each.money, -each.confidence, last, each.contractor, each.tasks, each.kind.value, each.sentence)
