"""What each figure means: shown beside it, and together on one page."""

from __future__ import annotations

from portal.foundation.i18n import Lazy, lazy

DEFINITIONS: dict[str, tuple[Lazy, Lazy]] = {
    "cases": (
        lazy("Which cases count"),
        lazy(
            "Every case that was filed on a day of the period, through whatever channel. "
            "Complaints against conduct are confidential and appear in one total only. A case "
            "that was merged leaves the figures at that moment; the case it was merged with goes "
            "on and counts once, from the earliest filing of all that were merged with it. A part "
            "that was split off counts from the filing of the whole."
        ),
    ),
    "now": (
        lazy("How it stands now"),
        lazy(
            "Counted at the printed moment, at most a minute ago. Open: neither resolved nor "
            "closed. Overdue: open, and the next promised moment has passed while the clock ran. "
            "Waiting: the clock stands still, for the reason named. With another agency: referred "
            "outside and not yet back; whether the clock goes on then is the municipality’s "
            "decision (“What stops the clock”). A case that waits for two reasons is counted under "
            "each."
        ),
    ),
    "backlog": (
        lazy("Open cases by age"),
        lazy("Open cases at the printed moment, by the days passed since their filing."),
    ),
    "flow": (
        lazy("In and out each week"),
        lazy(
            "In: cases filed in the week. Out: cases that ended in the week in whatever way, "
            "whenever they were filed. Weeks begin on Monday; the first and the last may be "
            "cut short by the period."
        ),
    ),
    "times": (
        lazy("Half of the cases, nine in ten"),
        lazy(
            "The time by which half of the cases, and nine in ten, have got there, by the "
            "method of Kaplan and Meier: cases that are still open count with the time they have "
            "waited so far, so that slow cases cannot vanish from the figure. “Not yet reached” "
            "means that too many are still open to tell. The range is where the true value lies "
            "with 95 % confidence. There is no average: a few very old cases would decide it."
        ),
    ),
    "office": (
        lazy("Office time"),
        lazy(
            "Seconds in which the office was open, by the municipality’s working calendar with "
            "its holidays. Where the calendar lacks a year, the case is left out of figures in "
            "office time, and their number of cases says so."
        ),
    ),
    "in_time": (
        lazy("Kept in time"),
        lazy(
            "Promises whose due moment lies in the period and has passed: those met by it, of all "
            "of them. Pauses have moved the due moment; a clock that stands still since before it "
            "was due does not count yet. A promise that was replaced or cancelled before it was "
            "due is left out; one that was late by then counts as broken."
        ),
    ),
    "reopened": (
        lazy("Opened again"),
        lazy("Cases of the period that were opened again at least once after they were done."),
    ),
    "ends": (
        lazy("How cases end"),
        lazy(
            "The share of the cases of the period that ended in each way, by the method of Aalen "
            "and Johansen: the ways compete with each other, and what is still open counts as "
            "such. So the shares do not change merely because recent cases are still open."
        ),
    ),
    "unfixed": (
        lazy("Closed without a fix"),
        lazy(
            "Closures of the period that fixed nothing (refused, not ours, cannot be done, no "
            "answer), of all closures with or without a fix. A rise is flagged when both periods "
            "have at least 30 closures, the share rose by five of a hundred or more, and the rise "
            "is more than chance (two-sided, 95 %)."
        ),
    ),
    "ratings": (
        lazy("How reporters rate the result"),
        lazy(
            "The stars that reporters gave, from one to five, after their case had ended; a case "
            "counts once, with what was given last. The share is of four or five stars, of all "
            "that were rated. Most reporters rate nothing, so the number of ratings stands "
            "beside it. There is no average, and under ten ratings only their number is told."
        ),
    ),
    "evidence": (
        lazy("Results shown by a photo"),
        lazy(
            "Resolved cases of the period whose result was recorded with a photo taken afterwards, "
            "of all that are resolved at the moment of the figure. Without a photo a reason must "
            "be written down; their share stands beside it. What is left came from an older "
            "register, which kept neither."
        ),
    ),
    "looks": (
        lazy("The weekly second look"),
        lazy(
            "Each week some of the complaints that were finished in the week before, and still "
            "are, are drawn by lot; complaints against conduct and imported ones are not among "
            "them. Somebody other than who finished it, the head of the unit or the clerk, looks "
            "whether it is really done. The share is of really done ones among all that were "
            "looked at: what nobody can say confirms nothing. The range is where the share among "
            "all finished ones lies with 95% confidence (Wilson). The draw’s seed is kept, so "
            "that the same lots can be drawn again. Counted at the moment the page was made."
        ),
    ),
    "untimed": (
        lazy("Without a trustworthy time"),
        lazy(
            "Cases from an older register that kept no moments, and cases whose moments cannot be "
            "true. They are counted as received and left out of every time."
        ),
    ),
    "few": (
        lazy("Fewer than ten cases"),
        lazy("Then only the count is shown: a share or a time of so few says nothing."),
    ),
    "before": (
        lazy("The period before"),
        lazy(
            "The period of the same kind and length just before this one, counted in the same "
            "way at the same moment."
        ),
    ),
    "moment": (
        lazy("When the figures were counted"),
        lazy(
            "The counts of now are at most a minute old. The rest is counted anew each night, and "
            "in between where that is quick; the page says of which moment it is."
        ),
    ),
}
