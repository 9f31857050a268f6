"""strategies: where do the businesses come from on which hypothesis tries your code?"""

from delegation.strategies.people import availabilities, contractors, retainers
from delegation.strategies.questions import Question, businesses, engagements, jobs, questions
from delegation.strategies.work import histories, recurrences, tasks, urgencies

__all__ = [
    "Question",
    "availabilities",
    "businesses",
    "contractors",
    "engagements",
    "histories",
    "jobs",
    "questions",
    "recurrences",
    "retainers",
    "tasks",
    "urgencies",
]
