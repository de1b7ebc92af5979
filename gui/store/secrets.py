"""Tokens in the operating system's keyring; without one, in memory until the program ends. Never in a file."""

from __future__ import annotations

import importlib
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Generic, TypeVar

from gui.core.errors import KeyringUnavailable
from gui.core.token import Token

SERVICE = "DICOM Courier"

_BACKENDS = {
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS.Keyring",),
}
_BACKENDS_ELSEWHERE = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
)
_PART = 1200
"""Characters in one entry: Windows holds 1280 (2560 bytes of UTF-16), and says no by an error of its own."""

_PARTS = re.compile(r"([1-9][0-9]{0,2}) parts")
"""What stands in the first entry of a token that is cut; no token holds a space."""

Answer = TypeVar("Answer")


class Kept(StrEnum):
    """Where a token is kept."""

    KEYRING = "keyring"
    THIS_RUN = "this_run"


class _NoBackend(Exception):
    """This computer has none of the keyrings that are allowed."""


class TokenStore:
    """Keeps one token for each origin (scheme, host, port), so that a changed address never gets the old one.

    Only keyrings of the operating system or the desktop are used: ``PYTHON_KEYRING_BACKEND`` and
    ``keyringrc.cfg``, which can name one that writes a plain file, are heard only where they name one of these.

    A keyring may ask the person something and block meanwhile: every call returns within ``time_limit`` seconds,
    also while an earlier one still hangs. All methods may be called from every thread; none belongs in the window's.
    """

    def __init__(self, time_limit: float = 10.0) -> None:
        self._time_limit = time_limit
        self._lock = threading.Lock()
        self._this_run: dict[str, Token] = {}
        self._wanted: dict[str, Token | None] = {}
        self._turn = threading.Lock()
        self._backend: Any = None

    def save(self, origin: str, token: Token) -> Kept:
        """Keep a token; says whether in the keyring or, because that could not be, until the program ends."""
        with self._lock:
            self._this_run[origin] = token
            self._wanted[origin] = token

        def work(backend: Any) -> None:
            _write(backend, origin, token.reveal())
            if not self._still_wanted(origin, token):
                _erase(backend, origin)

        try:
            self._ask(work)
        except KeyringUnavailable:
            return Kept.THIS_RUN
        with self._lock:
            if self._this_run.get(origin) is token:
                del self._this_run[origin]
        return Kept.KEYRING

    def load(self, origin: str) -> Token | None:
        """The token of an origin: the one of this run, else the keyring's, else None for “none is kept”.

        Raises :class:`gui.core.errors.KeyringUnavailable` when this run has none and no keyring could be asked
        (there is none, it stayed locked, it did not answer in time): then nobody knows whether one is kept.
        """
        with self._lock:
            token = self._this_run.get(origin)
        if token is not None:
            return token
        text = self._ask(lambda backend: _read(backend, origin))
        return None if text is None else Token(text)

    def delete(self, origin: str) -> None:
        """Remove the token of an origin from this run and from the keyring; none there is no error.

        Raises :class:`gui.core.errors.KeyringUnavailable` when there is a keyring and it could not be asked: it may
        still hold the token.
        """
        with self._lock:
            self._this_run.pop(origin, None)
            self._wanted[origin] = None
        try:
            self._ask(lambda backend: _erase(backend, origin))
        except KeyringUnavailable as error:
            if error.detail != "NoBackend":
                raise

    def describe(self) -> str:
        """The keyring's name for the technical details, or why there is none. Says nothing about tokens."""
        try:
            return self._ask(_full_name)
        except KeyringUnavailable as error:
            return f"no keyring ({error.detail})"

    def where(self) -> Kept:
        """Where a token would be kept now. Waits for the keyring, up to the time limit."""
        try:
            self._ask(_full_name)
        except KeyringUnavailable:
            return Kept.THIS_RUN
        return Kept.KEYRING

    # -- inside ----------------------------------------------------------------------------------------------

    def _still_wanted(self, origin: str, token: Token) -> bool:
        """False when a save that hung was overtaken by a removal, or by another token, which its own save writes."""
        with self._lock:
            return self._wanted.get(origin) is token

    def _ask(self, question: Callable[[Any], Answer]) -> Answer:
        """The keyring's answer. Raises :class:`KeyringUnavailable` for no answer in time, and for every failure."""
        end = time.monotonic() + self._time_limit
        # One call at a time: while a prompt is open, a second call would open a second one.
        if not self._turn.acquire(timeout=self._time_limit):
            raise KeyringUnavailable(detail="TimeLimit")
        call = _Call(lambda: question(self._find_backend()), self._turn)
        threading.Thread(target=call.run, name="keyring", daemon=True).start()
        if not call.done.wait(max(0.0, end - time.monotonic())):
            raise KeyringUnavailable(detail="TimeLimit")
        if call.failure is not None:
            raise KeyringUnavailable(detail=call.failure)
        return call.answers[0]

    def _find_backend(self) -> Any:
        """The keyring to use, looked for until there is one. Only ever called by the thread whose turn it is."""
        if self._backend is None:
            found = [backend for backend in map(_try_backend, _allowed()) if backend is not None]
            named = _named_backend()
            found.sort(key=lambda backend: (_full_name(backend) == named, backend.priority), reverse=True)
            if not found:
                raise _NoBackend
            self._backend = found[0]
        return self._backend


class _Call(Generic[Answer]):
    """One question to the keyring, asked in a thread of its own that may hang."""

    def __init__(self, question: Callable[[], Answer], turn: threading.Lock) -> None:
        self._question = question
        self._turn = turn
        self.done = threading.Event()
        self.answers: list[Answer] = []
        self.failure: str | None = None

    def run(self) -> None:
        """Ask; keep the answer, or the failure's class name and nothing of its text."""
        try:
            self.answers.append(self._question())
        except Exception as error:  # noqa: BLE001 – keyrings raise classes of libraries that are not even installed here
            self.failure = type(error).__name__.lstrip("_")
        finally:
            self._turn.release()
            self.done.set()


def _allowed() -> tuple[str, ...]:
    return _BACKENDS.get(sys.platform, _BACKENDS_ELSEWHERE)


def _try_backend(name: str) -> Any | None:
    """The keyring of this class, or None when it cannot be used on this computer."""
    module_name, _, class_name = name.rpartition(".")
    try:
        backend_class = getattr(importlib.import_module(module_name), class_name)
        if not backend_class.viable:
            return None
        backend = backend_class()
    except (ImportError, AttributeError, TypeError):
        return None
    if sys.platform == "win32":
        backend.persist = "local machine"  # otherwise it roams to other computers
    return backend


def _named_backend() -> str:
    """The keyring that this person prefers, by the two ways that the library ``keyring`` has for it."""
    import configparser

    from keyring.util import platform_

    named = os.environ.get("PYTHON_KEYRING_BACKEND", "")
    if named:
        return named
    config = configparser.RawConfigParser()
    try:
        config.read(platform_.config_root() / "keyringrc.cfg", encoding="utf-8")
        return config.get("backend", "default-keyring", fallback="").strip()
    except (configparser.Error, UnicodeDecodeError, OSError):
        return ""


def _full_name(backend: Any) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _part_name(origin: str, number: int) -> str:
    return f"{origin} part {number}"


def _count_parts(first: str | None) -> int:
    match = _PARTS.fullmatch(first or "")
    return int(match[1]) if match else 0


def _write(backend: Any, origin: str, text: str) -> None:
    """Write the token and read it back; raises what the keyring raises, and ValueError for another token."""
    before = _count_parts(backend.get_password(SERVICE, origin))
    parts = [text[start : start + _PART] for start in range(0, len(text), _PART)] if len(text) > _PART else []
    for number, part in enumerate(parts, start=1):
        backend.set_password(SERVICE, _part_name(origin, number), part)
    backend.set_password(SERVICE, origin, f"{len(parts)} parts" if parts else text)
    for number in range(len(parts) + 1, before + 1):
        _remove(backend, _part_name(origin, number))
    if _read(backend, origin) != text:
        raise ValueError("the keyring gave back another token")


def _read(backend: Any, origin: str) -> str | None:
    """The token as it was written; None when there is none, or when a part of it is gone."""
    first: str | None = backend.get_password(SERVICE, origin)
    count = _count_parts(first)
    if not count:
        return first or None
    parts = [backend.get_password(SERVICE, _part_name(origin, number)) for number in range(1, count + 1)]
    return None if None in parts else "".join(parts)


def _erase(backend: Any, origin: str) -> None:
    for number in range(1, _count_parts(backend.get_password(SERVICE, origin)) + 1):
        _remove(backend, _part_name(origin, number))
    _remove(backend, origin)


def _remove(backend: Any, user: str) -> None:
    if backend.get_password(SERVICE, user) is not None:
        backend.delete_password(SERVICE, user)
