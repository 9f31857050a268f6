"""_formatting.phrases: how do numbers, units and lists read in a sentence?"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delegation.model.mode import Mode
    from delegation.model.retainer import Retainer


def number(amount: float) -> str:
    """A number for reading: whole from 100 on, else three digits; in powers of ten where very large."""
    if amount < 0.0:
        return f"-{number(-amount)}" if amount <= -0.001 else "over -0.001"
    if math.isinf(amount):
        return "endless"
    if 0.0 < amount < 0.001:
        return "under 0.001"
    if amount >= 1e15:
        return f"{amount:.3g}"
    return f"{amount:,.0f}" if amount >= 100.0 else f"{abs(amount):.3g}"


def money(amount: float, currency: str = "") -> str:
    """An amount for reading: whole from 100 on, else to the hundredth; behind its currency, if that is known."""
    if amount < 0.0:
        return f"-{money(-amount, currency)}" if amount <= -0.005 else money(0.0, currency)
    if 0.0 < amount < 0.005:
        told = "under 0.01"
    else:
        told = f"{abs(amount):.2f}".removesuffix(".00") if amount < 100.0 else number(amount)
    if not currency:
        return told
    return f"{currency} {told}" if currency[-1].isalpha() else f"{currency}{told}"


def amounts(rows: Iterable[tuple[str, float]], currency: str = "") -> str:
    """Named amounts in a sentence, those that are nothing left out: ``work 392 and hiring 40``."""
    return listed([f"{name} {money(amount, currency)}" for name, amount in rows if amount]) or "nothing"


def times(amount: float) -> str:
    """So many times."""
    told = number(amount)
    return "once" if told == "1" else f"{told} times"


def days(amount: float) -> str:
    """So many days."""
    told = number(amount)
    return "1 day" if told == "1" else f"{told} days"


def months(amount: int) -> str:
    """So many months."""
    return "1 month" if amount == 1 else f"{amount} months"


def percent(share: float) -> str:
    """A share in percent, without pretending that a small one is none."""
    if 0.0 < share < 0.001:
        return "under 0.1%"
    if 0.999 < share < 1.0:
        return "over 99.9%"
    return f"{number(share * 100.0)}%"


def probability(chance: float) -> str:
    """A probability in percent, of which none is told as all or nothing: numbers cannot be as sure as that."""
    return percent(min(max(chance, 0.0005), 0.9995))


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def some(names: Sequence[str], what: str = "") -> str:
    """Names in a sentence: all of a few, else the first two and how many more."""
    return listed(names) if len(names) <= 3 else f"{', '.join(names[:2])} and {len(names) - 2} more{what}"


def counted(many: int, what: str) -> str:
    """So many of something."""
    return f"{many} {what}{'' if many == 1 else 's'}"


def ordinal(count: int) -> str:
    """1st, 2nd, 3rd, 4th, ..."""
    if 10 <= count % 100 <= 20:
        return f"{count}th"
    return f"{count}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th') }"


MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Whatever language the computer speaks."""


def span(first: dt.date, after: dt.date) -> str:
    """From which day to which a month goes: ``5 August to 4 September``, or ``August`` where it is a calendar's month.

    Args:
        first: Its first day.
        after: The first day after it.
    """
    if first.day == after.day == 1:
        return MONTH_NAMES[first.month - 1]
    return " to ".join(f"{day.day} {MONTH_NAMES[day.month - 1]}" for day in (first, after - dt.timedelta(days=1)))


def of(name: str) -> str:
    """Somebody's: a name with what makes it an owner's."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def sentence(words: str) -> str:
    """Words as a sentence of their own: begun with a capital and closed with a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def articled(words: str) -> str:
    """Words with the article that goes before them: ``a retainer``, ``an access retainer``."""
    return f"{'an' if words[:1] in set('AEIOUaeiou') else 'a'} {words}"


def retained(offer: "Retainer", currency: str = "") -> str:
    """A retainer by its terms, without an article."""
    which = f"retainer of {number(offer.hours)} h" if offer.hours else "access retainer"
    return f"{which} for {money(offer.monthly_fee, currency)} a month"


def verdict(mode: "Mode", what: str, who: str = "") -> str:
    """What to do, to whom it goes unless you keep it, and what that word means here."""
    whom = "" if mode == "keep" else f" to {who}"
    return f"{mode.value.capitalize()} {what}{whom} ({mode.definition})"
