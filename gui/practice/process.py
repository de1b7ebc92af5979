"""The Practice service in a process of its own, which never outlives the program that started it."""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import secrets
import signal
import sys
import threading
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from gui.core.errors import CourierError
from gui.core.token import Token

_START_SECONDS = 30.0
_STOP_SECONDS = 5.0
_LOOK_SECONDS = 2.0


class PracticeUnavailable(CourierError):
    """The Practice service did not start: its folder cannot be written, its port is taken, or it took too long."""

    title_template = "The Practice service could not be started"
    advice_template = (
        "Nothing was sent. Make room on this computer’s disk, then start the program again. If it stays so, ask "
        "your IT."
    )


class PracticeProcess:
    """Starts and stops one Practice service for the program.

    The service ends by itself when this program ends, in whatever way: it watches a pipe that closes with it.

    :param store: where it keeps what it receives.
    :param token: the token that it accepts; a random one when not given.
    :param port: 0 for a free one.
    """

    def __init__(self, store: Path, *, token: Token | None = None, port: int = 0) -> None:
        self._store = store
        self._token = token or Token(secrets.token_hex(20))
        self._wanted_port = port
        self._port: int | None = None
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    @property
    def token(self) -> Token:
        """The token that it accepts."""
        return self._token

    @property
    def base_url(self) -> str:
        """The base URL to send to. Raises :class:`PracticeUnavailable` before :meth:`start`."""
        if self._port is None:
            raise PracticeUnavailable(detail="NotStarted")
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it and wait until it listens. Raises :class:`PracticeUnavailable`, within 30 seconds at most."""
        context = multiprocessing.get_context("spawn")
        mine, its = context.Pipe()
        self._pipe = mine
        self._process = context.Process(target=_run, args=(its,), name="practice", daemon=True)
        try:
            self._process.start()
            its.close()
            # Over the pipe and not as an argument: a token is never written anywhere, and arguments can be seen.
            mine.send((os.fspath(self._store), self._token.reveal(), self._wanted_port, os.getpid()))
            answer = mine.recv() if mine.poll(_START_SECONDS) else "TimeLimit"
        except (OSError, EOFError) as error:
            answer = type(error).__name__
        if not isinstance(answer, int):
            self.stop()
            raise PracticeUnavailable(detail=str(answer))
        self._port = answer

    def stop(self) -> None:
        """Stop it and wait for its end. A second call does nothing."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        self._port = None
        if pipe is not None:
            pipe.close()
        if process is None or process.pid is None:
            return
        process.join(_STOP_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
        process.close()


def serve_forever(port: int, store: Path, token: Token) -> None:
    """Run the service in this process until SIGTERM or SIGINT; prints its address, one line, and nothing else.

    Must be called in the main thread. Raises :class:`PracticeUnavailable` when it cannot listen or store.
    """
    from gui.practice.server import PracticeService

    try:
        service = PracticeService(store, token, port)
    except (OSError, OverflowError) as error:
        raise PracticeUnavailable(detail=type(error).__name__) from error
    end = threading.Event()
    former = {number: signal.signal(number, lambda *_: end.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        service.start()
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.write(f"{service.base_url}\n")
            sys.stdout.flush()
        while not end.wait(_LOOK_SECONDS):  # without a limit, Windows would not hear the signal
            pass
    finally:
        service.stop()
        for number, handler in former.items():
            signal.signal(number, handler)


def _run(pipe: Connection) -> None:
    """The child: answer with the port, or with the name of what went wrong; end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's, which may want to end an upload first
    from gui.practice.server import PracticeService

    try:
        store, token, port, parent = pipe.recv()
        service = PracticeService(Path(store), Token(token), port)
    except EOFError:
        return
    except (OSError, OverflowError) as error:
        pipe.send(type(error).__name__)
        return
    service.start()
    try:
        pipe.send(service.port)
        _wait_for_end(pipe, parent)
    except OSError:
        return
    finally:
        service.stop()


def _wait_for_end(pipe: Connection, parent: int) -> None:
    """Return when the parent closes the pipe or is gone, also when another of its children holds the pipe open."""
    watched: list[Connection | int] = [pipe]
    parent_process = multiprocessing.parent_process()
    if parent_process is not None:
        watched.append(parent_process.sentinel)
    while not multiprocessing.connection.wait(watched, _LOOK_SECONDS):
        if os.name == "posix" and os.getppid() != parent:
            return
