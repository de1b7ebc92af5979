"""A token goes in as pasted and comes out only where it is asked for by name."""

from __future__ import annotations

import copy
import pickle
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.errors import TokenInvalid
from gui.core.token import Token

tokens = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=80)


@given(tokens, st.sampled_from(["", " ", "\n", "\r\n", "\t "]))
def test_spaces_and_line_ends_around_a_pasted_token_do_not_matter(text: str, around: str) -> None:
    assert Token.parse(around + text + around).reveal() == text


@pytest.mark.parametrize("pasted", ["Token abc123", "Bearer abc123", "token  abc123\n", "abc\n123"])
def test_a_scheme_or_a_line_break_within_is_dropped(pasted: str) -> None:
    assert Token.parse(pasted).reveal() == "abc123"


@pytest.mark.parametrize("pasted", ["", " \n", "abc“def”", "schlüssel", "abc\x00", "токен"])
def test_what_cannot_be_a_token_is_told_without_repeating_it(pasted: str) -> None:
    with pytest.raises(TokenInvalid) as caught:
        Token.parse(pasted)
    text = "".join(traceback.format_exception_only(caught.value)) + caught.value.advice + caught.value.detail
    assert not pasted.strip() or pasted.strip() not in text


@given(tokens.filter(lambda text: len(text) > 8))
def test_a_token_shows_itself_nowhere(text: str) -> None:
    token = Token(text)
    assert text not in f"{token!r} {token} {[token]} {token!s}"
    with pytest.raises(TypeError):
        pickle.dumps(token)
    with pytest.raises(TypeError):
        copy.copy(token)
