"""simulation.playing: how does one run of a business go?

Contractors know nothing of each other, so each is played by themselves. All chance has a name, so that the same task
comes at the same moments whoever does it, and a contractor's other clients come alike whatever you have them do.
"""

import math
from array import array
from collections import Counter
from typing import NamedTuple

import attrs

from delegation.simulation.blocks import Block
from delegation.simulation.book import MONEY, Book, Column
from delegation.simulation.contracts import Contract, Kept, Scenario
from delegation.simulation.months import Months
from delegation.simulation.streams import Dice, Stream

YEAR_DAYS = 365.25


class Run(NamedTuple):
    """What one run came to.

    Attributes:
        number: Which run.
        rows: For every contractor, and then for you, the columns of all months.
        figures: For every contractor, and then for you, the figures of all works.
        after: For every contractor the fees that are owed after the last month.
        departures: What departures cost in it: money.
        events: How many events were played.
    """

    number: int
    rows: tuple["array[float]", ...]
    figures: tuple["array[float]", ...]
    after: tuple[float, ...]
    departures: float
    events: int


def play_run(scenario: Scenario, seed: int, number: int) -> tuple[Run, list[list[Counter[int]]]]:
    """Play a business once.

    Args:
        scenario: The business.
        seed: The seed of all chance.
        number: The number of the run; with the seed it decides everything.

    Returns:
        What it came to, and how many jobs of every work waited how long.
    """
    dice, months = Dice(seed, number), scenario.months
    edges = months.edges
    books, after = [], []
    lost, events = 0.0, 0
    for unknown in scenario.contracts:
        contract = unknown.drawn(dice)
        gaps = departures(contract, dice, edges[-1])
        book, played = play_contract(contract, dice, months, gaps)
        events += played
        if gaps:
            calm, played = play_contract(contract, dice, months, ())
            events += played
            lost += money(book) - money(calm)
        books.append(book)
        after.append(contract.terms.after if contract.terms else 0.0)
    book, played = play_kept(scenario.kept, dice, edges)
    books.append(book)
    run = Run(
        number,
        tuple(book.rows for book in books),
        tuple(book.figures for book in books),
        tuple(after),
        lost,
        events + played,
    )
    return run, [book.bins for book in books]


def money(book: Book) -> float:
    """All money of a book."""
    return math.fsum(amount for index, amount in enumerate(book.rows) if index % len(Column) < MONEY)


def departures(contract: Contract, dice: Dice, last: float) -> tuple[tuple[float, float], ...]:
    """The spans of days between a contractor's leaving and the beginning of who follows them.

    Whoever is on retainer gives notice, and the search begins that day; whoever is not is missed when they are gone.

    Args:
        contract: The contractor.
        dice: Where chance comes from.
        last: Until when.
    """
    rate = contract.departures_per_year / YEAR_DAYS
    if not rate:
        return ()
    rng = dice.of(contract.contractor, "departures")
    notice = contract.terms.notice * YEAR_DAYS / 12.0 if contract.terms else 0.0
    found, day = [], rng.expovariate(rate)
    while day + notice < last:
        gone = math.ceil(day + notice)
        back = float(max(gone, math.ceil(day + contract.replacement_days)))
        found.append((float(gone), back))
        day = back + rng.expovariate(rate)
    return tuple(found)


def play_contract(
    contract: Contract, dice: Dice, months: Months, gaps: tuple[tuple[float, float], ...]
) -> tuple[Book, int]:
    """Play a contractor once.

    Args:
        contract: The contractor.
        dice: Where chance comes from.
        months: How long.
        gaps: See `departures`.

    Returns:
        What is written down, and the number of events.
    """
    edges, works = months.edges, contract.works
    book = Book(works, edges)
    block = Block(book, contract.terms, months, gaps) if contract.terms else None
    queue = contract.queue
    if gaps:
        streams = [attrs.evolve(each, gaps=gaps) if each.watched else each for each in queue.streams]
        queue = attrs.evolve(queue, streams=tuple(streams))
    place = {index: number for number, index in enumerate(_watched(queue.streams))}

    def started(index: int, moment: float, wait: float, hours: float) -> None:
        """Write a job down."""
        work = works[place[index]]
        gone = book.waited(place[index], work, moment, wait)
        entered = queue.streams[index].enters(moment)
        if block is not None and entered < block.terms.last and work.outsourced and not gone:
            block.take(entered, hours)
            return
        book.add(moment, Column.WORK, max(hours, contract.minimum_hours) * contract.rate)
        book.add(moment, Column.HIRING, contract.briefing)

    events = queue.play(dice, last=edges[-1], started=started)
    for day, amount in contract.starting:
        book.add(day, Column.HIRING, amount)
    for _, back in gaps:
        book.add(back, Column.HIRING, contract.replacing)
    if block is not None:
        block.close()
    return book, events


def play_kept(kept: Kept, dice: Dice, edges: tuple[float, ...]) -> tuple[Book, int]:
    """Play once what you do yourself.

    Args:
        kept: What you do.
        dice: Where chance comes from.
        edges: The months.

    Returns:
        What is written down, and the number of events.
    """
    book, streams = Book(kept.works, edges), kept.queue.streams
    watched = _watched(streams)
    place = {index: number for number, index in enumerate(watched)}

    def started(index: int, moment: float, wait: float, hours: float) -> None:
        """Write a job down."""
        number = place[index]
        book.waited(number, kept.works[number], moment, wait)
        book.add(moment, Column.WORK, hours * kept.rate)

    if kept.limited:
        return book, kept.queue.play(dice, last=edges[-1], started=started)
    for index in watched:
        for moment, hours in streams[index].jobs(dice, 0.0, edges[-1]):
            started(index, moment, 0.0, hours)
    return book, 0


def _watched(streams: tuple[Stream, ...]) -> list[int]:
    """Which streams are watched."""
    return [index for index, stream in enumerate(streams) if stream.watched]
