"""What dialogs with a field have in common: keys act in the order in which they are pressed."""

from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class TypingDialog(ModalScreen[Result]):
    """A dialog with a field to type in.

    A binding with priority acts before the letters that wait for the field, so a name that is typed
    fast would be cut short. Such a binding goes through `after_typing`.
    """

    def action_after_typing(self, action: str) -> None:
        """Run an action of this dialog once the field has taken all that was typed before."""
        (self.focused or self).call_later(self.run_action, action)
