"""A token that does not show itself."""

from __future__ import annotations

from typing import NoReturn

from gui.core.destination import Scheme
from gui.core.errors import TokenInvalid


class Token:
    """Keeps a token out of ``repr``, logs, pickles and crash reports.

    Only :meth:`reveal` gives the text, to the code that writes the request header or the keyring.
    """

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    @classmethod
    def parse(cls, pasted: str, scheme: Scheme = Scheme.TOKEN) -> Token:
        """Make a token from what a person pasted: white space and line ends around it and within it are dropped.

        With the scheme ``Basic`` it is ``name:password``, in which only the ends are trimmed. Raises
        :class:`TokenInvalid` when nothing is left, or when a character is not printable ASCII, which no request
        header can carry (RFC 9110 §5.5); a password may hold others, because it is encoded (RFC 7617 §2.1).
        """
        if scheme is Scheme.BASIC:
            return cls._parse_login(pasted.strip())
        text = "".join(pasted.split())
        for word in (Scheme.TOKEN, Scheme.BEARER):
            words = pasted.split()
            if len(words) == 2 and words[0].rstrip(":").lower() == word.value.lower():
                text = words[1]
        if not text:
            raise TokenInvalid(problem="The token is empty.")
        if any(not "!" <= character <= "~" for character in text):
            raise TokenInvalid(problem="It holds a character that no token has, such as a curly quote or an accent.")
        return cls(text)

    @classmethod
    def _parse_login(cls, text: str) -> Token:
        if not text:
            raise TokenInvalid(problem="Name and password are empty.")
        if not text.partition(":")[0] or ":" not in text:
            raise TokenInvalid(problem="Name and password are written with a colon between them: name:password.")
        if not text.isprintable():
            raise TokenInvalid(problem="It holds a character that no password has, such as a line end.")
        return cls(text)

    def reveal(self) -> str:
        """The token itself. Never log, store in a file, or show it."""
        return self.__text

    def __repr__(self) -> str:
        return "Token(…)"

    def __str__(self) -> str:
        return "Token(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Token) and other.reveal() == self.__text

    def __hash__(self) -> int:
        return hash(self.__text)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a token is never written anywhere")
