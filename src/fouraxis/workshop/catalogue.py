"""The catalogue of what a workshop asks: each group of questions is declared here, once.

What a step asks, the order of the file, drift and wording, the names of places, progress and the
command `answer` all follow from it. Paths start at the workload or vendor. Retired items of the
content are asked no more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final, TypeVar

from fouraxis.content import terms
from fouraxis.content.items import Asked as Field, Item
from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content, ProfileGroup, Risk, Rule
from fouraxis.memo import per_content
from fouraxis.workshop import agenda, edit
from fouraxis.workshop.question import (
    OF_WORKLOAD,
    WITHIN,
    Group,
    Meet,
    Option,
    Question,
    Subject,
    if_not_yet,
    if_of_no_workload,
    if_owned_in_the_end,
    if_strictly_governed,
    live,
    of_each_workload,
    of_holding_model,
    options,
    with_fitting_structures,
    with_known_drivers,
    with_known_risks,
    with_roles_for_talent,
    with_success_as_written,
    with_support_where_a_vendor_is,
    with_what_other_answers_say,
    with_what_the_programme_agreed,
    yes_no,
)
from fouraxis.workshop.session import Node, Session, SessionPath, Step


def _layers(group: Group, content: Content) -> Iterator[Question]:
    doers = options(content.profile.doers.values())
    for _, layer in group.live(content):
        yield group.question(
            content,
            layer,
            text=content.profile.layer_question,
            options=doers,
            unknown=False,
            about=(layer.question, layer.holds),
        )


def _motives(group: Group, content: Content) -> Iterator[Question]:
    """The motives, with the roles behind the one to which they belong."""
    for _, motive in group.live(content):
        yield group.question(
            content,
            motive,
            text=motive.question,
            options=yes_no(content),
            unknown=False,
            about=(motive.risk,),
        )
        for _, role in ROLE.live(content) if motive.id == terms.TALENT else ():
            yield ROLE.question(
                content,
                role,
                text=content.profile.role_question,
                options=yes_no(content),
                counts=False,
            )


def _surroundings(group: Group, content: Content) -> Iterator[Question]:
    for _, context in group.live(content):
        levels = options(context.levels.values())
        yield group.question(content, context, text=context.question, options=levels, field="level")


def _axes(group: Group, content: Content) -> Iterator[Question]:
    """Per axis the factors that guide it, which do not count, then the axis itself."""
    for _, axis in group.live(content):
        for factor in live(axis.factors.values()):
            yield FACTOR.question(
                content,
                factor,
                axis.id,
                item=f"{axis.id}.{factor.id}",
                text=factor.question,
                options=options(factor.levels.values()),
                field="level",
                counts=False,
            )
        levels = options(axis.levels.values())
        yield group.question(content, axis, text=axis.question, options=levels, field="level")


def _rules(group: Group, content: Content) -> Iterator[Question]:
    """The rules that have to be asked; the others are read off the axes."""
    for _, rule in group.live(content):
        if rule.asked:
            yield group.question(
                content,
                rule,
                name=rule.called,
                text=rule.question or rule.detail,
                options=_rule_answers(rule, content),
                about=(rule.detail,),
            )


def _rule_answers(rule: Rule, content: Content) -> tuple[Option, ...]:
    """Yes and no, or what they are called where the question asks whether the rule fails."""
    names = {"yes": rule.yes_name, "no": rule.no_name}
    return tuple(
        replace(option, name=names[option.id] or option.name)
        for option in yes_no(content, rule.yes or "", rule.no or "")
    )


def _acceptance(group: Group, content: Content) -> Iterator[Question]:
    """What has to be true for it to be accepted: typed, and sharing one note."""
    for _, item in group.live(content):
        yield _typed(group, content, item, "text")


def _typed(group: Group, content: Content, item: Item, kind: str, **given: Any) -> Question:
    """A field of a table that belongs together, which the cursor does not go to by itself."""
    return group.question(
        content,
        item,
        text=item.question,  # type: ignore[attr-defined]  # what these groups hold is asked
        path=group.path,
        field=item.id.replace("-", "_"),
        mark_path=group.path,
        kind=kind,
        counts=False,
        **given,
    )


_LEGAL: Final = {"owner": "text", "date": "date"}


def _legal(group: Group, content: Content) -> Iterator[Question]:
    """Whether legal has reviewed it, who sees to that, and when."""
    about: dict[str, Any] = {"about": (content.rules.legal_gate,)}
    for _, item in group.live(content):
        kind = _LEGAL.get(item.id, "choice")
        chosen = {} if item.id in _LEGAL else {"options": yes_no(content)}
        yield _typed(group, content, item, kind, **chosen, **about)


def _way_back(group: Group, content: Content) -> Iterator[Question]:
    """Who brings back what may not go outside yet, and when it is looked at again."""
    for _, item in group.live(content):
        yield _typed(group, content, item, "date" if item.id == "revisit" else "text")


def _ai_act(group: Group, content: Content) -> Iterator[Question]:
    """Which areas of the EU AI Act it touches."""
    for _, area in group.live(content):
        yes_or_no = yes_no(content)
        yield group.question(content, area, text=area.question, options=yes_or_no, counts=False)


def _conditions(group: Group, content: Content) -> Iterator[Question]:
    """The conditions of each model; where a name meets it, the name is asked and not yes or no."""
    fields = content.conditions.fields
    until = fields["by-when"]
    for model, condition in group.live(content):
        if condition.id in (terms.HANDOFF, terms.BUILDER):
            key = condition.id
            asked = fields[key]
            yield _named(model, asked, item=key, table=key, name=condition.name)
            if key == terms.BUILDER:
                yield _named(
                    *(model, until),
                    item=f"{terms.BUILDER}.by-when",
                    table=terms.BUILDER,
                    name=until.name,
                    field="by_when",
                )
        else:
            yield group.question(
                content, condition, model, text=condition.question, options=yes_no(content)
            )


def _named(
    model: str, asked: Field, *, item: str, table: str, name: str, field: str = "owner"
) -> Question:
    """What is typed where a name meets a condition of the model."""
    return Question(
        step="conditions",
        subject="",
        item=item,
        name=name,
        text=asked.question,
        options=(),
        path=(table,),
        field=field,
        unknown=False,
        source=asked.source,
        kind="text",
        within=model,
    )


def _risks(group: Group, content: Content) -> Iterator[Question]:
    """Per risk its side, and then who it is by name, which does not count."""
    words = content.risks
    for _, risk in group.live(content):
        yield group.question(
            content,
            risk,
            text=words.side_question,
            options=_sides(risk, content),
            field="side",
            unknown=False,
            about=(risk.goes_wrong, risk.to_settle, ", ".join(risk.references)),
        )
        yield group.question(
            content,
            risk,
            item=f"risk.{risk.id}.owner",
            name=words.owner_name,
            text=words.owner_question,
            field="owner",
            counts=False,
            kind="text",
        )


def _sides(risk: Risk, content: Content) -> tuple[Option, ...]:
    """The sides; not applicable only where the content says when a risk cannot occur."""
    return tuple(
        Option(side.id, side.name, risk.not_applicable or side.anchor)
        if side.id == terms.NOT_APPLICABLE
        else side
        for side in options(content.risks.sides.values())
        if side.id != terms.NOT_APPLICABLE or risk.not_applicable
    )


def _drivers(group: Group, content: Content) -> Iterator[Question]:
    """The drivers of cost, then those of time, each under its heading."""
    words = content.drivers
    for _, driver in group.live(content):
        heading = words.cost_heading if driver.id in words.cost else words.timeline_heading
        yield group.question(
            content,
            driver,
            text=driver.question,
            options=options(words.effects.values()),
            heading=heading,
            about=(driver.why,) if driver.why else (),
            facts=(tr("For example: {example}", example=driver.example),) if driver.example else (),
        )


_USUAL_OWNER: Final = "enterprise"


def _contract(group: Group, content: Content) -> Iterator[Question]:
    """Per item whether it is agreed, and behind it whose it is, or its target and who measures.

    Only whether it is agreed counts.
    """
    words = content.contract
    for within, item in group.live(content):
        part = words.groups[within]
        place: dict[str, Any] = {"heading": part.name, "about": (part.detail,), "unknown": False}
        answers = options(words.answers.values())
        yield group.question(content, item, within, text=item.question, options=answers, **place)
        if within == terms.IP_GROUP or item.id == terms.EVALUATION_SUITE:
            yield group.question(
                content,
                item,
                within,
                **_beside(item, "owner", words.owner_name, words.owner_question, place),
                options=options(words.owners.values()),
                suggested=_USUAL_OWNER,
            )
        if within == terms.SLA_GROUP:
            for beside in (
                _beside(item, "target", words.target_name, words.target_question, place),
                _beside(item, "measured_by", words.measure_name, words.measure_question, place),
            ):
                yield group.question(content, item, within, kind="text", **beside)


def _beside(
    item: Item, field: str, name: str, text: str, place: Mapping[str, Any]
) -> dict[str, Any]:
    """What a further question on a contract item is given."""
    key = f"contract.{item.id}.{field.replace('_', '-')}"
    return {**place, "item": key, "name": name, "text": text, "field": field, "counts": False}


def _areas(group: Group, content: Content) -> Iterator[Question]:
    words = content.ownership
    for _, area in group.live(content):
        yield group.question(content, area, text=area.question, field="owner", kind="text")
        yield group.question(
            content,
            area,
            item=f"{area.id}.vendor",
            name=words.vendor_name,
            text=words.vendor_question,
            field="vendor",
            counts=False,
            kind="text",
        )


def _operations(group: Group, content: Content) -> Iterator[Question]:
    """The operating structure, whose options the items are, and the long-term plan."""
    words = content.ownership
    structures = [structure for _, structure in group.live(content)]
    yield Question(
        step="ownership",
        subject="",
        item="structure",
        name=words.structure_name,
        text=words.structure_question,
        options=tuple(
            Option(structure.id, structure.name, structure.description) for structure in structures
        ),
        path=("operations",),
        field="structure",
    )
    yield Question(
        step="ownership",
        subject="",
        item="internal-long-term",
        name=words.transfer.name,
        text=words.transfer.question,
        options=yes_no(content),
        path=("operations",),
        field="internal_long_term",
        note_field="plan",
        source=words.transfer.source,
    )


def _criteria(group: Group, content: Content) -> Iterator[Question]:
    """The criteria; strong and red flag are anchored by what each criterion says of them."""
    marks = live(content.vendors.marks.values())
    for _, criterion in group.live(content):
        anchors = {"strong": criterion.strong, "red-flag": criterion.red_flag}
        yield group.question(
            content,
            criterion,
            text=criterion.ask,
            options=tuple(
                Option(mark.id, mark.name, anchors.get(mark.id, mark.anchor)) for mark in marks
            ),
            field="mark",
            note_field="evidence",
            unknown=False,
        )


def _red_flags(group: Group, content: Content) -> Iterator[Question]:
    """The red flags; a yes or no to "No numbers" would be read the wrong way round."""
    heard = (Option("yes", content.vendors.heard), Option("no", content.vendors.not_heard))
    for _, flag in group.live(content):
        yield group.question(content, flag, text=flag.listen_for, options=heard)


_TYPED: Final = {"use-case": "text", "weeks": "number", "conditions": "text"}
"""The terms of a sprint that are typed and not chosen."""

_LAST: Final = ("verdict", "conditions", "conditions-open")
"""The terms that say how it ended."""


def _sprint(group: Group, content: Content) -> Iterator[Question]:
    """Its terms, what it delivered, and last how it ended.

    All of them share the sprint's note, parking and review mark.
    """
    sprint = content.vendors.sprint
    itself = group.path[:-1]
    shared: dict[str, Any] = {"path": itself, "mark_path": itself}
    verdicts = tuple(
        Option(verdict.id, verdict.name, verdict.description)
        for verdict in live(sprint.verdicts.values())
    )

    def asked(term: Item, text: str) -> Question:
        answer: dict[str, Any] = {"options": yes_no(content)}
        if typed := _TYPED.get(term.id):
            answer = {"kind": typed}
        elif term.id == "verdict":
            answer = {"options": verdicts, "unknown": False}
        field = term.id.replace("-", "_")
        return group.question(content, term, text=text, field=field, **answer, **shared)

    terms = live(sprint.terms.values())
    yield from (asked(term, term.question) for term in terms if term.id not in _LAST)
    for _, output in group.live(content):
        yield group.question(
            content,
            output,
            text=output.description,
            options=yes_no(content),
            path=group.path,
            field=output.id,
            mark_path=itself,
        )
    yield from (asked(term, term.question) for term in terms if term.id in _LAST)


def _sprint_group(path: SessionPath, meet: Meet) -> Group:
    """The sprints at a path of a vendor."""
    return Group(
        "vendors",
        (*path, "outputs"),
        lambda content: {"": content.vendors.sprint.outputs},
        _sprint,
        kind=noted("sprint output"),
        prefix="sprint",
        heading=lambda _: tr("Calibration sprint"),
        subject="vendor",
        meet=meet,
    )


def _on_profile(heading: ProfileGroup, path: SessionPath, items: str, **given: Any) -> Group:
    """A group of the profile: the table `items` of its content, under a heading."""
    return Group(
        "profile",
        path,
        lambda content: {"": getattr(content.profile, items)},
        **{"prefix": heading, "heading": lambda words: words.profile.headings[heading], **given},
    )


ROLE: Final = _on_profile(
    *("motive", ("missing_roles",), "roles"),
    ask=None,
    kind=noted("role"),
    prefix="role",
    marks=("profile",),
)
FACTOR: Final = Group(
    "axes",
    ("axes", WITHIN, "factors"),
    lambda content: {axis.id: axis.factors for axis in content.axes.axes.values()},
    ask=None,
    kind=noted("factor"),
)
KIND: Final = Group(
    *("workloads", ("kind",), lambda content: {"": content.workloads.kinds}),
    ask=None,
    kind=noted("kind"),
)
CONTRACT: Final = Group(
    "contract",
    ("contract",),
    lambda content: {group.id: group.items for group in content.contract.groups.values()},
    _contract,
    kind=noted("contract item"),
    prefix="contract",
    meet=with_what_the_programme_agreed,
    whole=True,
)
SPRINT: Final = _sprint_group(("sprints", OF_WORKLOAD), of_each_workload)
_LOOSE_SPRINT: Final = _sprint_group(("sprint",), if_of_no_workload)
"""A sprint of which nobody said for which workload it was: a question of another one, if any."""

GROUPS: Final[tuple[Group, ...]] = (
    KIND,
    _on_profile(
        *("layer", ("layers",), "layers"), ask=_layers, kind=noted("layer"), marks=("profile",)
    ),
    _on_profile(
        *("motive", ("motives",), "motives"),
        ask=_motives,
        kind=noted("motive"),
        marks=("profile",),
        meet=with_roles_for_talent,
    ),
    ROLE,
    _on_profile("fit", ("fit",), "fit", kind=noted("fit statement")),
    _on_profile("context", ("context",), "context", ask=_surroundings, kind=noted("context")),
    Group(
        *("axes", ("axes",), lambda words: {"": words.axes.axes}, _axes),
        kind=noted("axis"),
        meet=with_what_other_answers_say,
    ),
    FACTOR,
    Group(
        *("rules", ("rules",), lambda words: {"": words.rules.rules}, _rules),
        kind=noted("rule"),
        meet=with_success_as_written,
    ),
    Group(
        *("rules", ("acceptance",), lambda words: {"": words.rules.acceptance}, _acceptance),
        kind=noted("part of what success is"),
        prefix="acceptance",
        heading=lambda words: words.rules.acceptance_heading,
    ),
    Group(
        *("rules", ("legal",), lambda words: {"": words.rules.legal}, _legal),
        kind=noted("part of the legal review"),
        prefix="legal",
        heading=lambda words: words.rules.legal_heading,
    ),
    Group(
        *("rules", ("reentry",), lambda words: {"": words.rules.reentry}, _way_back),
        kind=noted("part of the way back"),
        prefix="reentry",
        heading=lambda words: words.rules.reentry_heading,
        meet=if_not_yet,
    ),
    Group(
        *("rules", ("ai_act",), lambda words: {"": words.rules.ai_act}, _ai_act),
        kind=noted("area of the EU AI Act"),
        prefix="ai-act",
        heading=lambda words: words.rules.ai_act_heading,
    ),
    Group(
        "conditions",
        ("conditions",),
        lambda content: {model.id: model.conditions for model in content.matrix.models.values()},
        _conditions,
        kind=noted("condition"),
        prefix="condition",
        meet=of_holding_model,
    ),
    Group(
        *("conditions", ("governance",), lambda words: {"": words.matrix.governance}),
        kind=noted("governance item"),
        prefix="governance",
        heading=lambda words: words.conditions.governance_heading,
        meet=if_strictly_governed,
    ),
    Group(
        *("risks", ("risks",), lambda words: {"": words.risks.risks}, _risks),
        kind=noted("risk"),
        prefix="risk",
        meet=with_known_risks,
    ),
    CONTRACT,
    Group(
        "drivers",
        ("drivers",),
        lambda content: {"": {**content.drivers.cost, **content.drivers.timeline}},
        _drivers,
        kind=noted("driver"),
        prefix="driver",
        meet=with_known_drivers,
    ),
    Group(
        *("vendors", ("criteria",), lambda words: {"": words.vendors.criteria}, _criteria),
        kind=noted("criterion"),
        subject="vendor",
    ),
    Group(
        *("vendors", ("red_flags",), lambda words: {"": words.vendors.red_flags}, _red_flags),
        kind=noted("red flag"),
        subject="vendor",
    ),
    SPRINT,
    _LOOSE_SPRINT,
    Group(
        *("ownership", ("ownership",), lambda words: {"": words.ownership.areas}, _areas),
        kind=noted("area"),
        meet=with_support_where_a_vendor_is,
    ),
    Group(
        "ownership",
        ("operations", "structure"),
        lambda content: {"": content.ownership.structures},
        _operations,
        kind=noted("operating structure"),
        meet=with_fitting_structures,
    ),
    Group(
        "ownership",
        ("operations", "transfer"),
        lambda content: {"": content.ownership.transfer.checks},
        kind=noted("transfer check"),
        prefix="transfer",
        meet=if_owned_in_the_end,
    ),
)
"""Every group, in the order in which a room meets them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An item of a kind, in the step that asks about it; `within` is what it belongs to."""

    step: Step
    kind: str
    item: Item
    within: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other item of its step."""
        return f"{self.kind}.{self.within}.{self.item.id}"


def every_item(content: Content) -> Iterator[Asked]:
    """All items that answers are given about, retired ones too, in the order of the room."""
    for group in GROUPS:
        for within, items in group.items(content).items() if group is not KIND else ():
            for item in items.values() if group is not _LOOSE_SPRINT else ():
                yield Asked(group.step, group.kind, item, within)


@per_content
def orders(content: Content) -> Mapping[Subject, Mapping[SessionPath, tuple[str, ...]]]:
    """By subject and place the ids of the answers that are kept there, in the content's order."""
    tables: dict[Subject, dict[SessionPath, tuple[str, ...]]] = {
        "workload": {},
        "vendor": {},
        "programme": {("agenda",): agenda.STEPS},
    }
    for group in GROUPS:
        for path, items in group.places(content):
            ids = tuple(item.id for item in live(items.values()))
            for place in (path, group.marks) if group.marks else (path,):
                for subject in filter(group.answered_by, tables):
                    tables[subject][place] = (*tables[subject].get(place, ()), *ids)
    return tables


@per_content
def catalogue(content: Content) -> Mapping[Group, tuple[Question, ...]]:
    """The questions of each group as templates: their paths start at the workload or vendor."""
    return {group: tuple(_worded(group, content)) for group in GROUPS if group.ask}


def _worded(group: Group, content: Content) -> Iterator[Question]:
    """The questions of a group, each with the facts beside it, its marks' place, and its order."""
    tables = orders(content)[group.subject]
    for question in group.ask(group, content) if group.ask else ():
        marked = replace(
            question,
            mark_path=question.mark_path or question.path,
            facts=(*question.facts, *_facts_beside(question.item, content)),
        )
        ways = dict.fromkeys(
            path[:length]
            for path in (marked.value_path, marked.mark_path)
            for length in range(1, len(path))
        )
        order = chain.from_iterable(tables.get(way, ()) for way in ways)
        yield replace(marked, order=tuple(dict.fromkeys(order)))


def _facts_beside(item: str, content: Content) -> Iterator[str]:
    """The facts to know before a question is answered, each with whose it is."""
    for fact in content.home.facts.values():
        if fact.belongs_to(item):
            yield f"{fact.text} ({content.home.sources[fact.source].name})"


def arrange(session: Session, content: Content) -> Session:
    """The session with its answers in the content's order; retired and unknown ones come last.

    Workloads and vendors stay in the room's order. What is in order already stays the same object.
    """
    tables = orders(content)
    arranged = _arranged(session, tables["programme"])
    subjects: tuple[tuple[str, Subject], ...] = (("workloads", "workload"), ("vendors", "vendor"))
    for name, subject in subjects:
        nodes: dict[str, Node] = getattr(session, name)
        news = {key: _arranged(node, tables[subject]) for key, node in nodes.items()}
        if any(news[key] is not node for key, node in nodes.items()):
            arranged = arranged.model_copy(update={name: news})
    return arranged


_AnyNode = TypeVar("_AnyNode", bound=Node)


def _arranged(node: _AnyNode, tables: Mapping[SessionPath, tuple[str, ...]]) -> _AnyNode:
    for path, order in tables.items():
        node = _in_order(node, path, order)
    return node


def _in_order(part: Any, path: SessionPath, order: tuple[str, ...]) -> Any:
    """The part with the answers at a path below it in this order; the same object if they are."""
    if not path:
        return edit.in_order(part, order) if isinstance(part, dict) else part
    key = path[0]
    if key == OF_WORKLOAD:
        for each in part:
            part = _in_order(part, (each, *path[1:]), order)
        return part
    old = part.get(key) if isinstance(part, dict) else getattr(part, key)
    new = old if old is None else _in_order(old, path[1:], order)
    if new is old:
        return part
    return {**part, key: new} if isinstance(part, dict) else part.model_copy(update={key: new})


AS_RECOMMENDED: Final = "as-recommended"
"""A decision for whatever is recommended at that moment."""


DISQUALIFIED: Final = "disqualified"
"""A vendor out of the running: what is written there is why."""


def facts(content: Content, subject: Subject) -> Iterator[Question]:
    """What can be written down about a workload, about a vendor, or about the session as a whole.

    The paths start at the workload or vendor, or at the session.
    """
    match subject:
        case "workload":
            yield from _of_workload(content)
        case "vendor":
            yield _fact("vendors", "name", tr("Name"))
            yield _fact("vendors", "note", tr("Note"))
            out = {"item": DISQUALIFIED, "path": (DISQUALIFIED,)}
            yield _fact("vendors", "reason", tr("Out of the running"), **out)
        case "programme":
            words = content.setup.fields
            reveals, walks = (
                [Option(way.id, way.name, way.description) for way in ways.values()]
                for ways in (content.setup.reveals, content.setup.walks)
            )
            yield _fact("setup", "title", words["title"].name)
            yield _fact("setup", "organisation", words["organisation"].name)
            yield _fact("setup", "reveal", words["reveal"].name, *reveals)
            yield _fact("setup", "walk", words["walk"].name, *walks)
            for step in agenda.STEPS:
                yield _minutes(step, content)


def _of_workload(content: Content) -> Iterator[Question]:
    words = content.workloads.fields
    kinds = live(content.workloads.kinds.values())
    for field in ("name", "description", "owner"):
        yield _fact("workloads", field, words[field].name, text=words[field].question)
    yield _fact(
        "workloads",
        "kind",
        words["kind"].name,
        *(Option(kind.id, kind.name, kind.description) for kind in kinds),
        text=words["kind"].question,
    )
    yield _fact("vendors", "chosen_vendor", tr("Chosen vendor"), item="chosen-vendor")
    models = content.matrix.models
    yield _fact(
        "summary",
        "decision",
        content.summary.columns["decision"].name,
        Option(AS_RECOMMENDED, tr("as recommended")),
        *(Option(model, models[model].name) for model in terms.MODELS),
    )


def _minutes(step: Step, content: Content) -> Question:
    """The session's own minutes for a step on its agenda."""
    name = tr("Minutes for {name}", name=agenda.title(content, step))
    planned_in = {"item": f"agenda.{step}", "path": ("agenda",), "order": agenda.STEPS}
    return _fact("setup", step, name, kind="number", **planned_in)


def _fact(step: Step, field: str, name: str, *options: Option, **given: Any) -> Question:
    """A question without a note or a mark of its own."""
    return Question(
        **{
            "step": step,
            "subject": "",
            "item": field,
            "name": name,
            "text": "",
            "options": options,
            "path": (),
            "field": field,
            "note_field": "",
            "unknown": False,
            "counts": False,
            "source": "guide",
            "kind": "choice" if options else "text",
            **given,
        }
    )
