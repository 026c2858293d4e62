"""What projects and stages are called."""

from __future__ import annotations

from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy


class ProjectForm(StrEnum):
    """The usual kinds of projects; each has a pattern of stages to begin with."""

    DEVELOPMENT_PLAN = "development_plan"
    PARTICIPATORY_BUDGET = "participatory_budget"
    CONSTRUCTION = "construction"
    CONSULTATION = "consultation"


class Influence(StrEnum):
    """How much what people say weighs: the five levels of the IAP2 spectrum."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    EMPOWER = "empower"


class Tool(StrEnum):
    """What people do in a stage."""

    IDEAS = "ideas"
    FORUM = "forum"
    DRAFT = "draft"
    SURVEY = "survey"
    BALLOT = "ballot"
    TASKS = "tasks"
    MONITORING = "monitoring"
    RESULT = "result"


class Who(StrEnum):
    """Who may act in a stage."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    VERIFIED = "verified"


class Step(StrEnum):
    """The five steps in which people take part."""

    THINK = "think"
    PLAN = "plan"
    IMPLEMENT = "implement"
    MONITOR = "monitor"
    BENEFIT = "benefit"


class Phase(StrEnum):
    """Where a stage stands by the clock."""

    BEFORE = "before"
    OPEN = "open"
    OVER = "over"


FORM_WORDS: dict[ProjectForm, Lazy] = {
    ProjectForm.DEVELOPMENT_PLAN: lazy("Local development plan with village forums"),
    ProjectForm.PARTICIPATORY_BUDGET: lazy("Participatory budget"),
    ProjectForm.CONSTRUCTION: lazy("A construction project followed by residents"),
    ProjectForm.CONSULTATION: lazy("Quick consultation"),
}
INFLUENCE_WORDS: dict[Influence, Lazy] = {
    Influence.INFORM: lazy("We keep you informed"),
    Influence.CONSULT: lazy("We ask you and answer"),
    Influence.INVOLVE: lazy("We work with you on it"),
    Influence.COLLABORATE: lazy("We decide together with you"),
    Influence.EMPOWER: lazy("You decide"),
}
INFLUENCE_PROMISES: dict[Influence, Lazy] = {
    Influence.INFORM: lazy("We tell you what is planned, why, and what comes of it."),
    Influence.CONSULT: lazy(
        "We listen to what you say, and tell you afterwards what changed because of it, and what"
        " did not and why."
    ),
    Influence.INVOLVE: lazy(
        "What you raise is worked into the choices, and we show how each point was taken up."
    ),
    Influence.COLLABORATE: lazy(
        "We look for the solution together with you, and follow your advice as far as law and"
        " budget allow."
    ),
    Influence.EMPOWER: lazy("What you decide within the announced rules is carried out."),
}
TOOL_WORDS: dict[Tool, Lazy] = {
    Tool.IDEAS: lazy("Ideas"),
    Tool.FORUM: lazy("Forums"),
    Tool.DRAFT: lazy("Draft plan"),
    Tool.SURVEY: lazy("Survey"),
    Tool.BALLOT: lazy("Vote"),
    Tool.TASKS: lazy("Work together"),
    Tool.MONITORING: lazy("Follow the work"),
    Tool.RESULT: lazy("Result and care"),
}
WHO_WORDS: dict[Who, Lazy] = {
    Who.ANYONE: lazy("Anyone, without signing in"),
    Who.SIGNED_IN: lazy("Anyone who has signed in"),
    Who.VERIFIED: lazy("Verified residents"),
}
STEP_WORDS: dict[Step, Lazy] = {
    Step.THINK: lazy("Think together"),
    Step.PLAN: lazy("Plan together"),
    Step.IMPLEMENT: lazy("Act together"),
    Step.MONITOR: lazy("Monitor together"),
    Step.BENEFIT: lazy("Share benefit and responsibility"),
}
PHASE_WORDS: dict[Phase, Lazy] = {
    Phase.BEFORE: lazy("Not open yet"),
    Phase.OPEN: lazy("Open now"),
    Phase.OVER: lazy("Over"),
}

LONGEST_TITLE = 150
LONGEST_SUMMARY = 3000
LONGEST_CLOSING = 6000
MOST_STAGES = 20
