"""The two bars of every page: services, and the account; each with the page one is on marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import current_app, request, url_for

from portal.foundation import i18n, web
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import Role

if TYPE_CHECKING:
    from flask import Flask

Item = tuple[object, str]
Bars = Callable[[Role], tuple[list[Item], list[Item]]]

PUBLIC: tuple[Item, ...] = (
    (lazy("Report a problem"), "complaints.new"),
    (lazy("Track your case"), "complaints.track"),
    (lazy("All complaints"), "complaints.public_list"),
    (lazy("Map"), "complaints.public_map"),
    (lazy("Response times"), "response_times.figures"),
    (lazy("Take part"), "projects.projects"),
)
WORK: tuple[Item, ...] = (
    (lazy("Desk"), "complaints.desk"),
    (lazy("Take in a complaint"), "complaints.intake"),
    (lazy("In the field"), "field.day"),
    (lazy("Calls to make"), "channels.calls"),
    (lazy("Desk of ideas"), "ideas.desk_ideas"),
)
WORKS: Item = (lazy("Works that are followed"), "monitoring.desk_monitoring")
PROJECTS: Item = (lazy("Projects"), "projects.desk_projects")
FIGURES: Item = (lazy("Figures"), "response_times.desk_figures")
REPORTS: Item = (lazy("Reports for the council"), "reports.desk_reports")
UNDELIVERED: Item = (lazy("Undelivered notices"), "channels.undelivered")
CONDUCT: Item = (lazy("Complaints against conduct"), "conduct.matters")
"""For those who hold a key to one, whatever their role."""
SETTINGS: Item = (lazy("Settings"), "front.settings")
SETTINGS_PAGES: tuple[tuple[Lazy, Lazy, str], ...] = (
    (
        lazy("Profile of the municipality"),
        lazy("Names, telephone, address, colour and logo, and the letters of the numbers."),
        "set_up.edit_profile",
    ),
    (
        lazy("Units"),
        lazy("Bureaus, divisions and sections that answer for complaints."),
        "set_up.units",
    ),
    (
        lazy("Boundary and areas"),
        lazy("From a GeoJSON file, with a picture and checks before it is taken."),
        "set_up.areas",
    ),
    (
        lazy("Words of the search"),
        lazy("Which words mean the same, so that whoever types one finds them all."),
        "set_up.words",
    ),
    (
        lazy("Texts of notices"),
        lazy("What reporters read by e-mail, in both languages, with a preview."),
        "set_up.texts",
    ),
    (
        lazy("Set-up as a file"),
        lazy("Take the whole set-up out, or take over another municipality’s."),
        "set_up.set_up_file",
    ),
    (
        lazy("Site notices"),
        lazy("A sentence or two on every page, from one moment to another."),
        "announcements.site_notices",
    ),
    (
        lazy("Emergency mode"),
        lazy("Numbers to call on every page, a short form, and categories that wait."),
        "announcements.emergency",
    ),
    (
        lazy("Categories"),
        lazy("What residents choose from, which unit gets it, what is asked, and whom to call."),
        "complaints.categories",
    ),
    (
        lazy("Reply templates"),
        lazy("Texts that officers pick when they answer, ask, finish or close."),
        "complaints.reply_templates",
    ),
    (
        lazy("Unanswered questions"),
        lazy("How long a reporter may take to answer a question, and what follows."),
        "complaints.asking_rule",
    ),
    (
        lazy("Response standards"),
        lazy(
            "Within what time a complaint is acknowledged, answered and resolved, by category, and"
            " from which day on."
        ),
        "response_times.standards",
    ),
    (
        lazy("Working calendar"),
        lazy("Office hours and holidays. All working hours and working days are counted by them."),
        "response_times.calendar",
    ),
    (
        lazy("What stops the clock"),
        lazy("Whether promised times stand still while an outside body has a complaint."),
        "response_times.clock_rules",
    ),
    (
        lazy("Registered population"),
        lazy("How many people live here by area, age and sex, for the rates in reports."),
        "reports.population",
    ),
    (
        lazy("Routing rules"),
        lazy("Which unit or person does a complaint, by category, area, time and words."),
        "complaints.routing",
    ),
    (
        lazy("Outside bodies"),
        lazy("Agencies to whom complaints are referred, and who answer with a reply code."),
        "complaints.outside_bodies",
    ),
    (
        lazy("Likely duplicates: how near is near"),
        lazy("Within how many metres two complaints of a category are at the same place."),
        "complaints.duplicate_radii",
    ),
    (
        lazy("Staff and roles"),
        lazy("Who signs in, as what, and what their work is limited to."),
        "accounts.staff_list",
    ),
    (
        lazy("Who reads complaints against conduct"),
        lazy("The few people who read what comes in on that form from now on."),
        "conduct.recipients",
    ),
    (
        lazy("Log of what staff did"),
        lazy("Who signed in, moved a complaint, opened a contact or changed a setting, and when."),
        "oversight.log",
    ),
    (
        lazy("Personal data"),
        lazy("How long it is kept, whom people ask, incidents, and the record of processing."),
        "rights.overview",
    ),
    (
        lazy("Requests to erase"),
        lazy("Words and photos to be looked at, because somebody asked to be forgotten."),
        "rights.request_list",
    ),
    (
        lazy("Weekly second look"),
        lazy("How many finished complaints are drawn by lot each week, to be looked at once more."),
        "complaints.second_look_settings",
    ),
    (
        lazy("Map for the field"),
        lazy("In which map officers open the way to a complaint."),
        "field.maps",
    ),
    (
        lazy("State of the system"),
        lazy("Whether database, worker, room on the disk and backups are well."),
        "operations.state",
    ),
)
"""What can be set and overseen, as (title, what it is for, endpoint). Each stands on the settings
page of those to whom its own door is open."""
FOOTER: tuple[tuple[Lazy, str], ...] = (
    (lazy("Reports"), "reports.reports"),
    (lazy("Open data"), "reports.open_data"),
    (lazy("Alerts"), "alerts.alerts"),
    (lazy("Proof that nothing was changed"), "response_times.proof"),
    (lazy("Privacy"), "front.privacy"),
    (lazy("Accessibility"), "front.accessibility"),
    (lazy("Staff"), "accounts.staff_door"),
)


def services_for(role: Role) -> list[Item]:
    """The services in the bar, as (words, endpoint)."""
    desk = [*WORK, PROJECTS, WORKS, FIGURES]
    bars: dict[Role, list[Item]] = {
        Role.CLERK: [*desk, REPORTS, UNDELIVERED, SETTINGS, *PUBLIC[2:4]],
        Role.DISPATCHER: [*desk, SETTINGS, *PUBLIC[2:4]],
        Role.OFFICER: [*desk, *PUBLIC[2:4]],
        Role.HEAD: [*desk, *PUBLIC[2:4]],
        Role.MAYOR: [WORK[0], PROJECTS, WORKS, FIGURES, REPORTS, *PUBLIC[2:4]],
        Role.COUNCIL: [REPORTS, *PUBLIC[2:]],
        Role.ADMINISTRATOR: [PROJECTS, WORKS, UNDELIVERED, SETTINGS, *PUBLIC[2:]],
    }
    return bars.get(role) or list(PUBLIC)


def account_for(role: Role) -> list[Item]:
    """The links at the top right, as (words, endpoint)."""
    if role is Role.VISITOR:
        return [(lazy("Sign in"), "accounts.resident_door")]
    mine: list[Item] = [(lazy("My complaints"), "complaints.mine")] if role is Role.RESIDENT else []
    account: Item = (lazy("Account"), "accounts.account")
    return [*mine, account, (lazy("Sign out"), "accounts.leaving")]


def settings_for(role: Role) -> list[tuple[Lazy, Lazy, str]]:
    """What somebody may set or oversee, as (title, what it is for, address)."""
    doors = current_app.view_functions
    return [
        (title, use, url_for(door))
        for title, use, door in SETTINGS_PAGES
        if door in doors and role in getattr(doors[door], "open_to", ())
    ]


def install(app: Flask, bars: Bars) -> None:
    """Give every page its bars."""

    @app.context_processor
    def _bars() -> dict[str, object]:
        if web.profile_or_none() is None:
            return {}
        services, account = bars(web.actor().role)
        return {
            "home": url_for("front.home"),
            "navigation": _marked(services),
            "account": _marked(account),
            "footer_links": _marked([(words, endpoint) for words, endpoint in FOOTER]),
            "other_language_address": web.other_language_address(),
            "here": i18n.language(),
        }


def _marked(items: list[Item]) -> list[tuple[object, str, bool]]:
    """Addresses for what this install has; a room that is not there offers no link."""
    there = current_app.view_functions
    return [(words, url_for(end), request.endpoint == end) for words, end in items if end in there]
