"""One window for each person: a second start hands its folders and files to the first one and ends."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LIMIT = 1024 * 1024
"""Bytes of one message, without its head."""

MAGIC = b"DCC1"
"""How a message begins; four bytes with its length (big-endian) and the paths, parted by NUL, follow."""

TAKEN = b"\x06"
"""The answer to a message that was taken."""

_HEAD = len(MAGIC) + 4
_KEY_LENGTH = 32

_log = logging.getLogger(__name__)


class SingleInstance(QObject):
    """Says whether this program is the first one of this person, and carries paths from the others to it.

    :param folder: this person's data folder, which exists; there is one first program for each.
    :param patience: milliseconds that another start has to say what it wants.

    ``paths_received`` brings a list of absolute paths (``str``); an empty one means “come to the front”. It comes
    in the thread of this object, which needs an event loop.
    """

    paths_received = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None, *, patience: int = 5_000) -> None:
        super().__init__(parent)
        self._folder = folder
        self._patience = patience
        self._lock = QLockFile(str(folder / "program.lock"))
        self._lock.setStaleLockTime(0)  # a program that has run for days is not dead
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)

    # -- the first -------------------------------------------------------------------------------------------

    def claim(self) -> bool:
        """True when this is the first program, which listens to the others from now on.

        The lock of a program that has died is taken over. Where no lock can be made at all (no room, no rights) the
        answer is True too: two windows are better than none.
        """
        if self._lock.isLocked():
            return True
        if not self._lock.tryLock(0) and not self._take_over():
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                return False
            _log.warning("no lock for this person's folder: %s", self._lock.error().name)
        self._listen()
        return True

    def stop_listening(self) -> None:
        """Take no more paths, for a program that is closing: who hands them over would believe they are read."""
        self._server.close()
        for visit in self.findChildren(_Visit):
            visit.hang_up()

    def release(self) -> None:
        """Stop listening and let the next one be the first; call it last of all."""
        self.stop_listening()
        self._lock.unlock()

    def _take_over(self) -> bool:
        """Take a lock that nobody holds, though its file names the number of a running process.

        Numbers are used again after a crash. The system knows better: the file can be removed only when no process
        holds it open and locked.
        """
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            return False
        guard = QLockFile(str(self._folder / "program.takeover"))  # two at once could remove each other's new lock
        if not guard.tryLock(0):
            return False
        try:
            return self._lock.removeStaleLockFile() and self._lock.tryLock(0)
        finally:
            guard.unlock()

    def _listen(self) -> None:
        name = self._server_name() or self._make_key()
        if name is None:
            return
        if self._lock.isLocked():
            QLocalServer.removeServer(name)  # what a killed program left
        if not self._server.listen(name):
            _log.warning("other starts cannot be heard: %s", self._server.serverError().name)

    @Slot()
    def _receive(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            visit = _Visit(socket, self._patience, self)
            visit.taken.connect(self.paths_received)
            visit.begin()

    # -- the others ------------------------------------------------------------------------------------------

    def send(self, paths: Sequence[str], timeout_ms: int = 2_000) -> bool:
        """Hand paths to the first program, none for “come to the front”; True when it has taken them.

        Relative paths are taken from the current folder. Blocks for ``timeout_ms`` at the most, also when the first
        program hangs; then it may still take the paths later.
        """
        _let_it_come_to_the_front()
        deadline = QDeadlineTimer(timeout_ms)
        names = [os.fsencode(Path(path).absolute()) for path in paths if path and "\0" not in path]
        return all(self._hand_over(message, deadline) for message in _messages(names))

    def _hand_over(self, message: bytes, deadline: QDeadlineTimer) -> bool:
        socket = QLocalSocket()
        while not self._connect(socket, deadline):
            if deadline.hasExpired():
                return False
            QThread.msleep(20)  # the first one may have begun a moment ago; this one has no window
        socket.write(message)
        while socket.bytesToWrite():
            if not socket.waitForBytesWritten(max(0, deadline.remainingTime())):
                return False
        while not socket.bytesAvailable():
            if not socket.waitForReadyRead(max(0, deadline.remainingTime())):
                return False
        return bytes(socket.readAll().data()) == TAKEN

    def _connect(self, socket: QLocalSocket, deadline: QDeadlineTimer) -> bool:
        name = self._server_name()
        if name is None:
            return False
        socket.connectToServer(name)
        return socket.waitForConnected(max(0, deadline.remainingTime()))

    # -- the name --------------------------------------------------------------------------------------------

    def _server_name(self) -> str | None:
        """The server's name: a hash of the folder and of a secret in it, so that no other user can take it first.

        None while there is no secret yet.
        """
        try:
            key = (self._folder / "program.key").read_bytes()
        except OSError:
            return None
        if len(key) != _KEY_LENGTH:
            return None
        digest = hashlib.blake2b(os.fsencode(self._folder), key=key, digest_size=16).hexdigest()
        return f"dicom-courier-{digest}"

    def _make_key(self) -> str | None:
        """Write the secret, readable for this person only; the server's name, or None when it cannot be written."""
        fresh = self._folder / "program.key.new"
        try:
            fresh.unlink(missing_ok=True)
            with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_KEY_LENGTH))
            fresh.replace(self._folder / "program.key")
        except OSError as error:
            _log.warning("other starts cannot be heard: %s", type(error).__name__)
            return None
        return self._server_name()


class _Visit(QObject):
    """One connection of another start. Whatever is not a whole message of absolute paths is hung up on."""

    taken = Signal(object)

    def __init__(self, socket: QLocalSocket, patience: int, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._patience = patience
        self._data = b""
        self._done = False
        socket.setParent(self)

    def begin(self) -> None:
        """Listen to it, from now on and until it has spoken or its time is over."""
        self._socket.setReadBufferSize(_HEAD + LIMIT + 1)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self.deleteLater)
        QTimer.singleShot(self._patience, self, self.hang_up)
        self._read()
        if self._socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            self.deleteLater()

    @Slot()
    def _read(self) -> None:
        self._data += bytes(self._socket.readAll().data())
        if self._done or not self._data:
            return
        length = int.from_bytes(self._data[len(MAGIC) : _HEAD], "big") if len(self._data) >= _HEAD else 0
        if not MAGIC.startswith(self._data[: len(MAGIC)]) or length > LIMIT or len(self._data) > _HEAD + LIMIT:
            self.hang_up()
        elif len(self._data) >= _HEAD and len(self._data) >= _HEAD + length:
            self._done = True
            self._take(self._data[_HEAD:], length)

    def _take(self, payload: bytes, length: int) -> None:
        paths = None if len(payload) != length else parse_paths(payload)
        if paths is None:
            self.hang_up()
            return
        self._socket.write(TAKEN)
        self._socket.flush()
        self.taken.emit(paths)

    @Slot()
    def hang_up(self) -> None:
        """End the visit without an answer."""
        self._done = True
        self._socket.abort()


def parse_paths(payload: bytes) -> list[str] | None:
    """The paths of a message; None when one of them is empty, relative, or no name of this system."""
    if not payload:
        return []
    try:
        paths = [os.fsdecode(name) for name in payload.split(b"\0")]
    except UnicodeDecodeError:
        return None
    return paths if all(Path(path).is_absolute() for path in paths) else None


def _messages(names: Iterable[bytes]) -> Iterator[bytes]:
    """The messages that carry these names: at least one, and none over the limit that holds two names or more."""
    held: list[bytes] = []
    length = -1
    for name in names:
        if held and length + 1 + len(name) > LIMIT:
            yield _message(b"\0".join(held))
            held, length = [], -1
        held.append(name)
        length += 1 + len(name)
    yield _message(b"\0".join(held))


def _message(payload: bytes) -> bytes:
    return MAGIC + len(payload).to_bytes(4, "big") + payload


def _let_it_come_to_the_front() -> None:
    """Windows lets a window come to the front only when the program that the person has just started says so."""
    if sys.platform == "win32":
        import ctypes

        ctypes.WinDLL("user32").AllowSetForegroundWindow(ctypes.c_uint32(0xFFFFFFFF))
