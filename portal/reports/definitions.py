"""What each figure of a report means: one definition each, printed beside it and kept with it."""

from __future__ import annotations

from portal.foundation.i18n import Lazy, lazy
from portal.reports.definitions_of_complaints import COMPLAINTS

DEFINITIONS: dict[str, tuple[Lazy, Lazy]] = {
    # Who took part
    "participants": (
        lazy("People who took part"),
        lazy(
            "Different people with an account and at least one act in the period: an idea, a"
            " support, a comment, a ballot, a forum, work on a task, a gift, an entry in a diary,"
            " work followed, an inspection report, stars, a look by caretakers. Whoever acted many"
            " times counts once."
        ),
    ),
    "acts": (
        lazy("Acts"),
        lazy(
            "All of these acts, also those without an account: ballots on paper, heads counted at"
            " forums, and ideas, people and gifts taken down by staff. What was"
            " taken back, or is hidden, does not count."
        ),
    ),
    "nameless": (
        lazy("Acts without an account"),
        lazy("Acts of which nobody knows whether the same person did several."),
    ),
    "rate": (
        lazy("Participation rate"),
        lazy(
            "People who took part, of all registered residents (of the project’s area, if it has"
            " one)."
        ),
    ),
    "newcomers": (
        lazy("New participants"),
        lazy("Those whose first act of all, in whatever project, lies in the period."),
    ),
    "known_age": (
        lazy("Age is known of"),
        lazy("Participants who stated an age band at their last act. Stating it is voluntary."),
    ),
    "known_sex": (
        lazy("Sex is known of"),
        lazy("Participants who stated their sex at their last act. Stating it is voluntary."),
    ),
    "known_area": (
        lazy("Area is known of"),
        lazy("Participants who were verified for an area, or named one, at their last act."),
    ),
    "representativeness": (
        lazy("Evenness of the rates"),
        lazy(
            "The lowest participation rate of any group by the highest, from 0 to 1. One: every"
            " group takes part alike. Only those count whose group is known."
        ),
    ),
    "similarity": (
        lazy("Likeness to the population"),
        lazy(
            "The sum over all groups of the smaller of two shares: among participants and among"
            " residents, from 0 to 1. One: those who took part are made up like all residents. It"
            " is steadier than evenness where groups are small."
        ),
    ),
    "by_step": (
        lazy("By the five steps"),
        lazy("Who took part in several steps counts once in each, so the steps do not add up."),
    ),
    "by_group": (
        lazy("By group"),
        lazy(
            "Participants by what was known at their last act of the period, residents by"
            " registration. A number that tells of fewer than five people is not told, and"
            " neither is a second one from which it could be found."
        ),
    ),
    "by_channel": (
        lazy("How the acts came"),
        lazy("All acts by the way they came: people’s own telephones, the counter, paper, forums."),
    ),
    "by_level": (
        lazy("How deep"),
        lazy(
            "People by the deepest of their acts, on the five levels of the IAP2 spectrum:"
            " following work informs; stars and comments on a draft consult; ideas, support and"
            " comments involve; inspecting and caring collaborate; a ballot decides."
        ),
    ),
    # Ideas
    "ideas": (
        lazy("Ideas"),
        lazy("Ideas filed in the period that everyone can read. Merged ones count as one."),
    ),
    "ideas_rate": (
        lazy("Ideas for every 1,000 residents"),
        lazy("Ideas, by registered residents, times a thousand."),
    ),
    "replied": (
        lazy("Answered ideas"),
        lazy(
            "Ideas with a public answer, of those whose answer was due by the moment of the"
            " figures."
        ),
    ),
    "reply_in_time": (
        lazy("Answered in time"),
        lazy("Ideas answered by the promised moment, of those whose answer was due by then."),
    ),
    "reply_overdue": (
        lazy("Answers overdue"),
        lazy("Ideas of the period without an answer whose promised moment has passed."),
    ),
    "reply_half": (
        lazy("Half of the ideas are answered within"),
        lazy(
            "Days from the idea to the first answer, by the method of Kaplan and Meier: ideas"
            " without an answer count with the time they have waited so far."
        ),
    ),
    "reply_ninety": (
        lazy("Nine in ten are answered within"),
        lazy("The same for nine in ten."),
    ),
    "by_answer": (
        lazy("What was answered"),
        lazy("Ideas of the period by their last answer."),
    ),
    "funnel": (
        lazy("From idea to use"),
        lazy(
            "Ideas of the period, and how many of them have come so far by the moment of the"
            " figures: along the links that officers set between ideas, plan, budget, contract and"
            " result. Days: the middle value of the days from the step before, where both days are"
            " known. The share is of all ideas."
        ),
    ),
    # Votes
    "votes": (
        lazy("Votes"),
        lazy("Budget votes that were counted in the period; one ballot for each voter."),
    ),
    "ballots": (
        lazy("Ballots"),
        lazy("Valid ballots of these votes, on the web and on paper."),
    ),
    "satisfied_voters": (
        lazy("Voters with at least one project that won"),
        lazy("Ballots that chose at least one winner, of all ballots with a choice."),
    ),
    "citizen_decided": (
        lazy("Money decided by residents"),
        lazy("The prices of all projects that won in these votes."),
    ),
    "by_vote": (
        lazy("Vote by vote"),
        lazy("Each vote that was counted in the period, by its newest count."),
    ),
    # Works
    "milestones": (
        lazy("Milestones kept"),
        lazy(
            "Milestones that were planned to be done in the period and are done, of all that were"
            " planned to be done in it, by the plan as it stands."
        ),
    ),
    "delay": (
        lazy("Delay of milestones"),
        lazy(
            "The middle value of the days from the first plan to the day it was done, of"
            " milestones done in the period. A negative number is early."
        ),
    ),
    "executed": (
        lazy("Money paid"),
        lazy("Paid, of what was approved for the projects’ fiscal years of the period."),
    ),
    "by_money": (
        lazy("Money planned and actual"),
        lazy("Recorded for each project and fiscal year; contracts and payments as of now."),
    ),
    "inspected": (
        lazy("Works that residents inspected"),
        lazy("Running works with at least one report in the period, of all running works."),
    ),
    "findings_in_time": (
        lazy("Findings closed in time"),
        lazy(
            "Findings whose promised moment lies in the period and has passed: those closed by it."
        ),
    ),
    # Forums
    "forums": (
        lazy("Forums held"),
        lazy("Forums that ended in the period and were not called off."),
    ),
    "forum_people": (
        lazy("Attendances at forums"),
        lazy("Everybody counted at a forum. Who came to several counts at each of them."),
    ),
    "announced": (
        lazy("Composition announced before"),
        lazy("Forums whose composition was announced by the day they were held, of all held."),
    ),
    "minutes_in_time": (
        lazy("Minutes within 15 days"),
        lazy("Minutes published within 15 days, of all forums for which those days are over."),
    ),
    "by_forum": (
        lazy("Forums by day"),
        lazy("Who was invited, who came, and how many decisions were recorded."),
    ),
    # Work together
    "volunteers": (
        lazy("People who worked"),
        lazy(
            "Different people who came to a task in the period: each account once, and everybody"
            " who was taken down without one."
        ),
    ),
    "hours": (
        lazy("Hours of work given"),
        lazy("Hours recorded for everybody who came, in tasks that ended in the period."),
    ),
    "attended": (
        lazy("Came, of those with a place"),
        lazy("Of everybody with a place on a task of the period of whom it is recorded."),
    ),
    "gifts": (
        lazy("Gifts received"),
        lazy("Things given for projects and received in the period. Money is not taken."),
    ),
    "gift_value": (
        lazy("Worth of the gifts"),
        lazy("The usual price on the day each came, as staff recorded it."),
    ),
    "by_together": (
        lazy("Work together, by project"),
        lazy("Who came to several tasks counts at each of them."),
    ),
    # Results
    "in_use": (
        lazy("Projects in use"),
        lazy("Projects whose result has been used since a day in the period."),
    ),
    "satisfaction": (
        lazy("Content with the result"),
        lazy(
            "Answers of four or five stars, of all given in the period. The range is where the"
            " true share lies with 95 % (Wilson); those who answer are no sample of all."
        ),
    ),
    "by_benefit": (
        lazy("Who benefits, by area"),
        lazy(
            "People who benefit from projects in use, as recorded for each area. Somebody may"
            " benefit from several projects."
        ),
    ),
    "benefit_gini": (
        lazy("Evenness of benefit (Gini)"),
        lazy(
            "How unevenly benefits for each resident are spread over the areas: 0 where every area"
            " has the same, towards 1 where one has all (Brown’s formula)."
        ),
    ),
    "cared": (
        lazy("Shared care"),
        lazy(
            "Projects in use with a pact of caretakers that goes on and a look in the last twelve"
            " months, of all projects in use."
        ),
    ),
    # Fair play
    "hidden": (
        lazy("Hidden by staff"),
        lazy("Ideas and comments on ideas of the period that were hidden, of all that were filed."),
    ),
    "appeals": (
        lazy("Appeals that were right"),
        lazy("Appeals against hiding that were decided in the period and found right."),
    ),
    **COMPLAINTS,
}
