"""The datasets of participation, with the dictionary of their columns."""

from __future__ import annotations

from portal.foundation.i18n import lazy
from portal.reports.open_data import columns as of
from portal.reports.open_data.terms import Dataset
from portal.reports.queries import open_ballots
from portal.reports.queries import open_projects as queries

PROJECTS = Dataset(
    "projects",
    lazy("Projects"),
    lazy("Every published project, with its promised level of influence and its closing words."),
    (
        of.PROJECT,
        of.code("form", lazy("Kind of project")),
        *of.TITLES,
        of.text("summary_th", lazy("Summary in Thai")),
        of.text("summary_en", lazy("Summary in English")),
        of.code("influence", lazy("Promised level of influence (IAP2)")),
        of.AREA,
        *of.AREA_TITLES,
        of.UNIT,
        *of.UNIT_TITLES,
        of.moment("published_at", lazy("When it was published")),
        of.moment("closed_at", lazy("When it was closed; empty where it is not")),
        of.text("closing_th", lazy("Closing statement in Thai")),
        of.text("closing_en", lazy("Closing statement in English")),
        of.ADDRESS,
    ),
    queries.projects,
    queries.projects_stamp,
)
IDEAS = Dataset(
    "ideas",
    lazy("Ideas"),
    lazy(
        "Ideas that everyone can read, with support and the last official answer. No author; what"
        " was hidden, waits for a look or was merged is not in it."
    ),
    (
        of.PROJECT,
        of.number("number", lazy("Number of the idea in its project")),
        of.text("title", lazy("Title, masked")),
        of.text("text", lazy("What was written, masked")),
        of.LANGUAGE,
        of.CATEGORY,
        of.AREA,
        of.moment("created_at", lazy("When it was put forward")),
        of.number("supports", lazy("How many support it")),
        of.number("comments", lazy("How many comments it has")),
        of.code("answer", lazy("The last official answer; empty where there is none")),
        of.moment("answered_at", lazy("When it was first answered")),
        *of.PLACE,
        of.ADDRESS,
    ),
    queries.ideas,
    queries.ideas_stamp,
)
PLAN_ITEMS = Dataset(
    "plan-items",
    lazy("Items of development plans"),
    lazy(
        "The rows of the planning form, one line for each item and year, with what the budget gave."
    ),
    (
        of.PROJECT,
        of.number("number", lazy("Number of the item in its plan")),
        of.text("strategy", lazy("Strategy")),
        of.text("heading", lazy("Programme")),
        *of.TITLES,
        of.text("objective", lazy("Objective")),
        of.text("target", lazy("Target (output)")),
        of.text("indicator", lazy("Indicator")),
        of.text("result", lazy("Expected result")),
        of.text("responsible", lazy("Who is responsible, as the form says")),
        of.AREA,
        of.moment("adopted_at", lazy("When it came into the announced plan")),
        of.moment("withdrawn_at", lazy("When it was withdrawn")),
        of.number("budget_year", lazy("Fiscal year (Common Era)")),
        of.number("planned_baht", lazy("Planned for the year, in baht")),
        of.number("approved_baht", lazy("In the budget of the year, in baht; empty: not in it")),
        of.text("ordinance", lazy("Which budget ordinance")),
        of.ADDRESS,
    ),
    queries.plan_items,
    queries.plan_stamp,
)
MILESTONES = Dataset(
    "milestones",
    lazy("Milestones"),
    lazy("Parts of running works: first plan, plan as it stands, what was done, why it is late."),
    (
        of.PROJECT,
        of.number("milestone", lazy("Number of the milestone")),
        *of.TITLES,
        of.number("weight", lazy("Weight in the progress of the project")),
        of.day("planned_from", lazy("Planned from")),
        of.day("planned_to", lazy("Planned to")),
        of.day("first_to", lazy("Planned to, in the first plan")),
        of.day("begun_on", lazy("Begun on")),
        of.day("done_on", lazy("Done on")),
        of.text("reason_th", lazy("Reason of a delay in Thai")),
        of.text("reason_en", lazy("Reason of a delay in English")),
        of.ADDRESS,
    ),
    queries.milestones,
    queries.milestones_stamp,
)
RESULTS = Dataset(
    "results",
    lazy("Results"),
    lazy("What came of projects: measured before and after, in use since, who answers for what."),
    (
        of.PROJECT,
        of.text("summary_th", lazy("What came of it, in Thai")),
        of.text("summary_en", lazy("What came of it, in English")),
        of.text("measure_th", lazy("What was measured, in Thai")),
        of.text("measure_en", lazy("What was measured, in English")),
        of.text("unit_th", lazy("Unit of measure in Thai")),
        of.text("unit_en", lazy("Unit of measure in English")),
        of.number("before", lazy("Before the project")),
        of.number("after", lazy("After the project")),
        of.day("in_use_on", lazy("In use since")),
        of.text("ours_th", lazy("What the municipality answers for, in Thai")),
        of.text("ours_en", lazy("What the municipality answers for, in English")),
        of.text("theirs_th", lazy("What residents answer for, in Thai")),
        of.text("theirs_en", lazy("What residents answer for, in English")),
        of.ADDRESS,
    ),
    queries.results,
    queries.results_stamp,
)
BALLOTS = Dataset(
    "ballots",
    lazy("Ballots"),
    lazy(
        "Every ballot of votes that were counted, a line for each project it chose. Nothing is"
        " told before the count; no person, no time, nothing that voters stated of themselves."
    ),
    (
        of.PROJECT,
        of.number("vote", lazy("Number of the vote")),
        of.number("ballot", lazy("Number of the ballot in its vote, in an order by lot")),
        of.number("option", lazy("Number of the chosen project; empty on a blank ballot")),
        of.text("option_th", lazy("The chosen project in Thai")),
        of.text("option_en", lazy("The chosen project in English")),
        of.number("price_baht", lazy("Its price in baht")),
        of.number("points", lazy("Points or rank given")),
    ),
    open_ballots.ballots,
    open_ballots.stamp,
)
