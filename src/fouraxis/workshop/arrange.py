"""A session's answers in the order of the content."""

from collections.abc import Mapping
from typing import Any, TypeVar

from fouraxis.content.models import Content, Item
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.asking_conditions import order_of_conditions
from fouraxis.workshop.at_path import in_order
from fouraxis.workshop.catalogue import live
from fouraxis.workshop.commitments import items
from fouraxis.workshop.session import Node, Session, Vendor, Workload

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
    return tuple(item.id for _, item in items(content))


def _ids(items: Mapping[Any, Item]) -> tuple[str, ...]:
    return tuple(item.id for item in live(items.values()))


def _with(node: _AnyNode, **fields: Any) -> _AnyNode:
    """The node with these fields; the same object if it has them already."""
    news = {name: value for name, value in fields.items() if value is not getattr(node, name)}
    return node.model_copy(update=news) if news else node
