"""A keyring that lives as long as the test."""

from __future__ import annotations

from gui.core.token import Token
from gui.store.secrets import Kept, TokenStore


class MemoryTokens(TokenStore):
    """Keeps tokens as a computer without a keyring does, and counts how often one was kept."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, Token] = {}
        self.saved = 0

    def save(self, origin: str, token: Token) -> Kept:
        self.kept[origin] = token
        self.saved += 1
        return Kept.KEYRING

    def load(self, origin: str) -> Token | None:
        return self.kept.get(origin)

    def delete(self, origin: str) -> None:
        self.kept.pop(origin, None)
