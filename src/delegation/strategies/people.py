"""strategies.people: which contractors are worth trying, when can they start, and on which terms?"""

from collections.abc import Iterable

from delegation.availability.weeks import Availability
from delegation.model.contractor import Contractor
from delegation.model.retainer import Retainer, swapped
from delegation.strategies._numbers import Bounds, Days, FieldsOf, days, names, st
from delegation.strategies.work import SKILLS, checked_skills

CONTRACTORS = ("Ana", "Ben", "Chloe", "Dev", "Eli", "Fran", "Gus", "Hana")
"""What contractors are called, the simplest first."""

MOST_OFFERS = 3


def availabilities(
    *,
    hours_per_week: Bounds = (5.0, 40.0),
    regular_load: Bounds = (0.0, 1.0),
    one_off_load: Bounds = (0.0, 1.0),
    job_hours: Bounds = (1.0, 40.0),
    people: Bounds = (1, 3),
    time_off: Days | None = None,
) -> st.SearchStrategy[Availability]:
    """Availabilities; the simplest has the fewest hours and nobody else's work.

    Args:
        hours_per_week: Working hours a week of one person, least and most; default 5 to 40.
        regular_load: Share of those hours taken by other regular clients; default 0 to 1.
        one_off_load: Share taken by other one-off clients; default 0 to 1.
        job_hours: Typical size of their jobs in working hours; default 1 to 40.
        people: How many people work side by side; default 1 to 3.
        time_off: The first and the last day on which any time off may fall; default None, there is none.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or are none that the field takes.
    """
    of = FieldsOf("availabilities", Availability)
    away: st.SearchStrategy[list[Days]] = st.just([])
    if time_off is not None:
        day = days("availabilities", "time_off", time_off)
        away = st.lists(st.tuples(day, day).map(lambda ends: (min(ends), max(ends))), max_size=2)
    return st.builds(
        Availability,
        hours_per_week=of.amount("hours_per_week", hours_per_week),
        regular_load=of.amount("regular_load", regular_load),
        one_off_load=of.amount("one_off_load", one_off_load),
        job_hours=of.amount("job_hours", job_hours),
        people=of.whole("people", people),
        time_off=away,
    )


def retainers(
    *,
    monthly_fee: Bounds = (0.0, 2_000.0),
    hours: Bounds = (0.0, 40.0),
    overage_rate: Bounds | None = (0.0, 150.0),
    rollover_hours: Bounds = (0.0, 20.0),
    minimum_months: Bounds = (0, 12),
    notice_months: Bounds = (0, 3),
    setup_fee: Bounds = (0.0, 500.0),
    period_months: Bounds = (1, 12),
) -> st.SearchStrategy[Retainer]:
    """Terms of retainers; the simplest is a fee of 0 for no hours.

    Args:
        monthly_fee: Money a month, least and most; default 0 to 2,000.
        hours: The block, working hours a period; default 0 to 40.
        overage_rate: Money for an hour above the block, besides the contractor's rate; default 0 to 150, and None for
            the contractor's rate alone.
        rollover_hours: The most unused hours that go over into the next period; default 0 to 20.
        minimum_months: Months that are owed at least; default 0 to 12.
        notice_months: Months from notice to end; default 0 to 3.
        setup_fee: Money once; default 0 to 500.
        period_months: Months for which a block is there; default 1 to 12.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or are none that the field takes.
    """
    of = FieldsOf("retainers", Retainer)
    return st.builds(
        Retainer,
        of.amount("monthly_fee", monthly_fee),
        of.amount("hours", hours),
        overage_rate=of.amount_or_none("overage_rate", overage_rate),
        rollover_hours=of.amount("rollover_hours", rollover_hours),
        minimum_months=of.whole("minimum_months", minimum_months),
        notice_months=of.whole("notice_months", notice_months),
        setup_fee=of.amount("setup_fee", setup_fee),
        period_months=of.whole("period_months", period_months),
    )


def offers_of(rate: float, offers: st.SearchStrategy[Retainer]) -> st.SearchStrategy[Retainer]:
    """Retainers that somebody with this rate may offer: those are few whose fee and hours look swapped."""
    return offers.filter(lambda offer: not swapped(offer, rate))


terms = retainers
"""`retainers`, where an argument bears its name."""


def contractors(
    *,
    name: st.SearchStrategy[str] | None = None,
    skills: Iterable[str] = SKILLS,
    rate: Bounds = (10.0, 150.0),
    one_off_minimum_hours: Bounds = (0.0, 4.0),
    pace: Bounds = (0.5, 2.0),
    retainers: st.SearchStrategy[Retainer] | None = None,
    availability: st.SearchStrategy[Availability] | None = None,
) -> st.SearchStrategy[Contractor]:
    """Contractors with the typical offer, with none, or with up to three; the simplest is Ana, for 10 an hour.

    Args:
        name: What they are called; default a few names that people have, and text in any letters.
        skills: The skills of which they have some, all or none; default web, copy and video.
        rate: Money for an hour of one-off work, least and most; default 10 to 150.
        one_off_minimum_hours: The fewest hours that a one-off job is billed; default 0 to 4.
        pace: Their working hours for each hour of a task's estimate; default 0.5 to 2.
        retainers: What they may offer; default `retainers()`.
        availability: When they can start; default `availabilities()`.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or are none that the field takes, or a skill is none.
    """
    of = FieldsOf("contractors", Contractor)
    offered = terms() if retainers is None else retainers
    able = [st.booleans()] * len(skilled := checked_skills("contractors", skills))
    whom = names(CONTRACTORS) if name is None else name
    rates = of.amount("rate", rate)
    least = of.amount("one_off_minimum_hours", one_off_minimum_hours)
    paces = of.amount("pace", pace)
    weeks = availabilities() if availability is None else availability

    @st.composite
    def drawn(draw: st.DrawFn) -> Contractor:
        hourly = draw(rates)
        return Contractor(
            draw(whom),
            skills=[skill for skill, has in zip(skilled, draw(st.tuples(*able)), strict=True) if has],
            rate=hourly,
            one_off_minimum_hours=draw(least),
            pace=draw(paces),
            retainers=draw(st.none() | st.lists(offers_of(hourly, offered), max_size=MOST_OFFERS)),
            availability=draw(weeks),
        )

    return drawn()
