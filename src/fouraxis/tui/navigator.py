"""What a screen may ask of the application: to go somewhere, to undo, to close the session."""

from typing import Protocol

from fouraxis.workshop.session import Step


class Navigator(Protocol):
    """The application, as screens know it. None of these touches a file in the way of a key."""

    def go(
        self,
        step: Step,
        *,
        workload: str | None = None,
        vendor: str | None = None,
        item: str | None = None,
    ) -> None:
        """Show a step, at a workload, vendor and item; where they are missing, the first ones."""

    def turn_page(self, by: int) -> None:
        """Go `by` pages further in the walk."""

    def go_to_open(self) -> None:
        """Go to the next question that is open, unknown, parked or marked for review."""

    def go_home(self) -> None:
        """Close the session, all of it saved, and show Home."""

    def ask_where_to_go(self) -> None:
        """Let the room pick a step or a workload."""

    def show_agenda(self, part: Step | None = None) -> None:
        """Show the agenda over the step where the room is, with the cursor on a part."""

    def undo(self) -> None:
        """Take back the last change and go where it was made."""

    def redo(self) -> None:
        """Do again what was taken back and go where it was made."""
