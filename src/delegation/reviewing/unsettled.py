"""reviewing.unsettled: of which verdict is too little known, and how many more jobs would settle it?"""

from delegation._formatting.phrases import counted, listed, money, probability
from delegation.errors import titled
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.reviewing.advice import Advice, Fact, Kind
from delegation.reviewing.likelihood import MOST_MORE, Likelihood, Surely, jobs_to_settle
from delegation.reviewing.situation import Situation


def unsettled(
    situation: Situation,
    contractor: str,
    tasks: tuple[Task, ...],
    *,
    question: str,
    offer: Retainer,
    sure: Likelihood,
    surely: Surely,
) -> list[Advice]:
    """That it is not known whether to change something; nothing where that is known, or hardly matters.

    Args:
        situation: What the review looks at.
        contractor: The contractor's name.
        tasks: The tasks.
        question: What is not known, in words that begin with "whether".
        offer: The retainer in question.
        sure: How sure it is that there is a saving.
        surely: The same for tasks as they may become.
    """
    enough, (chance, loss) = situation.least_confidence, sure
    if max(chance, 1.0 - chance) >= enough or loss < situation.least_money:
        return []
    more = jobs_to_settle(tasks, surely, confidence=enough)
    settled = f"even {MOST_MORE} more jobs would not settle it"
    if more is not None:
        settled = f"about {counted(more, 'more job')} would settle it"
    jobs = [(len(history.dates), history.dates[0]) for task in tasks if (history := situation.histories.get(task.name))]
    seen = sum(many for many, _ in jobs)
    what = listed([titled(task.name) for task in tasks])
    told = (
        f"Too little is known of {what} to say {question} ({probability(chance)} likely, from {counted(seen, 'job')}): "
        f"{settled}. Deciding now costs you {money(loss, situation.business.currency)} a month on average."
    )
    since = min((day for _, day in jobs), default=situation.on)
    evidence = [Fact("jobs known", seen, since)]
    if more is not None:
        evidence.append(Fact("more jobs that would settle it", more, situation.on))
    return [
        Advice(
            kind=Kind.UNSETTLED,
            contractor=contractor,
            tasks=tuple(task.name for task in tasks),
            sentence=told,
            money=loss,
            confidence=1.0 - chance,
            retainer=offer,
            evidence=tuple(evidence),
        )
    ]
