"""Which questions each step asks, as templates that hold for any workload or vendor, in order.

The paths of a template start at the workload or vendor. Retired items of the content are asked no
more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content, ContractGroup, ContractItem, Item, Level
from fouraxis.content.terms import BUILDER, HANDOFF, MODELS, TALENT
from fouraxis.workshop.agenda import STEPS, title
from fouraxis.workshop.edit import in_order
from fouraxis.workshop.question import Option, Question
from fouraxis.workshop.session import Node, Session, Step, Vendor, Workload

_AnyItem = TypeVar("_AnyItem", bound=Item)


def axes(content: Content) -> Iterator[Question]:
    """Per axis the factors that guide it, which do not count, then the axis itself."""
    asked = live(content.axes.axes.values())
    order = tuple(axis.id for axis in asked)
    for axis in asked:
        factors = live(axis.factors.values())
        within = (*order, *(factor.id for factor in factors))
        for factor in factors:
            yield about(
                factor,
                "axes",
                item=f"{axis.id}.{factor.id}",
                text=factor.question,
                options=options(factor.levels.values()),
                path=("axes", axis.id, "factors", factor.id),
                field="level",
                counts=False,
                order=within,
            )
        yield about(
            axis,
            "axes",
            text=axis.question,
            options=options(axis.levels.values()),
            path=("axes", axis.id),
            field="level",
            order=order,
        )


def rules(content: Content) -> Iterator[Question]:
    """The rules that forbid outsourcing and have to be asked."""
    asked = live(content.asked().values())
    for rule in asked:
        yield about(
            rule,
            "rules",
            asked,
            text=rule.question or rule.detail,
            options=yes_no(content, rule.yes or "", rule.no or ""),
            path=("rules", rule.id),
        )


def ownership(content: Content) -> Iterator[Question]:
    """The areas to be owned after launch, the operating structure, and the long-term plan."""
    areas = live(content.ownership.areas.values())
    for area in areas:
        yield about(
            area,
            "ownership",
            areas,
            text=area.question,
            path=("ownership", area.id),
            field="owner",
            kind="text",
        )
        yield about(
            area,
            "ownership",
            areas,
            item=f"{area.id}.vendor",
            name=content.ownership.vendor_name,
            text=content.ownership.vendor_question,
            path=("ownership", area.id),
            field="vendor",
            counts=False,
            kind="text",
        )
    structures = live(content.ownership.structures.values())
    yield Question(
        step="ownership",
        subject="",
        item="structure",
        name=content.ownership.structure_name,
        text=content.ownership.structure_question,
        options=tuple(Option(one.id, one.name, one.description) for one in structures),
        path=("operations",),
        field="structure",
    )
    yield Question(
        step="ownership",
        subject="",
        item="internal-long-term",
        name=content.ownership.transfer.name,
        text=content.ownership.transfer.question,
        options=yes_no(content),
        path=("operations",),
        field="internal_long_term",
        note_field="plan",
        source=content.ownership.transfer.source,
    )


def transfer(content: Content) -> Iterator[Question]:
    """What the contract must name where internal ownership is the long-term plan."""
    checks = live(content.ownership.transfer.checks.values())
    for check in checks:
        yield about(
            check,
            "ownership",
            checks,
            item=f"transfer.{check.id}",
            text=check.question,
            options=yes_no(content),
            path=("operations", "transfer", check.id),
        )


def about(item: Item, step: Step, among: Sequence[Item] = (), /, **given: Any) -> Question:
    """A question on an item of the content, which gives it id, name, source and order.

    Whatever is `given` goes before that. What is typed is never answered with unknown.
    """
    return Question(
        **{
            "step": step,
            "subject": "",
            "item": item.id,
            "name": item.name,
            "options": (),
            "field": "answer",
            "unknown": given.get("kind", "choice") == "choice",
            "source": item.source,
            "order": tuple(one.id for one in among),
            **given,
        }
    )


def live(items: Iterable[_AnyItem]) -> tuple[_AnyItem, ...]:
    """The items that are still asked, in the order of the content."""
    return tuple(item for item in items if item.retired is None)


def yes_no(content: Content, yes: str = "", no: str = "") -> tuple[Option, ...]:
    """The two answers to a plain question, and what each of them means here."""
    words = content.setup.answers
    return (Option("yes", words["yes"].name, yes), Option("no", words["no"].name, no))


def options(levels: Iterable[Level]) -> tuple[Option, ...]:
    """The anchored levels that can be chosen, in the order of the content."""
    return tuple(Option(level.id, level.name, level.anchor) for level in live(levels))


def contract_items(content: Content) -> Iterator[tuple[ContractGroup, ContractItem]]:
    """Every item that is asked, with its group, in the order of the content."""
    for group in live(content.contract.groups.values()):
        for item in live(group.items.values()):
            yield group, item


AS_RECOMMENDED: Final = "as-recommended"
"""A decision for whatever is recommended at that moment."""

Subject = Literal["workload", "vendor", "programme"]


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
        case "programme":
            words = content.setup.fields
            reveals = [Option(r.id, r.name, r.description) for r in content.setup.reveals.values()]
            yield _fact("setup", "title", words["title"].name)
            yield _fact("setup", "organisation", words["organisation"].name)
            yield _fact("setup", "reveal", words["reveal"].name, *reveals)
            for step in STEPS:
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
    models = content.matrix.models
    yield _fact(
        "summary",
        "decision",
        content.summary.columns["decision"].name,
        Option(AS_RECOMMENDED, tr("as recommended")),
        *(Option(model, models[model].name) for model in MODELS),
    )


def _minutes(step: Step, content: Content) -> Question:
    """The session's own minutes for a step on its agenda."""
    name = tr("Minutes for {name}", name=title(content, step))
    planned_in = {"item": f"agenda.{step}", "path": ("agenda",), "order": STEPS}
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


def profile(content: Content) -> Iterator[Question]:
    """Every question of the profile, each group under its heading."""
    headings = {str(group): words for group, words in content.profile.headings.items()}
    headings["role"] = headings["motive"]
    for question in _questions(content):
        yield replace(question, heading=headings[question.item.partition(".")[0]])


def _questions(content: Content) -> Iterator[Question]:
    """The questions, with the roles behind the motive to which they belong.

    Layers, motives and roles are stored as plain words, so their notes and marks stand apart.
    """
    words = content.profile
    layers, motives = live(words.layers.values()), live(words.motives.values())
    roles = live(words.roles.values())
    plain = (*layers, *motives, *roles)
    for layer in layers:
        yield _plain(
            layer,
            "layer",
            plain,
            text=layer.question,
            options=options(words.doers.values()),
            path=("layers",),
            unknown=False,
            about=(layer.holds,),
        )
    for motive in motives:
        yield _plain(
            motive,
            "motive",
            plain,
            text=motive.question,
            options=yes_no(content),
            path=("motives",),
            unknown=False,
            about=(motive.risk,),
        )
        for role in roles if motive.id == TALENT else ():
            yield _plain(
                role,
                "role",
                plain,
                text=words.role_question,
                options=yes_no(content),
                path=("missing_roles",),
                counts=False,
            )
    for statement in live(words.fit.values()):
        yield _own(
            statement,
            "fit",
            live(words.fit.values()),
            text=statement.question,
            options=yes_no(content),
        )
    for context in live(words.context.values()):
        yield _own(
            context,
            "context",
            live(words.context.values()),
            text=context.question,
            options=options(context.levels.values()),
            field="level",
        )


def _plain(item: Item, kind: str, among: Sequence[Item], **given: Any) -> Question:
    """A question whose answer is a plain word: note and marks are in `profile`."""
    given = {"field": item.id, "mark_path": ("profile", item.id), **given}
    return about(item, "profile", among, item=f"{kind}.{item.id}", **given)


def _own(item: Item, kind: str, among: Sequence[Item], **given: Any) -> Question:
    """A question whose answer has a table of its own, with note and marks."""
    given = {"path": (kind, item.id), **given}
    return about(item, "profile", among, item=f"{kind}.{item.id}", **given)


def conditions(content: Content, model: str) -> Iterator[Question]:
    """The conditions of a model; where a name meets it, the name is asked instead of yes or no."""
    asked = live(content.matrix.models[model].conditions.values())
    fields = content.conditions.fields
    for one in asked:
        if one.id == HANDOFF:
            yield _typed(HANDOFF, HANDOFF, one.name, fields[HANDOFF].question, "owner")
        elif one.id == BUILDER:
            yield _typed(BUILDER, BUILDER, one.name, fields[BUILDER].question, "owner")
            until = fields["by-when"]
            yield _typed(f"{BUILDER}.by-when", BUILDER, until.name, until.question, "by_when")
        else:
            yield about(
                one,
                "conditions",
                item=f"condition.{one.id}",
                text=one.question,
                options=yes_no(content),
                path=("conditions", one.id),
                order=order_of_conditions(content),
            )


def order_of_conditions(content: Content) -> tuple[str, ...]:
    """The conditions of all models, since a workload keeps its answers when its model changes."""
    models = content.matrix.models.values()
    return tuple(one.id for model in models for one in live(model.conditions.values()))


def governance(content: Content) -> Iterator[Question]:
    """The checklist of strict governance."""
    asked = live(content.matrix.governance.values())
    for one in asked:
        yield about(
            one,
            "conditions",
            asked,
            item=f"governance.{one.id}",
            text=one.question,
            options=yes_no(content),
            path=("governance", one.id),
            heading=content.conditions.governance_heading,
        )


def _typed(item: str, table: str, name: str, text: str, field: str) -> Question:
    return Question(
        step="conditions",
        subject="",
        item=item,
        name=name,
        text=text,
        options=(),
        path=(table,),
        field=field,
        unknown=False,
        kind="text",
    )


_AnyNode = TypeVar("_AnyNode", bound=Node)


def arrange(session: Session, content: Content) -> Session:
    """The session with its answers in the content's order; retired and unknown ones come last.

    Workloads and vendors stay in the room's order. What is in order already stays the same object.
    """
    workloads = {key: _workload(one, content) for key, one in session.workloads.items()}
    vendors = {key: _vendor(one, content) for key, one in session.vendors.items()}
    news: dict[str, Any] = {}
    if any(workloads[key] is not one for key, one in session.workloads.items()):
        news["workloads"] = workloads
    if any(vendors[key] is not one for key, one in session.vendors.items()):
        news["vendors"] = vendors
    agreed = in_order(session.contract, _contract(content))
    if agreed is not session.contract:
        news["contract"] = agreed
    planned = in_order(session.agenda, STEPS)
    if planned is not session.agenda:
        news["agenda"] = planned
    return session.model_copy(update=news) if news else session


def _workload(workload: Workload, content: Content) -> Workload:
    axes = {
        key: _with(answer, factors=in_order(answer.factors, _ids(content.axes.axes[key].factors)))
        if key in content.axes.axes
        else answer
        for key, answer in workload.axes.items()
    }
    same = all(axes[key] is answer for key, answer in workload.axes.items())
    checks = _ids(content.ownership.transfer.checks)
    operations = workload.operations
    profile, drivers = content.profile, content.drivers
    layers, roles = _ids(profile.layers), _ids(profile.roles)
    return _with(
        workload,
        layers=in_order(workload.layers, layers),
        missing_roles=in_order(workload.missing_roles, roles),
        profile=in_order(workload.profile, (*layers, *_ids(profile.motives), *roles)),
        fit=in_order(workload.fit, _ids(profile.fit)),
        context=in_order(workload.context, _ids(profile.context)),
        axes=in_order(workload.axes if same else axes, _ids(content.axes.axes)),
        rules=in_order(workload.rules, _ids(content.rules.rules)),
        conditions=in_order(workload.conditions, order_of_conditions(content)),
        governance=in_order(workload.governance, _ids(content.matrix.governance)),
        risks=in_order(workload.risks, _ids(content.risks.risks)),
        contract=in_order(workload.contract, _contract(content)),
        drivers=in_order(workload.drivers, (*_ids(drivers.cost), *_ids(drivers.timeline))),
        ownership=in_order(workload.ownership, _ids(content.ownership.areas)),
        operations=_with(operations, transfer=in_order(operations.transfer, checks)),
    )


def _vendor(vendor: Vendor, content: Content) -> Vendor:
    words = content.vendors
    sprint = vendor.sprint
    return _with(
        vendor,
        criteria=in_order(vendor.criteria, _ids(words.criteria)),
        red_flags=in_order(vendor.red_flags, _ids(words.red_flags)),
        sprint=_with(sprint, outputs=in_order(sprint.outputs, _ids(words.sprint.outputs))),
    )


def _contract(content: Content) -> tuple[str, ...]:
    return tuple(item.id for _, item in contract_items(content))


def _ids(items: Mapping[Any, Item]) -> tuple[str, ...]:
    return tuple(item.id for item in live(items.values()))


def _with(node: _AnyNode, **fields: Any) -> _AnyNode:
    """The node with these fields; the same object if it has them already."""
    news = {name: value for name, value in fields.items() if value is not getattr(node, name)}
    return node.model_copy(update=news) if news else node


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
    """All of them, retired ones too, in the order in which a room meets them."""
    profile, vendors, ownership = content.profile, content.vendors, content.ownership
    yield from _all("profile", noted("layer"), profile.layers)
    yield from _all("profile", noted("motive"), profile.motives)
    yield from _all("profile", noted("role"), profile.roles)
    yield from _all("profile", noted("fit statement"), profile.fit)
    yield from _all("profile", noted("context"), profile.context)
    for axis in content.axes.axes.values():
        yield Asked("axes", noted("axis"), axis)
        yield from _all("axes", noted("factor"), axis.factors, axis.id)
    yield from _all("rules", noted("rule"), content.rules.rules)
    for model in content.matrix.models.values():
        yield from _all("conditions", noted("condition"), model.conditions, model.id)
    yield from _all("conditions", noted("governance item"), content.matrix.governance)
    yield from _all("risks", noted("risk"), content.risks.risks)
    for group in content.contract.groups.values():
        yield from _all("contract", noted("contract item"), group.items, group.id)
    yield from _all("drivers", noted("driver"), content.drivers.cost)
    yield from _all("drivers", "driver", content.drivers.timeline)
    yield from _all("vendors", noted("criterion"), vendors.criteria)
    yield from _all("vendors", noted("red flag"), vendors.red_flags)
    yield from _all("vendors", noted("sprint output"), vendors.sprint.outputs)
    yield from _all("ownership", noted("area"), ownership.areas)
    yield from _all("ownership", noted("operating structure"), ownership.structures)
    yield from _all("ownership", noted("transfer check"), ownership.transfer.checks)


def _all(step: Step, kind: str, items: Mapping[Any, Item], within: str = "") -> Iterator[Asked]:
    return (Asked(step, kind, item, within) for item in items.values())


def newer(version: str, than: str) -> bool:
    """Whether a dotted version is newer than another; what is no number counts as 0."""

    def parts(text: str) -> list[int]:
        return [int(part) if part.isdecimal() else 0 for part in text.split(".")]

    return parts(version) > parts(than)
