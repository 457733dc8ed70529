"""What a wheel has beside the files of the checkout: the shipped content as it was checked."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import (  # type: ignore[import-not-found]
    BuildHookInterface,  # where it is built, it is there
)


class CheckedContent(BuildHookInterface):  # type: ignore[misc]
    """Checks the shipped content when fouraxis is built or installed, and keeps it beside."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files, and have the wheel take them along."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from fouraxis.content.load import keep

        build_data["artifacts"] += [str(path.relative_to(root)) for path in keep()]
