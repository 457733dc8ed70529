"""The palette's commands. Their names may come from a content folder, so they are never markup."""

from textual.command import DiscoveryHit, Hit, Hits, Provider

from fouraxis.tui.shown import cell


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
