"""model.contractor: who could do the work?"""

from functools import cached_property
from typing import Any

import attrs

from delegation import _fields
from delegation._calls import explain_construction
from delegation.availability.weeks import Availability
from delegation.model.retainer import Retainer, by_terms, swapped, swapped_terms
from delegation.model.task import Task


def _to_skills(value: Any) -> Any:
    """Skills as a frozen set, blanks around them gone; text as the one skill that it names; of two alike the first."""
    if isinstance(value, str):
        value = (value,)
    try:
        typed = frozenset(_fields.to_text(skill) for skill in value)
    except TypeError:
        return value
    if len(typed) <= 1 or not all(isinstance(skill, str) for skill in typed):
        return typed
    return frozenset({_fields.word_key(skill): skill for skill in sorted(typed, reverse=True)}.values())


def _to_offers(value: Any) -> Any:
    """Offers as a tuple in a fixed order, None as it came."""
    if isinstance(value, Retainer):
        return (value,)
    if isinstance(value, str):
        return value
    try:
        offers = set(value)
    except TypeError:
        return value
    return tuple(sorted(offers, key=by_terms)) if all(isinstance(offer, Retainer) for offer in offers) else value


def _words(instance: "Contractor", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, frozenset) or not all(_fields.is_skill(skill) for skill in value):
        accepted = 'it takes one skill or a list of them, such as ["web", "copy"], none of them empty or with , or ;'
        raise _fields.refuse(instance, attribute, value, accepted)


def _offers(instance: "Contractor", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is not None and not (isinstance(value, tuple) and all(isinstance(offer, Retainer) for offer in value)):
        accepted = "it takes Retainer objects, () for none, or None for the typical offer"
        raise _fields.refuse(instance, attribute, value, accepted, "Retainer")
    for offer in value or ():
        if swapped(offer, instance.rate):
            raise _fields.refuse(instance, attribute, offer, swapped_terms(offer, instance.rate), "Retainer")


def _in_order(skills: frozenset[str]) -> str:
    """How skills are written: alike in every process."""
    return f"frozenset({{{', '.join(map(repr, sorted(skills)))}}})" if skills else "frozenset()"


@explain_construction
@attrs.frozen
class Contractor:
    """Who could do the work.

    Attributes:
        name: What you call them; contractors of one business have different names.
        skills: What they can do, words that match `Task.skill` but for capitals and blanks; default none.
        rate: Money for an hour of one-off work, from 0.
        one_off_minimum_hours: The fewest hours that a one-off job is billed, from 0; default 1 (five pages, 20 minutes
            to 3 hours, trust high).
        pace: Their working hours for each hour of a task's estimate, 0.001 to 20; default 1.
        retainers: The retainers that they offer; `()` if they take none. Default None: the typical offer, sized to the
            work: a block of the larger of 10 and the mean hours a month rounded up to 5, for a fee 10 % below the rate.
        availability: When they can start.

    Raises:
        RefusedValueError: If a field has a value that it cannot take, or fee and hours of a retainer look swapped.
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
        validator=_fields.between(1e-3, 20.0, "hours worked for each estimated hour (80% is 0.8)"),
        kw_only=True,
    )
    retainers: tuple[Retainer, ...] | None = attrs.field(
        default=None, converter=_to_offers, validator=_offers, kw_only=True
    )
    availability: Availability = attrs.field(default=Availability(), validator=_fields.a(Availability), kw_only=True)

    def can(self, task: Task) -> bool:
        """Whether they have the skill that a task needs, in whatever capitals it is written."""
        return not task.skill or task.skill in self.skills or _fields.word_key(task.skill) in self._known_skills

    @cached_property
    def _known_skills(self) -> frozenset[str]:
        return frozenset(map(_fields.word_key, self.skills))
