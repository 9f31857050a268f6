"""In what words bad input is refused: by class (or function), field, value, and what is accepted instead."""

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import pytest

import delegation
from delegation import Contractor, DelegationError, Engagement, Mode, Retainer, Rule, Task

d: Any = delegation
"""What is asked here would not pass a type checker."""

DAY = dt.date(2026, 1, 5)
MOMENT = dt.datetime(2026, 1, 5, 9)
UTC = MOMENT.replace(tzinfo=dt.UTC)
TASK = Task("news", hours=3)
ENDING = Task("news", hours=3, recurrence=Rule("FREQ=DAILY;COUNT=3", DAY))
ANN = Contractor("Ann", rate=50)
TERMS = Retainer(450, 10)
RUNNING = Engagement(ANN, tasks=[TASK, d.Task("other", hours=1)], mode=Mode.OUTSOURCE, start=DAY, retainer=TERMS)

NO_RULE = (
    "it takes a rule such as FREQ=MONTHLY or FREQ=WEEKLY;BYDAY=MO (RFC 5545: parts NAME=VALUE joined by ;); "
    "words such as weekly, and numbers, are for Task(recurrence=...)"
)

TASK_HOURS = "it takes a number above 0 and up to 1,000,000, working hours of one occurrence"
A_DAY = "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)"
A_RATE = "it takes a number from 0 to 1e15, money an hour"
TASKS = "it takes Task objects"
ENGAGEMENTS = "it takes Engagement objects"
CONTRACTORS = "it takes Contractor objects"
A_BUSINESS = "it takes one Business"
A_NAME = "it takes a name, text that is not empty"
PER_MONTH = "it takes a number from 0 to 1,000,000, occurrences a month"
YOUR_HOURS = "it takes a number from 0 to 1,000,000, your hours"
MONTHS = "it takes a whole number from 0 to 120, months"
A_START = "it takes a date or a datetime from the years 1900 to 2999, or None"
NEVER = "it never falls on a day: no calendar has such a day"
COUNT = "COUNT takes a whole number from 1 to 10000"
A_RECURRENCE = (
    "it takes a number of times a month, words such as weekly, None (once), an RFC 5545 rule as text, "
    "a list of the days of past jobs, or a Rate, Rule, Once or History"
)
NAME = ", and this is only a name"
SKILLS = 'it takes one skill or a list of them, such as ["web", "copy"], none of them empty or with , or ;'

BAD_INPUT: list[tuple[Callable[[], object], str, str]] = [
    (lambda: d.Task("", hours=1), "Task.name = ''", A_NAME),
    (lambda: d.Task(3, hours=1), "Task.name = 3", A_NAME),
    (
        lambda: d.Task("news", hours=0),
        "Task.hours = 0",
        TASK_HOURS,
    ),
    (
        lambda: d.Task("news", hours=-2),
        "Task.hours = -2",
        TASK_HOURS,
    ),
    (
        lambda: d.Task("news", hours=math.nan),
        "Task.hours = nan",
        TASK_HOURS,
    ),
    (
        lambda: d.Task("news", hours=math.inf),
        "Task.hours = inf",
        TASK_HOURS,
    ),
    (
        lambda: d.Task("news", hours="two"),
        "Task.hours = 'two'",
        TASK_HOURS,
    ),
    (
        lambda: d.Task("news", hours=True),
        "Task.hours = True",
        TASK_HOURS,
    ),
    (
        lambda: d.Task("news", hours=10**400),
        "Task.hours = 100000000000000000...0000000000000000000",
        TASK_HOURS,
    ),
    (
        lambda: d.Task("news", hours=2_000_000),
        "Task.hours = 2e+06",
        TASK_HOURS,
    ),
    (
        lambda: d.Task("news", hours=1, skill=None),
        "Task.skill = None",
        'it takes one skill, such as "web", or "" where none is needed',
    ),
    (
        lambda: d.Task("news", hours=1, recurrence=-1),
        "Rate.per_month = -1",
        PER_MONTH,
    ),
    (
        lambda: d.Task("news", hours=1, recurrence=math.nan),
        "Rate.per_month = nan",
        PER_MONTH,
    ),
    (
        lambda: d.Task("news", hours=1, recurrence="wekly"),
        "Task.recurrence = 'wekly'",
        "did you mean 'weekly'?",
    ),
    (
        lambda: d.Task("news", hours=1, recurrence=4, start=DAY),
        "Task.start = datetime.date(2026, 1, 5)",
        "it would count for nothing: 4 a month comes at any moment, from no day on; leave one of the two out",
    ),
    (
        lambda: d.Task("news", hours=1, recurrence="weekly", start="2026-01-05"),
        "Task.start = '2026-01-05'",
        A_START,
    ),
    (
        lambda: d.Task("news", hours=1, recurrence="FREQ=HOURLY"),
        "Rule.rule = 'FREQ=HOURLY'",
        "FREQ=HOURLY is finer than a day; describe such work by its days, or as a Rate",
    ),
    (
        lambda: d.Task("news", hours=1, recurrence=[DAY, "soon"]),
        "Task.recurrence = 'soon'",
        f"in a list stand days of past jobs; {A_RECURRENCE}",
    ),
    (
        lambda: d.Task("news", hours=1, recurrence=[]),
        "Task.recurrence = ()",
        f"an empty list does not say until when nothing came: History([], until=...) does; {A_RECURRENCE}",
    ),
    (
        lambda: d.Engagement(ANN, tasks=TASK, mode=Mode.OUT_TASK, start=DAY, jobs=[d.Job(DAY, 1, task="site")]),
        "Engagement.jobs = 'site'",
        "the job of 2026-01-05 takes the name of a task that is done here: news",
    ),
    (
        lambda: d.Job(DAY, 1, task=3),
        "Job.task = 3",
        'it takes the name of a task, or "" where it is not known',
    ),
    (
        lambda: d.Task("news", hours=1, recurrence=DAY),
        "Task.recurrence = datetime.date(2026, 1, 5)",
        A_RECURRENCE,
    ),
    (lambda: d.Task("news", hours=1, urgency=10), "Task.urgency = 10", "it takes an Urgency"),
    (
        lambda: d.Task("news", hours=1, owner_hours=-1),
        "Task.owner_hours = -1",
        "it takes a number from 0 to 1,000,000, working hours, or None where you cannot do it",
    ),
    (
        lambda: d.Task("news", hours=1, owner_hours="none"),
        "Task.owner_hours = 'none'",
        "it takes a number from 0 to 1,000,000, working hours, or None where you cannot do it",
    ),
    (lambda: d.Task("news", hours=1, keep="yes"), "Task.keep = 'yes'", "it takes True or False"),
    (lambda: d.Contractor("  ", rate=50), "Contractor.name = ''", A_NAME),
    (lambda: d.Contractor("Ann", rate=-1), "Contractor.rate = -1", A_RATE),
    (
        lambda: d.Contractor("Ann", rate="50"),
        "Contractor.rate = '50'",
        A_RATE,
    ),
    (
        lambda: d.Contractor("Ann", rate=1e16),
        "Contractor.rate = 1e+16",
        A_RATE,
    ),
    (
        lambda: d.Contractor("Ann", rate=50, skills=["web", ""]),
        "Contractor.skills = frozenset({'', 'web'})",
        SKILLS,
    ),
    (
        lambda: d.Contractor("Ann", rate=50, skills=3),
        "Contractor.skills = 3",
        SKILLS,
    ),
    (
        lambda: d.Contractor("Ann", rate=50, one_off_minimum_hours=-1),
        "Contractor.one_off_minimum_hours = -1",
        "it takes a number from 0 to 1,000,000, working hours",
    ),
    (
        lambda: d.Contractor("Ann", rate=50, pace=0),
        "Contractor.pace = 0",
        "it takes a number from 0.001 to 20, hours worked for each estimated hour (80% is 0.8)",
    ),
    (
        lambda: d.Contractor("Ann", rate=50, retainers="none"),
        "Contractor.retainers = 'none'",
        "it takes Retainer objects, () for none, or None for the typical offer",
    ),
    (
        lambda: d.Contractor("Ann", rate=50, retainers=[450]),
        "Contractor.retainers = [450]",
        "it takes Retainer objects, () for none, or None for the typical offer",
    ),
    (
        lambda: d.Contractor("Ann", rate=50, availability=None),
        "Contractor.availability = None",
        "it takes an Availability",
    ),
    (lambda: d.Retainer(-450, 10), "Retainer.monthly_fee = -450", "it takes a number from 0 to 1e60, money a month"),
    (lambda: d.Retainer(450, -10), "Retainer.hours = -10", "it takes a number from 0 to 1e60, working hours a month"),
    (
        lambda: d.Retainer(450, "10 h"),
        "Retainer.hours = '10 h'",
        "it takes a number from 0 to 1e60, working hours a month",
    ),
    (
        lambda: d.Retainer(450, 10, overage_rate=-1),
        "Retainer.overage_rate = -1",
        "it takes a number from 0 to 1e60, money an hour, or None for the contractor's rate",
    ),
    (
        lambda: d.Retainer(450, 10, rollover_hours=-1),
        "Retainer.rollover_hours = -1",
        "it takes a number from 0 to 1e60, working hours",
    ),
    (
        lambda: d.Retainer(450, 10, minimum_months=1.5),
        "Retainer.minimum_months = 1.5",
        MONTHS,
    ),
    (
        lambda: d.Retainer(450, 10, minimum_months=121),
        "Retainer.minimum_months = 121",
        MONTHS,
    ),
    (
        lambda: d.Retainer(450, 10, notice_months=-1),
        "Retainer.notice_months = -1",
        MONTHS,
    ),
    (
        lambda: d.Retainer.typical(10, 50, discount=1.5),
        "Retainer.typical.discount = 1.5",
        "it takes a number from 0 to 1, a share of the rate (10% is 0.1)",
    ),
    (
        lambda: d.Engagement("Ann", tasks=TASK, mode=Mode.OUT_TASK, start=DAY),
        "Engagement.contractor = 'Ann'",
        f"it takes a Contractor{NAME}",
    ),
    (
        lambda: d.Engagement(ANN, tasks=[], mode=Mode.OUT_TASK, start=DAY),
        "Engagement.tasks = ()",
        "it takes at least one Task",
    ),
    (
        lambda: d.Engagement(ANN, tasks=TASK, mode=Mode.KEEP, start=DAY),
        "Engagement.mode = <Mode.KEEP: 'keep'>",
        "it takes Mode.OUTSOURCE or Mode.OUT_TASK",
    ),
    (
        lambda: d.Engagement(ANN, tasks=TASK, mode="out-task", start=DAY),
        "Engagement.mode = 'out-task'",
        "it takes Mode.OUTSOURCE or Mode.OUT_TASK",
    ),
    (
        lambda: d.Engagement(ANN, tasks=TASK, mode=Mode.OUT_TASK, start="2026-01-05"),
        "Engagement.start = '2026-01-05'",
        A_DAY,
    ),
    (
        lambda: d.Engagement(ANN, tasks=TASK, mode=Mode.OUT_TASK, start=DAY, end=dt.date(2026, 1, 4)),
        "Engagement.end = datetime.date(2026, 1, 4)",
        "it takes a day on or after the start, 2026-01-05",
    ),
    (
        lambda: d.Engagement(ANN, tasks=TASK, mode=Mode.OUTSOURCE, start=DAY),
        "Engagement.retainer = None",
        "it takes a Retainer, the terms of what is outsourced",
    ),
    (
        lambda: d.Engagement(ANN, tasks=TASK, mode=Mode.OUT_TASK, start=DAY, retainer=TERMS),
        "Engagement.retainer = Retainer(monthly_fee=450.0, ...tup_fee=0.0, period_months=1)",
        "it takes None: out-tasked work has no retainer",
    ),
    (
        lambda: d.Engagement(ANN, tasks=TASK, mode=Mode.OUT_TASK, start=DAY, jobs=["a job"]),
        "Engagement.jobs = ['a job']",
        "it takes Job objects",
    ),
    (
        lambda: d.Job("2026-01-05", 2),
        "Job.date = '2026-01-05'",
        A_DAY,
    ),
    (
        lambda: d.Job(dt.date(1899, 12, 31), 2),
        "Job.date = datetime.date(1899, 12, 31)",
        A_DAY,
    ),
    (lambda: d.Job(DAY, -2), "Job.hours = -2", "it takes a number from 0 to 1,000,000, working hours"),
    (
        lambda: d.Job(DAY, 2, waited_days=-1),
        "Job.waited_days = -1",
        "it takes a number from 0 to 1e15, calendar days, or None where it is not known",
    ),
    (
        lambda: d.Job(DAY, 2, price=math.nan),
        "Job.price = nan",
        "it takes a number from 0 to 1e15, money, or None where it is not known",
    ),
    (lambda: d.Business(owner_rate=-1), "Business.owner_rate = -1", A_RATE),
    (
        lambda: d.Business(hiring_hours="2"),
        "Business.hiring_hours = '2'",
        YOUR_HOURS,
    ),
    (
        lambda: d.Business(briefing_hours=math.inf),
        "Business.briefing_hours = inf",
        YOUR_HOURS,
    ),
    (
        lambda: d.Business(onboarding_hours=-3),
        "Business.onboarding_hours = -3",
        YOUR_HOURS,
    ),
    (
        lambda: d.Business(replacement_days=None),
        "Business.replacement_days = None",
        "it takes a number from 0 to 1e15, calendar days",
    ),
    (
        lambda: d.Business(horizon_months=0),
        "Business.horizon_months = 0",
        "it takes a whole number from 1 to 120, months",
    ),
    (
        lambda: d.Business(horizon_months=12.5),
        "Business.horizon_months = 12.5",
        "it takes a whole number from 1 to 120, months",
    ),
    (
        lambda: d.Business(monthly_budget=-1),
        "Business.monthly_budget = -1",
        "it takes a number from 0 to 1e15, money a month, or None for no limit",
    ),
    (
        lambda: d.Business(owner_hours_per_month=-1),
        "Business.owner_hours_per_month = -1",
        "it takes a number from 0 to 1e15, your hours a month, or None for no limit",
    ),
    (lambda: d.Business(reference_urgency=None), "Business.reference_urgency = None", "it takes an Urgency"),
    (
        lambda: d.Business(reference_availability=None),
        "Business.reference_availability = None",
        "it takes an Availability",
    ),
    (lambda: d.Urgency(-1), "Urgency.cost_per_day = -1", "it takes a number from 0 to 1e15, money for a day of delay"),
    (lambda: d.Urgency(1, math.inf), "Urgency.slack_days = inf", "it takes a number from 0 to 1e15, calendar days"),
    (
        lambda: d.Urgency.until("2026-01-05", DAY, 10),
        "Urgency.until.due = '2026-01-05'",
        A_DAY,
    ),
    (
        lambda: d.Urgency.until(DAY, None, 10),
        "Urgency.until.on = None",
        A_DAY,
    ),
    (
        lambda: d.Urgency.until(DAY, DAY, -10),
        "Urgency.cost_per_day = -10",
        "it takes a number from 0 to 1e15, money for a day of delay",
    ),
    (
        lambda: d.Urgency.until(DAY, DAY, 10, -1),
        "Urgency.until.work_days = -1",
        "it takes a number from 0, calendar days",
    ),
    (
        lambda: d.Availability(hours_per_week=0),
        "Availability.hours_per_week = 0",
        "it takes a number above 0 and up to 168, working hours a week",
    ),
    (
        lambda: d.Availability(hours_per_week=169),
        "Availability.hours_per_week = 169",
        "it takes a number above 0 and up to 168, working hours a week",
    ),
    (
        lambda: d.Availability(regular_load=1.1),
        "Availability.regular_load = 1.1",
        "it takes a number from 0 to 1, a share of the contractor's hours (40% is 0.4)",
    ),
    (
        lambda: d.Availability(regular_load=-0.1),
        "Availability.regular_load = -0.1",
        "it takes a number from 0 to 1, a share of the contractor's hours (40% is 0.4)",
    ),
    (
        lambda: d.Availability(one_off_load=math.nan),
        "Availability.one_off_load = nan",
        "it takes a number from 0 to 2, a share of the contractor's hours (25% is 0.25)",
    ),
    (
        lambda: d.Availability(job_hours=0),
        "Availability.job_hours = 0",
        "it takes a number above 0 and up to 1,000,000, working hours of a job",
    ),
    (lambda: d.Availability(people=0), "Availability.people = 0", "it takes a whole number from 1 to 10,000, people"),
    (
        lambda: d.Availability(people=1.5),
        "Availability.people = 1.5",
        "it takes a whole number from 1 to 10,000, people",
    ),
    (
        lambda: d.Availability(time_off=DAY),
        "Availability.time_off = datetime.date(2026, 1, 5)",
        "it takes days, and pairs of a first and a last day (that day included, not before the first)",
    ),
    (
        lambda: d.Availability(time_off=[(dt.date(2026, 1, 9), DAY)]),
        "Availability.time_off = [(datetime.date(2026, 1, 9), datetime.date(2026, 1, 5))]",
        "it takes days, and pairs of a first and a last day (that day included, not before the first)",
    ),
    (
        lambda: d.Availability(bookings=[(DAY, 0)]),
        "Availability.bookings = (datetime.date(2026, 1, 5), 0.0)",
        "it takes pairs of a day and hours (above 0), or of a first and a later last moment",
    ),
    (
        lambda: d.Availability(bookings=[DAY]),
        "Availability.bookings = [datetime.date(2026, 1, 5)]",
        "it takes pairs of a day and hours (above 0), or of a first and a later last moment",
    ),
    (
        lambda: d.Availability(bookings=[(MOMENT, MOMENT)]),
        "Availability.bookings = (datetime.datetime(2026, 1, 5, 9, 0), datetime.datetime(2026, 1, 5, 9, 0))",
        "it takes pairs of a day and hours (above 0), or of a first and a later last moment",
    ),
    (
        lambda: d.Availability(bookings=[(MOMENT, MOMENT.replace(hour=10, tzinfo=dt.UTC))]),
        (
            "Availability.bookings = (datetime.datetime(2026, 1, 5, 9, 0), datetime.datetime(2026, 1, "
            "5...tzinfo=datetime.timezone.utc))"
        ),
        "it takes pairs of a day and hours (above 0), or of a first and a later last moment",
    ),
    (
        lambda: d.Availability(bookings=[(UTC, UTC.replace(hour=10))]),
        "Availability.timezone = None",
        "a booking has a time zone, so one is needed here too, such as Europe/Paris",
    ),
    (
        lambda: d.Availability(timezone="Mars/Phobos"),
        "Availability.timezone = 'Mars/Phobos'",
        "it takes the name of a time zone such as Europe/Paris, or None",
    ),
    (
        d.Availability.from_waits,
        "Availability.from_waits.one_off_days = None",
        "it takes mean calendar days; one of one_off_days and regular_days is needed",
    ),
    (
        lambda: d.Availability.from_waits(one_off_days=0),
        "Availability.from_waits.one_off_days = 0",
        "it takes a number above 0, mean calendar days",
    ),
    (
        lambda: d.Availability.from_waits(regular_days="a week"),
        "Availability.from_waits.regular_days = 'a week'",
        "it takes a number above 0, mean calendar days",
    ),
    (
        lambda: d.Availability.from_waits(one_off_days=3, regular_days=3),
        "Availability.from_waits.regular_days = 3",
        "it takes fewer days than one_off_days, 3: regular clients are served first",
    ),
    (
        lambda: d.Availability.from_waits(one_off_days=8, regular_days=1, job_hours=40),
        "Availability.from_waits.job_hours = 40",
        (
            "jobs of so many hours do not go with these waits: leave job_hours out, or give regular_days "
            "between 8.17 and 65.3 (they are 0.875 busy)"
        ),
    ),
    (
        lambda: d.Availability.from_waits(one_off_days=1e9, regular_days=1e-9),
        "Availability.from_waits.regular_days = 1e-09",
        (
            "no load of 1 x 30 h a week makes regular clients wait so long and one-off clients 1e+09 days: "
            "the two lie too far apart, or too close"
        ),
    ),
    (
        lambda: d.Availability.from_waits(one_off_days=10, regular_days=7, people=200),
        "Availability.from_waits.regular_days = 7",
        (
            "with these two waits their jobs would take 7.23e+48 h each, and up to 1,000,000 is accepted: "
            "check them, or give job_hours"
        ),
    ),
    (
        lambda: d.Availability.from_waits(regular_days=30),
        "Availability.from_waits.regular_days = 30",
        (
            "with jobs of 8 h and the usual mix of clients regular ones wait less than 4.85 days: "
            "give one_off_days too, or larger job_hours"
        ),
    ),
    (
        lambda: d.Availability.from_waits(one_off_days=3, job_hours=0),
        "Availability.job_hours = 0",
        "it takes a number above 0 and up to 1,000,000, working hours of a job",
    ),
    (
        lambda: d.Availability().wait(regular=True, own_jobs_per_day=-1),
        "Availability.wait.own_jobs_per_day = -1",
        "it takes a finite number from 0, jobs a day",
    ),
    (
        lambda: d.Availability().wait(regular=False, own_jobs_per_day=math.inf),
        "Availability.wait.own_jobs_per_day = inf",
        "it takes a finite number from 0, jobs a day",
    ),
    (
        lambda: d.Availability().waits(["news"], regular=True),
        "Availability.waits.tasks = ['news']",
        "it takes one Task or several",
    ),
    (
        lambda: d.Availability().waits(TASK.recurrence, regular=True),
        "Availability.waits.tasks = Once(due=None)",
        "it takes one Task or several",
    ),
    (
        lambda: d.Availability().waits(TASK, regular=True, pace=0),
        "Availability.waits.pace = 0",
        "it takes a number from 0.001 to 20, the contractor's hours per hour of a task's estimate",
    ),
    (
        lambda: d.Availability().waits(TASK, regular=True, pace="20.1"),
        "Availability.waits.pace = '20.1'",
        "it takes a number from 0.001 to 20, the contractor's hours per hour of a task's estimate",
    ),
    (
        lambda: d.Availability().free_hours("2026-01-05", DAY),
        "Availability.free_hours.first = '2026-01-05'",
        A_DAY,
    ),
    (
        lambda: d.Availability().free_hours(DAY, dt.date(2026, 1, 4)),
        "Availability.free_hours.last = datetime.date(2026, 1, 4)",
        "it takes a day from 2026-01-05 on",
    ),
    (
        lambda: d.Availability(time_off=((dt.date(2026, 1, 9), DAY),)),
        "Availability.time_off = ((datetime.date(2026, 1, 9), datetime.date(2026, 1, 5)),)",
        "it takes days, and pairs of a first and a last day (that day included, not before the first)",
    ),
    (lambda: d.Rate(-1), "Rate.per_month = -1", PER_MONTH),
    (lambda: d.Rate("often"), "Rate.per_month = 'often'", PER_MONTH),
    (lambda: d.Rate(1e7), "Rate.per_month = 1e+07", PER_MONTH),
    (
        lambda: d.Rule(""),
        "Rule.rule = ''",
        NO_RULE,
    ),
    (lambda: d.Rule(None), "Rule.rule = None", "it takes an RFC 5545 rule as text, such as FREQ=WEEKLY;BYDAY=MO"),
    (
        lambda: d.Rule("every Monday"),
        "Rule.rule = 'every Monday'",
        NO_RULE,
    ),
    (
        lambda: d.Rule("FREQ=SECONDLY"),
        "Rule.rule = 'FREQ=SECONDLY'",
        "FREQ=SECONDLY is finer than a day; describe such work by its days, or as a Rate",
    ),
    (
        lambda: d.Rule("FREQ=FORTNIGHTLY"),
        "Rule.rule = 'FREQ=FORTNIGHTLY'",
        "FREQ is needed, and takes one of YEARLY, MONTHLY, WEEKLY, DAILY",
    ),
    (
        lambda: d.Rule("FREQ=DAILY;INTERVAL=0"),
        "Rule.rule = 'FREQ=DAILY;INTERVAL=0'",
        "INTERVAL takes a whole number from 1 to 10000",
    ),
    (
        lambda: d.Rule("FREQ=DAILY;COUNT=0", DAY),
        "Rule.rule = 'FREQ=DAILY;COUNT=0'",
        COUNT,
    ),
    (
        lambda: d.Rule("FREQ=DAILY;COUNT=-1", DAY),
        "Rule.rule = 'FREQ=DAILY;COUNT=-1'",
        COUNT,
    ),
    (
        lambda: d.Rule("FREQ=DAILY;COUNT=3"),
        "Rule.rule = 'FREQ=DAILY;COUNT=3'",
        (
            "COUNT and UNTIL need a first day: Rule(rule, start), Task(..., start=...), "
            "or a DTSTART line before the rule"
        ),
    ),
    (
        lambda: d.Rule("FREQ=DAILY;COUNT=3;UNTIL=20261231", DAY),
        "Rule.rule = 'FREQ=DAILY;COUNT=3;UNTIL=20261231'",
        "COUNT and UNTIL exclude each other",
    ),
    (
        lambda: d.Rule("FREQ=DAILY;UNTIL=tomorrow", DAY),
        "Rule.rule = 'FREQ=DAILY;UNTIL=tomorrow'",
        "UNTIL takes a day such as 20261231, or a moment such as 20261231T120000 (UTC with a Z)",
    ),
    (
        lambda: d.Rule("FREQ=DAILY;UNTIL=20251231", DAY),
        "Rule.rule = 'FREQ=DAILY;UNTIL=20251231'",
        "it never falls on a day from its start, 2026-01-05, to its end",
    ),
    (lambda: d.Rule("FREQ=DAILY;FREQ=DAILY"), "Rule.rule = 'FREQ=DAILY;FREQ=DAILY'", "FREQ is given twice"),
    (
        lambda: d.Rule("FREQ=DAILY;BYEASTER=1"),
        "Rule.rule = 'FREQ=DAILY;BYEASTER=1'",
        (
            "'BYEASTER' is no part of a rule; the parts are FREQ, INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY, "
            "BYYEARDAY, BYWEEKNO, BYDAY, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS, WKST"
        ),
    ),
    (
        lambda: d.Rule("FREQ=WEEKLY;BYDAY=MONDAY"),
        "Rule.rule = 'FREQ=WEEKLY;BYDAY=MONDAY'",
        "BYDAY takes weekdays MO to SU joined by commas, each with a number such as 1MO or -1FR or without",
    ),
    (
        lambda: d.Rule("FREQ=WEEKLY;BYDAY=1MO"),
        "Rule.rule = 'FREQ=WEEKLY;BYDAY=1MO'",
        "a numbered BYDAY (such as 1MO) needs FREQ=MONTHLY or YEARLY, not WEEKLY",
    ),
    (
        lambda: d.Rule("FREQ=DAILY", DAY, except_on="2026-01-06"),
        "Rule.except_on = '2026-01-06'",
        "it takes a list of at most 10,000 dates or datetimes",
    ),
    (
        lambda: d.Rule("FREQ=MONTHLY;BYMONTHDAY=32"),
        "Rule.rule = 'FREQ=MONTHLY;BYMONTHDAY=32'",
        "BYMONTHDAY takes whole numbers from 1 to 31 or -31 to -1, joined by commas",
    ),
    (
        lambda: d.Rule("FREQ=WEEKLY;BYMONTHDAY=1"),
        "Rule.rule = 'FREQ=WEEKLY;BYMONTHDAY=1'",
        "BYMONTHDAY does not go with FREQ=WEEKLY: say FREQ=MONTHLY, or BYDAY",
    ),
    (
        lambda: d.Rule("FREQ=YEARLY;BYWEEKNO=20;BYYEARDAY=140"),
        "Rule.rule = 'FREQ=YEARLY;BYWEEKNO=20;BYYEARDAY=140'",
        "BYWEEKNO does not go with BYYEARDAY: name the days of those weeks with BYDAY, such as MO",
    ),
    (
        lambda: d.Rule("FREQ=MONTHLY;BYYEARDAY=1"),
        "Rule.rule = 'FREQ=MONTHLY;BYYEARDAY=1'",
        "BYYEARDAY needs FREQ=YEARLY, not MONTHLY",
    ),
    (
        lambda: d.Rule("FREQ=MONTHLY;BYSETPOS=1"),
        "Rule.rule = 'FREQ=MONTHLY;BYSETPOS=1'",
        "BYSETPOS picks among the days that another BY part names: add BYDAY, say",
    ),
    (
        lambda: d.Rule("FREQ=WEEKLY;WKST=8"),
        "Rule.rule = 'FREQ=WEEKLY;WKST=8'",
        "WKST takes one of MO, TU, WE, TH, FR, SA, SU",
    ),
    (
        lambda: d.Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        "Rule.rule = 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'",
        NEVER,
    ),
    (
        lambda: d.Rule("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", dt.date(2025, 1, 1)),
        "Rule.rule = 'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29'",
        NEVER,
    ),
    (
        lambda: d.Rule("FREQ=DAILY", "2026-01-05"),
        "Rule.start = '2026-01-05'",
        A_START,
    ),
    (
        lambda: d.Rule("FREQ=DAILY", dt.date(1899, 12, 31)),
        "Rule.start = datetime.date(1899, 12, 31)",
        A_START,
    ),
    (
        lambda: d.Rule.from_text(""),
        "Rule.rule = ''",
        "it takes a rule such as FREQ=WEEKLY;BYDAY=MO, alone or as calendars export it",
    ),
    (
        lambda: d.Rule.from_text("FREQ=DAILY\nFREQ=WEEKLY"),
        "Rule.rule = 'FREQ=DAILY\\nFREQ=WEEKLY'",
        "it has 2 rules: write as many tasks, each with one of them",
    ),
    (
        lambda: d.Rule.from_text("DTSTART:20260105\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY"),
        "Rule.rule = 'DTSTART:20260105\\nRRULE:FREQ=DAILY\\nEXRULE:FREQ=WEEKLY'",
        "EXRULE is not read (RFC 5545 has given it up): name the days that are left out in EXDATE lines",
    ),
    (
        lambda: d.Rule.from_text("DTSTART:5 January\nFREQ=DAILY"),
        "Rule.start = 'DTSTART:5 January'",
        (
            "it takes a line such as DTSTART:20260105, DTSTART:20260105T090000Z or "
            "DTSTART;TZID=Europe/Paris:20260105T090000"
        ),
    ),
    (
        lambda: d.Rule.from_text("DTSTART;TZID=Mars/Phobos:20260105T090000\nFREQ=DAILY"),
        "Rule.start = 'DTSTART;TZID=Mars/Phobos:20260105T090000'",
        "'Mars/Phobos' is no known time zone",
    ),
    (lambda: d.Rule.from_text(5), "Rule.rule = 5", "it takes an RFC 5545 rule as text, such as FREQ=WEEKLY;BYDAY=MO"),
    (
        lambda: d.Once("2026-01-05"),
        "Once.due = '2026-01-05'",
        A_DAY,
    ),
    (lambda: d.Once(3), "Once.due = 3", A_DAY),
    (
        lambda: d.Once(dt.date(3000, 1, 1)),
        "Once.due = datetime.date(3000, 1, 1)",
        A_DAY,
    ),
    (
        lambda: d.Task("news", hours=1, skill="admin;web"),
        "Task.skill = 'admin;web'",
        'it takes one skill, such as "web", or "" where none is needed',
    ),
    (
        lambda: d.Contractor("Ann", rate=50, skills="admin, web"),
        "Contractor.skills = frozenset({'admin, web'})",
        SKILLS,
    ),
    (
        lambda: d.Contractor("Ann", rate=50, pace=80),
        "Contractor.pace = 80",
        "it takes a number from 0.001 to 20, hours worked for each estimated hour (80% is 0.8)",
    ),
    (
        lambda: d.Contractor("Ann", rate=50, retainers=d.Retainer(20, 700)),
        "Contractor.retainers = Retainer(monthly_fee=20.0, h...tup_fee=0.0, period_months=1)",
        "a fee of 20 for 700 hours looks swapped where an hour costs 50: write Retainer(monthly_fee=700, hours=20)",
    ),
    (
        lambda: d.Availability(one_off_load=25),
        "Availability.one_off_load = 25",
        "it takes a number from 0 to 2, a share of the contractor's hours (25% is 0.25)",
    ),
    (
        lambda: d.Availability(regular_load=0.9),
        "Availability.regular_load = 0.9",
        (
            "with one_off_load at its default, 0.25, others would take 1.15 of the contractor's hours: "
            "give one_off_load too, 0.1 or less if one-off clients are to be reached"
        ),
    ),
    (
        lambda: d.score(TASK, ANN, on=UTC),
        "score.on = datetime.datetime(2026, 1, 5...tzinfo=datetime.timezone.utc)",
        (
            "a moment in a time zone is one day here and another elsewhere: "
            "give the day, such as datetime.date(2026, 1, 5), or None"
        ),
    ),
    (
        lambda: d.score(TASK, ANN, engagements=RUNNING),
        "score.engagements = Engagement(contractor=Contra...0, period_months=1), jobs=())",
        (
            "the retainer with Ann since 2026-01-05 has no end, so whether it runs depends on the day: "
            "give one, such as on=datetime.date(2026, 1, 5)"
        ),
    ),
    (
        lambda: d.score(d.Task("launch", hours=1, recurrence=d.Once(DAY)), ANN, on=dt.date(2026, 1, 6)),
        "score.tasks = 'launch'",
        (
            "it was due on 2026-01-05, before the day of the question, 2026-01-06: leave it out if it is done, "
            "else give the day by which it is to be done now"
        ),
    ),
    (
        lambda: d.plan(ANN, TASK),
        "plan.tasks = Contractor(name='Ann', skill..., timezone=None, beliefs=()))",
        f"{TASKS}, and this is a Contractor",
    ),
    (lambda: d.score([], ANN), "score.tasks = ()", "it takes at least one Task"),
    (lambda: d.score("news", ANN), "score.tasks = 'news'", TASKS + NAME),
    (lambda: d.score([TASK, 3], ANN), "score.tasks = 3", TASKS),
    (lambda: d.score([TASK, TASK], ANN), "score.tasks = 'news'", "two of them bear this name; each Task needs its own"),
    (lambda: d.score(TASK, "Ann"), "score.contractor = 'Ann'", f"it takes one Contractor{NAME}"),
    (lambda: d.score(TASK, ANN, business=None), "score.business = None", A_BUSINESS),
    (lambda: d.score(TASK, ANN, retainer=450), "score.retainer = 450", "it takes one Retainer"),
    (lambda: d.score(TASK, ANN, engagements=3), "score.engagements = 3", ENGAGEMENTS),
    (
        lambda: d.score(TASK, ANN, engagements=[ANN]),
        "score.engagements = Contractor(name='Ann', skill..., timezone=None, beliefs=()))",
        f"{ENGAGEMENTS}, and this is a Contractor",
    ),
    (
        lambda: d.score(TASK, ANN, on="2026-01-05"),
        "score.on = '2026-01-05'",
        f"{A_DAY}, or None",
    ),
    (
        lambda: d.score(d.Task("books", hours=1), ANN, retainer=d.Retainer(90, 0), engagements=RUNNING, on=DAY),
        "score.retainer = Retainer(monthly_fee=90.0, h...tup_fee=0.0, period_months=1)",
        "the retainer that runs with Ann has other tasks too: leave this out",
    ),
    (lambda: d.recommend("news", ANN), "recommend.task = 'news'", f"it takes one Task{NAME}"),
    (
        lambda: d.recommend([TASK], ANN),
        "recommend.task = [Task(name='news', skill='', ...ndone_cost=None, occasion='')]",
        "it takes one Task; plan takes several",
    ),
    (lambda: d.recommend(TASK, "Ann"), "recommend.contractors = 'Ann'", CONTRACTORS + NAME),
    (lambda: d.recommend(TASK, None), "recommend.contractors = None", CONTRACTORS),
    (
        lambda: d.recommend(TASK, [ANN, ANN]),
        "recommend.contractors = 'Ann'",
        "two of them bear this name; each Contractor needs its own",
    ),
    (lambda: d.recommend(TASK, ANN, business=None), "recommend.business = None", A_BUSINESS),
    (
        lambda: d.recommend(TASK, ANN, engagements="past"),
        "recommend.engagements = 'past'",
        ENGAGEMENTS + NAME,
    ),
    (
        lambda: d.recommend(TASK, ANN, on="2026-01-05"),
        "recommend.on = '2026-01-05'",
        f"{A_DAY}, or None",
    ),
    (lambda: d.recommend(TASK, [], business=None), "recommend.business = None", A_BUSINESS),
    (
        lambda: d.recommend(TASK, [], on="2026-01-05"),
        "recommend.on = '2026-01-05'",
        f"{A_DAY}, or None",
    ),
]
"""What is asked, what of it is refused, and what is accepted instead."""

bad_input = pytest.mark.parametrize(
    ("ask", "refused", "accepted"), BAD_INPUT, ids=[refused for _, refused, _ in BAD_INPUT]
)


def error_of(ask: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as raised:  # noqa: PT011  # of which kind is what the tests ask
        ask()
    return raised.value


@bad_input
def test_bad_input_is_refused_by_class_field_and_value_with_what_is_accepted(
    ask: Callable[[], object], refused: str, accepted: str
) -> None:
    assert str(error_of(ask)).partition("\n  such as ")[0] == f"{refused} is refused: {accepted}"


@bad_input
@pytest.mark.parametrize("kind", [DelegationError, ValueError])
def test_every_refusal_is_a_delegation_error_and_a_value_error(
    ask: Callable[[], object], refused: str, accepted: str, kind: type[Exception]
) -> None:
    assert isinstance(error_of(ask), kind), (refused, accepted)


@bad_input
def test_every_refusal_by_a_class_shows_below_a_call_that_works(
    ask: Callable[[], object], refused: str, accepted: str
) -> None:
    _, _, example = str(error_of(ask)).partition("\n  such as ")

    if refused[0].isupper() and refused.partition(" = ")[0].count(".") == 1:
        assert eval(example, {**vars(delegation), "datetime": dt}), accepted  # noqa: S307  # our own words


of_a_rule_that_ends = pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: d.score(ENDING, ANN), id="score"),
        pytest.param(lambda: d.recommend(ENDING, ANN), id="recommend"),
        pytest.param(lambda: d.recommend(ENDING, []), id="recommend without a contractor"),
        pytest.param(lambda: ENDING.recurrence.per_month, id="per_month"),
    ],
)


@of_a_rule_that_ends
def test_a_rule_that_ends_is_refused_where_a_long_run_rate_is_needed(ask: Callable[[], object]) -> None:
    assert str(error_of(ask)) == (
        "the rule 'FREQ=DAILY;COUNT=3' ends, so it has no rate in the long run: "
        "say from which day to count, such as on=datetime.date(2026, 1, 5)"
    )


@of_a_rule_that_ends
@pytest.mark.parametrize("kind", [DelegationError, ValueError])
def test_that_refusal_is_a_delegation_error_and_a_value_error(ask: Callable[[], object], kind: type[Exception]) -> None:
    assert isinstance(error_of(ask), kind)


def test_every_public_constructor_and_function_is_asked() -> None:
    asked = {refused.partition(" = ")[0].partition(".")[0] for _, refused, _ in BAD_INPUT}

    assert asked == {
        "Availability",
        "Business",
        "Contractor",
        "Engagement",
        "Job",
        "Once",
        "Rate",
        "Retainer",
        "Rule",
        "Task",
        "Urgency",
        "plan",
        "recommend",
        "score",
    }
