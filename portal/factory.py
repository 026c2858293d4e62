"""The portal put together.

This is the only place that names every room and what one room shows on another’s pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import tables
from portal.accounts import commands as account_commands
from portal.accounts import reach
from portal.accounts import views as accounts
from portal.alerts import views as alerts
from portal.announcements import naming, terms
from portal.announcements import views as announcements
from portal.attachments import handlers as attachment_handlers
from portal.attachments import views as attachments
from portal.channels import caretaking as care_news
from portal.channels import chain as chain_news
from portal.channels import closings, discretion, followers
from portal.channels import drafts as draft_news
from portal.channels import forums as forum_news
from portal.channels import handlers as channel_handlers
from portal.channels import hiding as hiding_news
from portal.channels import ideas as idea_news
from portal.channels import previews as channel_previews
from portal.channels import tasks as task_news
from portal.channels import views as channels
from portal.channels import works as work_news
from portal.complaints import commands as complaint_commands
from portal.complaints import views as complaints
from portal.complaints.duplicates import handlers as duplicate_handlers
from portal.complaints.handing_over import handlers as hand_over_handlers
from portal.complaints.queries import choices
from portal.complaints.queries.binding import ComplaintSteps
from portal.complaints.replying import previewing
from portal.conduct import commands as conduct_commands
from portal.conduct import views as conduct
from portal.conduct.queries import recipients as conduct_recipients
from portal.field import views as field
from portal.foundation import (
    assets,
    database,
    dates,
    fulltext,
    i18n,
    limits,
    logs,
    navigation,
    telemetry,
    web,
)
from portal.foundation.policy import Role
from portal.front import views as front
from portal.municipalities import queries as municipalities
from portal.offline import views as offline
from portal.operations import commands as operations
from portal.operations import views as operation_views
from portal.oversight import views as oversight
from portal.participation import commands as participation_commands
from portal.participation import tellers as chain_tellers
from portal.participation.ballots import panel as ballot_panel
from portal.participation.ballots import views as ballots
from portal.participation.chain import views as chain
from portal.participation.drafts import views as drafts
from portal.participation.forums import panel as forum_panel
from portal.participation.forums import views as forums
from portal.participation.ideas import views as ideas
from portal.participation.ledger import views as ledger
from portal.participation.monitoring import panel as work_panel
from portal.participation.monitoring import views as monitoring
from portal.participation.plans import views as plans
from portal.participation.projects import panels as project_panels
from portal.participation.projects import views as projects
from portal.participation.projects.terms import Tool
from portal.participation.residents import views as residents
from portal.participation.results import panel as result_panel
from portal.participation.results import views as results
from portal.participation.tasks import panel as task_panel
from portal.participation.tasks import views as tasks
from portal.places import commands as place_commands
from portal.places import queries as places_there
from portal.places import views as places
from portal.reports import views as reports
from portal.response_times import commands as response_time_commands
from portal.response_times import views as response_times
from portal.response_times.figures import rooms
from portal.response_times.proof import sources
from portal.rights import commands as rights_commands
from portal.rights import views as rights
from portal.set_up import views as set_up

if TYPE_CHECKING:
    from config import Config
    from portal.municipalities.queries import Profile

RELEASE = "0.1.0"

ROOMS = (
    front.blueprint,
    accounts.blueprint,
    attachments.blueprint,
    places.blueprint,
    announcements.blueprint,
    response_times.blueprint,
    complaints.blueprint,
    conduct.blueprint,
    field.blueprint,
    projects.blueprint,
    residents.blueprint,
    ledger.blueprint,
    chain.blueprint,
    ideas.blueprint,
    ballots.blueprint,
    plans.blueprint,
    drafts.blueprint,
    monitoring.blueprint,
    results.blueprint,
    tasks.blueprint,
    forums.blueprint,
    channels.blueprint,
    alerts.blueprint,
    reports.blueprint,
    rights.blueprint,
    operation_views.blueprint,
    oversight.blueprint,
    offline.blueprint,
    set_up.blueprint,
)
COMMANDS = (
    account_commands,
    complaint_commands,
    conduct_commands,
    participation_commands,
    place_commands,
    response_time_commands,
    rights_commands,
    operations,
)

__all__ = [
    "attachment_handlers",
    "care_news",
    "chain_news",
    "channel_handlers",
    "closings",
    "create_app",
    "discretion",
    "draft_news",
    "duplicate_handlers",
    "followers",
    "forum_news",
    "hand_over_handlers",
    "hiding_news",
    "idea_news",
    "tables",
    "task_news",
    "work_news",
]


def create_app(config: Config) -> Flask:
    """The portal on these settings, ready to serve."""
    logs.install(as_json=config.logs_as_json)
    app = Flask("portal", static_folder=None, template_folder="foundation/templates")
    app.config["PORTAL"] = config
    app.config["TESTING"] = config.testing
    app.config["RELEASE"] = RELEASE
    app.config["PAGE_POLICY"] = web.content_security_policy(_origin(config.tile_address))
    database.install(app, config)
    limits.install(app, config)
    Migrate(app, database.db, directory="migrations", render_as_batch=True)
    logs.follow(app, config)
    telemetry.install(app, config)
    web.install(app, config)
    assets.install(app)
    _teach_templates(app)
    accounts.install(app)
    for blueprint in ROOMS:
        app.register_blueprint(blueprint)
    _introduce()
    navigation.install(app, _navigation)
    for commands in COMMANDS:
        commands.install(app)
    app.extensions["portal.another"] = create_app
    app.extensions["portal.shown"] = announcements.shown_here
    app.wsgi_app = web.Doorway(  # type: ignore[method-assign]
        app.wsgi_app, _finder(app), config.hosts
    )
    if config.proxies:  # outermost: the doorway is to read the name that the visitor asked for
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )
    return app


def _introduce() -> None:
    """Tell the room of response times whose matters it counts, and what it knows by number only."""
    sources.register(ComplaintSteps.kind, ComplaintSteps)
    rooms.register(complaints.behind.ROOM)
    reach.register("unit", municipalities.units)
    reach.register("category", choices.every_category)
    reach.register("area", places_there.areas)
    naming.register(choices.categories)
    chain_tellers.register()
    project_panels.register(Tool.BALLOT, ballot_panel.panel)
    project_panels.register(Tool.MONITORING, work_panel.panel)
    project_panels.register(Tool.RESULT, result_panel.panel)
    project_panels.register(Tool.TASKS, task_panel.panel)
    project_panels.register(Tool.FORUM, forum_panel.panel)
    fulltext.register(municipalities.groups_of)
    previewing.written_by(channel_previews.write)


def _finder(app: Flask) -> web.Finder:
    def find(host: str, first: str) -> tuple[Profile | None, bool]:
        with app.app_context():
            by_host = municipalities.profile_by(host, "")
            if by_host is not None:
                return by_host, False
            by_slug = municipalities.profile_by("", first)
            if by_slug is not None:
                return by_slug, True
            return municipalities.only_profile(), False

    return find


def _origin(address: str) -> str:
    """The scheme and host of the tiles' address, for the page's policy."""
    parts = address.split("/")
    return "/".join(parts[:3]) if address.startswith("http") and len(parts) > 2 else ""  # noqa: PLR2004 - scheme, nothing, host


def _teach_templates(app: Flask) -> None:
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(dates.filters)
    environment.globals.update(
        _=i18n.markup,
        ngettext=i18n.nmarkup,
        language=i18n.language,
        Role=Role,
        request_id=logs.request_id,
        with_map=web.with_map,
        standing=announcements.standing_here,
        emergency_numbers=terms.NUMBERS,
        with_worker=web.with_worker,
        owner=web.owner,
        **web.here_and_now(),
    )


def _navigation(role: Role) -> tuple[list[tuple[object, str]], list[tuple[object, str]]]:
    services = navigation.services_for(role)
    if conduct_recipients.has_door(web.actor()):
        services.insert(1, navigation.CONDUCT)
    return services, navigation.account_for(role)
