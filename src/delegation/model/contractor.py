"""model.contractor: who could do the work?"""

from typing import Any

import attrs

from delegation import _fields
from delegation.availability.weeks import Availability
from delegation.model.retainer import Retainer
from delegation.model.task import Task


def _to_skills(value: Any) -> Any:
    """Skills as a frozen set, blanks around them gone; text as the one skill that it names."""
    if isinstance(value, str):
        value = (value,)
    try:
        return frozenset(_fields.to_text(skill) for skill in value)
    except TypeError:
        return value


def _to_offers(value: Any) -> Any:
    """Offers as a tuple in a fixed order, None as it came."""
    if isinstance(value, Retainer):
        return (value,)
    try:
        return tuple(sorted(set(value), key=lambda offer: offer.terms)) if not isinstance(value, str) else value
    except (TypeError, AttributeError):
        return value


def _words(instance: "Contractor", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, frozenset) or not all(_fields.is_word(skill) for skill in value):
        raise _fields.refuse(instance, attribute, value, 'it takes words such as {"web", "copy"}, none of them empty')


def _offers(instance: "Contractor", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is not None and not (isinstance(value, tuple) and all(isinstance(offer, Retainer) for offer in value)):
        accepted = "it takes Retainer objects, () for none, or None for the typical offer"
        raise _fields.refuse(instance, attribute, value, accepted)


def _in_order(skills: frozenset[str]) -> str:
    """How skills are written: alike in every process."""
    return f"frozenset({{{', '.join(map(repr, sorted(skills)))}}})" if skills else "frozenset()"


@attrs.frozen
class Contractor:
    """Who could do the work.

    Attributes:
        name: What you call her; contractors of one business have different names.
        skills: What she can do, words that match `Task.skill`; default none.
        rate: Money for an hour of one-off work, from 0.
        one_off_minimum_hours: The fewest hours that a one-off job is billed, from 0; default 1 (five pages, 20 minutes
            to 3 hours, trust high).
        pace: Her working hours for each hour of a task's estimate, above 0; default 1.
        retainers: The retainers that she offers; `()` if she takes none. Default None: the typical offer, sized to the
            work: a block of the larger of 10 and the mean hours a month rounded up to 5, for a fee 10 % below her rate.
        availability: When she can start.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    name: str = attrs.field(converter=_fields.to_text, validator=_fields.named)
    skills: frozenset[str] = attrs.field(
        default=frozenset(), converter=_to_skills, validator=_words, repr=_in_order, kw_only=True
    )
    rate: float = attrs.field(
        converter=_fields.to_float, validator=_fields.between(0.0, _fields.LARGEST, "money an hour"), kw_only=True
    )
    one_off_minimum_hours: float = attrs.field(
        default=1.0, converter=_fields.to_float, validator=_fields.between(0.0, 1e6, "working hours"), kw_only=True
    )
    pace: float = attrs.field(
        default=1.0,
        converter=_fields.to_float,
        validator=_fields.between(1e-3, 1e3, "hours of hers for each estimated hour"),
        kw_only=True,
    )
    retainers: tuple[Retainer, ...] | None = attrs.field(
        default=None, converter=_to_offers, validator=_offers, kw_only=True
    )
    availability: Availability = attrs.field(default=Availability(), validator=_fields.a(Availability), kw_only=True)

    def can(self, task: Task) -> bool:
        """Whether she has the skill that a task needs."""
        return not task.skill or task.skill in self.skills
