"""Name and password, for servers that want them instead of a token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.destination import Scheme
from gui.core.errors import TokenInvalid
from gui.core.token import Token

printable = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)


@given(printable.filter(lambda name: ":" not in name), printable, st.sampled_from(["", " ", "\n", "\r\n"]))
def test_a_login_keeps_what_is_in_it(name: str, password: str, around: str) -> None:
    login = f"{name}:{password} {password}"
    assert Token.parse(around + login + around, Scheme.BASIC).reveal() == login


@pytest.mark.parametrize("pasted", ["", " \n", "clinic", ":secret", "clinic:sec\nret", "clinic:sec\x00ret"])
def test_what_cannot_be_a_login_is_told_without_repeating_it(pasted: str) -> None:
    with pytest.raises(TokenInvalid) as caught:
        Token.parse(pasted, Scheme.BASIC)
    assert "secret" not in caught.value.advice + str(caught.value)


def test_an_empty_password_is_a_password() -> None:
    assert Token.parse("clinic:", Scheme.BASIC).reveal() == "clinic:"


def test_a_login_shows_itself_nowhere() -> None:
    assert "secret" not in repr(Token.parse("clinic:secret", Scheme.BASIC))
