"""The rows of the setup: whose answers they are, by the beginning of their item."""

from typing import Final

from textual.containers import Vertical

from fouraxis.tui.questions.table import QuestionTable

NEW: Final = "new-participant"
PERSON: Final = "participant."
FACT: Final = "file."
PART: Final = "part."
AGENDA: Final = "agenda"


class SetupTable(QuestionTable):
    """Rows without notes and marks: nothing here is a question of the framework."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what a row of the setup can take."""
        if action in ("note", "mark"):
            return False
        if action == "clear" and (self.item or "").startswith(
            (FACT, PART, AGENDA, "title", "reveal")
        ):
            return False
        return super().check_action(action, parameters)


class SetupRows(Vertical):
    """Where the table scrolls: however much room it is left, the cursor's row stays in sight."""

    def on_resize(self) -> None:
        """The aside or the footer took some of the room, or gave it back."""
        self.query_one(SetupTable).reveal_cursor()
