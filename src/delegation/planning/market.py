"""planning.market: what does a plan choose from, and what does a choice truly cost?

Every contractor is a site. Its states are to hire her job by job, and each retainer that she could be given; its
columns are the tasks that she can do. Prices start from each task by itself: its own wait, and its own expected excess
over the block. Once a choice is made, what each bundle truly costs is reckoned by the formulas of the score, and prices
follow: what is in a bundle is priced so that the bundle's cost comes out, what is not as if it came on top.
"""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from delegation import payback
from delegation._assignment.problem import NO_STATE, UNDONE, Column, Problem, State
from delegation._costing.case import Case
from delegation._costing.costs import CostRows, costs_of, kept_costs
from delegation._costing.relationship import Relationship, relationship_with
from delegation._costing.workload import Work, occurrences_in, works_of
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.retainer import BLOCK_STEP, TYPICAL_BLOCK, Retainer
from delegation.model.task import Task
from delegation.queueing import Wait
from delegation.recurrence.kinds import MONTH_DAYS

FULL = 1.0 - 1e-9
"""How much of a contractor's hours may be taken: not the last, for whose client the wait is endless."""

LADDER = 1.5
"""Each typical block that is tried is about so many times the one before."""

DEAREST = 2.0
"""What leaving a task undone counts, in times of the dearest way of doing any."""


class Terms(NamedTuple):
    """One way of standing with a contractor that a plan may choose.

    Attributes:
        site: Her place among the contractors.
        contractor: With whom.
        standing: How the owner stands with her if this is chosen.
        retainer: The retainer; None where she is hired job by job.
        once: Whether only tasks that come once are done on it, for the minimum term.
    """

    site: int
    contractor: Contractor
    relationship: Relationship
    retainer: Retainer | None
    once: bool = False


class Bundle(NamedTuple):
    """What the tasks that one contractor is given truly come to, by the formulas of the score.

    Attributes:
        terms: On which terms.
        tasks: Which tasks.
        case: The bundle as a score's case.
        rows: Its cost a month.
        waiting: Cost of waiting of each of its tasks, a month.
        overage_hours: Expected hours above the block that it causes in the horizon.
        owner: Hours of the owner that it takes, a month.
    """

    terms: Terms
    tasks: tuple[int, ...]
    case: Case
    rows: CostRows
    waiting: tuple[float, ...]
    overage_hours: float
    owner: float


class Market:
    """All that a plan chooses from, looked up once, and its present prices.

    Attributes:
        tasks: The tasks in the order of their names.
        contractors: The contractors in the order of theirs.
        business: The owner's assumptions.
        on: The day of the question, or None.
        terms: All terms: the states of the problem.
        ways: A task and a state each: the columns of the problem.
        alone: For each way the lumps of its task by itself, see `_lump`.
        running: The retainer that runs with a contractor and may be kept, by her place.
        leaving: Retainers that run and cannot be kept, each with the contractor's place: they end by themselves
            within the horizon, or another one with her runs that started later.
        banned: Contractors who are left out, by their places.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        contractors: Sequence[Contractor],
        business: Business,
        engagements: Sequence[Engagement],
        on: dt.date | None,
    ) -> None:
        """Look everything up."""
        self.tasks, self.contractors, self.business, self.on = tuple(tasks), tuple(contractors), business, on
        self.months = business.horizon_months
        self.banned: set[int] = set()
        self.running: dict[int, Engagement] = {}
        self.leaving: list[tuple[int, Engagement]] = []
        self.works: dict[tuple[int, int], Work] = {}
        self.terms: list[Terms] = []
        self.ways: list[tuple[int, int]] = []
        self.times = [occurrences_in(task.recurrence.counts(self.months, on=on)) for task in self.tasks]
        for site, contractor in enumerate(self.contractors):
            hers = [index for index, task in enumerate(self.tasks) if not task.keep and contractor.can(task)]
            works = works_of([self.tasks[index] for index in hers], contractor, business, on)
            self.works.update({(index, site): work for index, work in zip(hers, works, strict=True)})
            self.terms += self._choices(site, self._standing(site, engagements), works)
        self.rooms = [self._room(terms) for terms in self.terms]
        self.blocks = [self._block(terms) for terms in self.terms]
        for state, terms in enumerate(self.terms):
            for index in range(len(self.tasks)):
                work = self.works.get((index, terms.site))
                room = self.rooms[state]
                if work is not None and (work.once or not terms.once) and self.hours(work) <= room and room > 0.0:
                    self.ways.append((index, state))
        self.ways += [(index, NO_STATE) for index in range(len(self.tasks)) if self.kept(index) is not None]
        self.components = [self._lump(*way) for way in self.ways]
        self.alone = tuple(self.components)
        self.loads: dict[int, tuple[float, frozenset[int]]] = {}
        self.penalties = self._penalties()

    def _standing(self, site: int, engagements: Sequence[Engagement]) -> Relationship:
        """How the owner stands with a contractor; what runs and cannot be kept is noted as leaving."""
        contractor, on = self.contractors[site], self.on
        relationship = relationship_with(contractor, self.tasks, self.business, engagements, on)
        if on is None or relationship.running is None:
            return relationship
        last, kept = on + relativedelta(months=self.months), relationship.running
        if kept.end is not None and kept.end + dt.timedelta(days=1) < last:
            relationship = relationship._replace(running=None, others=())
        self.leaving += [
            (site, each)
            for each in engagements
            if each.contractor.name == contractor.name
            and each.retainer is not None
            and each.active(on)
            and each is not relationship.running
        ]
        return relationship

    def _choices(self, site: int, relationship: Relationship, works: Sequence[Work]) -> Iterator[Terms]:
        """The terms on which a contractor may do some works; those of a retainer that runs are kept or ended."""
        contractor = self.contractors[site]
        if relationship.running is not None:
            self.running[site] = relationship.running
            yield Terms(site, contractor, relationship, relationship.running.retainer)
            if not relationship.others:  # else other work goes on there, so that it is kept
                yield Terms(site, contractor, relationship._replace(running=None), None)
            return
        yield Terms(site, contractor, relationship, None)
        offers = contractor.retainers
        if offers is None:
            offers = tuple(Retainer.typical(hours, contractor.rate) for hours in self._ladder(works))
        some_once = any(work.once for work in works)
        for offer in offers:
            yield Terms(site, contractor, relationship, offer)
            if some_once and payback.months_committed(self.months, offer.minimum_months, once=True) < self.months:
                yield Terms(site, contractor, relationship, offer, once=True)

    def _ladder(self, works: Sequence[Work]) -> list[float]:
        """The hours of typical blocks that are worth trying for some works."""
        most = math.fsum(self.hours(work) for work in works)
        steps = [TYPICAL_BLOCK]
        while steps[-1] < most:
            steps.append(max(steps[-1] + BLOCK_STEP, BLOCK_STEP * round(steps[-1] * LADDER / BLOCK_STEP)))
        return steps

    def _room(self, terms: Terms) -> float:
        """Hours a month that the owner may take of a contractor's."""
        available = terms.contractor.availability
        month = available.people * available.hours_per_week * MONTH_DAYS / 7.0
        if self.on is not None:
            last = self.on + relativedelta(months=self.months)
            month = min(month, available.calendar.hours_between(self.on, last) / self.months)
        taken = available.regular_load + (available.one_off_load if terms.retainer is None else 0.0)
        others = math.fsum(self.hours(work) for work in terms.relationship.others)
        return max(0.0, month * (1.0 - taken) * FULL - others)

    def _block(self, terms: Terms) -> float:
        """Hours of a retainer's block that are free, a month over the horizon; what already runs there is taken off."""
        if terms.retainer is None:
            return math.inf
        months = min(self._committed(terms), self.months)
        others = math.fsum(self.hours(work) for work in terms.relationship.others)
        return max(0.0, terms.retainer.hours * months / self.months - others)

    def _committed(self, terms: Terms) -> int:
        """Months for which the block is there."""
        if terms.retainer is None or terms.relationship.running is not None:
            return self.months
        return payback.months_committed(self.months, terms.retainer.minimum_months, once=terms.once)

    def _fees(self, terms: Terms) -> float:
        """The fees of the horizon that choosing these terms costs."""
        if terms.retainer is None:
            return 0.0
        if terms.relationship.running is None:
            return self._committed(terms) * terms.retainer.monthly_fee
        return self.case(terms, ()).fees

    def _lump(self, task: int, state: int) -> float:
        """Expected hours a month above the block, of a task by itself, that its mean hours do not tell."""
        if state == NO_STATE or self.terms[state].retainer is None:
            return 0.0
        terms, work = self.terms[state], self.works[task, self.terms[state].site]
        case = self.case(terms, (work,))
        linear = max(0.0, self.hours(work) - self.blocks[state])
        return max(0.0, case.overage_hours() / self.months - linear)

    def _penalties(self) -> tuple[float, ...]:
        """What leaving a task undone counts, a month: twice the dearest way of all, so that it happens only in need."""
        states = [self._state(index) for index in range(len(self.terms))]
        dearest = 0.0
        for way, (_, state) in enumerate(self.ways):
            column = self._column(way, {})
            fixed, above = (states[state].fixed, states[state].overage) if state != NO_STATE else (0.0, 0.0)
            dearest = max(dearest, column.cost + fixed + above * column.block)
        return (DEAREST * dearest or 1.0,) * len(self.tasks)

    def hours(self, work: Work) -> float:
        """Mean hours of a work a month."""
        return work.occurrences * work.size / self.months

    def case(self, terms: Terms, works: Sequence[Work]) -> Case:
        """Works on some terms as a score's case."""
        return Case(tuple(works), terms.contractor, self.business, terms.relationship, terms.retainer)

    def sunk(self, site: int) -> float:
        """Fees a month of retainers that run with a contractor which are owed whatever is decided."""
        if self.on is None:
            return 0.0
        last = self.on + relativedelta(months=self.months)
        owed = [each.fees(self.on, min(last, each.released(self.on))) for where, each in self.leaving if where == site]
        if site in self.running:
            running = self.running[site]
            owed.append(running.fees(self.on, last if self.stays(site) else min(last, running.released(self.on))))
        return math.fsum(owed) / self.months

    @property
    def owed(self) -> float:
        """Fees a month that are owed whatever is decided, of all retainers that run."""
        return math.fsum(self.sunk(site) for site in range(len(self.contractors)))

    def stays(self, site: int) -> bool:
        """Whether a retainer that runs must be kept, because other work goes on there."""
        return all(terms.retainer is not None for terms in self.terms if terms.site == site)

    @property
    def most_cash(self) -> float:
        """Money a month that may leave the business: the budget, or the fees owed anyway where these are more."""
        budget = self.business.monthly_budget
        return math.inf if budget is None else max(budget, self.owed)

    def kept(self, task: int) -> CostRows | None:
        """What keeping a task costs a month, nothing if it does not come; None where the owner cannot do it."""
        if not self.times[task]:
            return CostRows()
        return kept_costs([(self.tasks[task], self.times[task])], self.business)

    def kept_hours(self, task: int) -> float:
        """Hours of the owner that keeping a task takes, a month."""
        return self.times[task] * (self.tasks[task].hours_if_kept or 0.0) / self.months

    def bundle(self, state: int, tasks: Sequence[int]) -> Bundle:
        """What tasks on some terms truly come to; a typical retainer is sized to them where that is cheaper."""
        terms = self.terms[state]
        found = self._bundle(terms, tasks)
        if terms.retainer is not None and terms.contractor.retainers is None and terms.relationship.running is None:
            hours = math.fsum(self.hours(work) for work in found.case.works)
            sized = terms._replace(retainer=Retainer.typical(hours, terms.contractor.rate))
            found = min(found, self._bundle(sized, tasks), key=lambda each: each.rows.total)
        return found

    def _bundle(self, terms: Terms, tasks: Sequence[int]) -> Bundle:
        """What tasks on these very terms come to."""
        works = [self.works[task, terms.site] for task in tasks]
        case = self.case(terms, works)
        balance = case.weigh()
        costs = costs_of(case, balance, possible=True)
        regular = terms.retainer is not None
        rows = costs.outsource if regular and costs.outsource is not None else costs.out_task
        waiting = [
            job.occurrences * (job.regular_loss if regular else job.one_off_loss) / self.months for job in balance.jobs
        ]
        owner = 0.0 if terms.relationship.known else self.business.hiring_hours
        if regular:
            owner += 0.0 if terms.relationship.retained else self.business.onboarding_hours
        else:
            owner += math.fsum(job.occurrences for job in balance.jobs) * self.business.briefing_hours
        return Bundle(terms, tuple(tasks), case, rows, tuple(waiting), balance.overage_hours, owner / self.months)

    def learn(self, choice: Sequence[int]) -> tuple[Bundle, ...]:
        """The bundles of a choice; the prices of the next problem follow them."""
        held: dict[int, list[int]] = {}
        lumpy: dict[int, list[float]] = {}
        for task, way in enumerate(choice):
            if way != UNDONE and self.ways[way][1] != NO_STATE:
                held.setdefault(self.ways[way][1], []).append(task)
                lumpy.setdefault(self.ways[way][1], []).append(self.alone[way])
        bundles = {state: self.bundle(state, tasks) for state, tasks in sorted(held.items())}
        self.loads = {
            bundle.terms.site: (bundle.case.own_hours_per_day(), frozenset(bundle.tasks)) for bundle in bundles.values()
        }
        for state, bundle in bundles.items():  # a typical retainer that was sized to its bundle stands in its place
            self.terms[state], self.blocks[state] = bundle.terms, self._block(bundle.terms)
            if bundle.terms.relationship.others:  # in months in which these bring little, more of the block is free
                hours = math.fsum(self.hours(work) for work in bundle.case.works)
                self.blocks[state] = max(self.blocks[state], hours - bundle.overage_hours / self.months)
        for way, (task, state) in enumerate(self.ways):
            if state in bundles and task in held[state] and self.terms[state].retainer is not None:
                bundle = bundles[state]
                hours = math.fsum(self.hours(work) for work in bundle.case.works)
                components = bundle.overage_hours / self.months - max(0.0, hours - self.blocks[state])
                share = self.hours(self.works[task, bundle.terms.site]) / hours if hours else 0.0
                if whole := math.fsum(lumpy[state]):  # a large rare project bears them rather than steady work
                    share = self.alone[way] / whole
                self.components[way] = max(0.0, components) * share
        return tuple(bundles.values())

    def problem(self) -> Problem:
        """The array problem at the present prices, in money and hours a month."""
        cached: dict[tuple[int, bool, float], Wait] = {}
        states = tuple(self._state(index) for index in range(len(self.terms)))
        columns = tuple(self._column(way, cached) for way in range(len(self.ways)))
        hours = self.business.owner_hours_per_month
        return Problem(
            self.penalties,
            states,
            columns,
            self.most_cash - self.owed,
            math.inf if hours is None else hours,
        )

    def _state(self, index: int) -> State:
        """Some terms as a state."""
        terms, business = self.terms[index], self.business
        fees = self._fees(terms) / self.months
        hours = 0.0 if terms.relationship.known else business.hiring_hours
        overage = 0.0
        if terms.retainer is not None:
            hours += 0.0 if terms.relationship.retained else business.onboarding_hours
            overage = terms.retainer.hourly_overage(terms.contractor.rate)
        owner = hours / self.months
        room = -1.0 if terms.site in self.banned else self.rooms[index]
        return State(terms.site, fees + owner * business.owner_rate, room, self.blocks[index], overage, fees, owner)

    def _column(self, way: int, cached: dict[tuple[int, bool, float], Wait]) -> Column:
        """A task on some terms, or kept, at the present prices."""
        task, state = self.ways[way]
        if state == NO_STATE:
            rows = self.kept(task)
            return Column(task, state, rows.total if rows else 0.0, owner=self.kept_hours(task))
        terms, business = self.terms[state], self.business
        work = self.works[task, terms.site]
        load, members = self.loads.get(terms.site, (None, frozenset()))
        if load is None:
            load = self.case(terms, ()).own_hours_per_day()
        if task not in members and not work.once:
            load += self.hours(work) / MONTH_DAYS
        key = (terms.site, terms.retainer is not None, load)
        if (wait := cached.get(key)) is None:
            available = terms.contractor.availability
            wait = available.wait(regular=key[1], own_jobs_per_day=load / available.job_hours)
            cached[key] = wait
        urgency, search = work.task.urgency, business.hiring_hours * business.owner_rate
        loss = payback.lateness_loss(wait, urgency.cost_per_day, urgency.slack_days, business.replacement_days, search)
        waiting, hours = work.occurrences * loss / self.months, self.hours(work)
        if terms.retainer is not None:
            above = terms.retainer.hourly_overage(terms.contractor.rate) * self.components[way]
            return Column(task, state, waiting + above, hours, hours, above)
        price = work.occurrences * work.billed * terms.contractor.rate / self.months
        briefing = work.occurrences * business.briefing_hours / self.months
        return Column(task, state, price + briefing * business.owner_rate + waiting, hours, 0.0, price, briefing)
