"""The palette's commands. Their names may come from a content folder, so they are never markup."""

from collections.abc import Iterator
from typing import Protocol

from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider

from fouraxis.content.language import tr
from fouraxis.tui.file.guard import Guard
from fouraxis.tui.look import cell
from fouraxis.tui.walk import Walk


class Offering(Protocol):
    """What the application can do, and what it has while a session is open."""

    walk_through: Walk | None
    guard: Guard | None

    def action_light_or_dark(self) -> None:
        """Switch the theme."""

    def action_guidance(self) -> None:
        """Show the help."""

    def show_matrix(self) -> None:
        """Show the matrix."""

    async def action_quit(self) -> None:
        """Leave."""


def commands(app: Offering) -> Iterator[SystemCommand]:
    """What the palette offers: the ways through the session, its file, the theme, help, quit."""
    walk = app.walk_through
    if walk is not None:
        for step, title in walk.steps():
            name, what = tr("Go to {step}", step=title), tr("A step of the workshop")
            yield SystemCommand(name, what, lambda step=step: walk.go(step))
        agenda = tr("How long it takes, part by part")
        yield SystemCommand(walk.agenda_title, agenda, walk.show_agenda)
        yield SystemCommand(tr("Undo"), tr("Take back the last change"), walk.undo)
        yield SystemCommand(tr("Redo"), tr("Do again what was taken back"), walk.redo)
        yield SystemCommand(
            tr("Next open question"), tr("Go to what is not settled"), walk.go_to_open
        )
        if app.guard is not None:
            yield from app.guard.commands()
        yield SystemCommand(tr("Home"), tr("Close this session, all saved"), walk.go_home)
    yield SystemCommand(tr("Light or dark"), tr("Switch the theme"), app.action_light_or_dark)
    yield SystemCommand(tr("Help"), tr("Guidance and keys for this screen"), app.action_guidance)
    yield SystemCommand(
        tr("Matrix"), tr("The eight published rows and every cell"), app.show_matrix
    )
    yield SystemCommand(tr("Quit"), tr("Leave; everything is saved"), app.action_quit)


class Commands(Provider):
    """What the application offers in its palette, in the order of the workshop."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, what, callback, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(cell(name), callback, text=name, help=what)

    async def search(self, query: str) -> Hits:
        """What fits the letters that were typed."""
        matcher = self.matcher(query)
        for name, what, callback, _ in self.app.get_system_commands(self.screen):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, cell(name), callback, text=name, help=what)
