"""Calls to services of a Linux desktop, over its message bus (D-Bus)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

_FAILURES = (ImportError, LookupError, OSError, RuntimeError, ValueError, TypeError)
"""What jeepney raises for a bus that is not there, hangs up, says no, or talks nonsense."""

PATIENCE = 1.0
"""Seconds for one answer of a service, unless the call names others."""


class NoAnswer(Exception):
    """There is no such bus or service here, or it said no, or it took too long."""


class Service(NamedTuple):
    """Where a service is reached: the name that it owns on the bus, its object, and the interface asked for."""

    name: str
    path: str
    interface: str


@contextmanager
def connected(kind: Literal["SESSION", "SYSTEM"]) -> Iterator[Any]:
    """A connection to the bus of the session or of the system; raises :class:`NoAnswer` when there is none."""
    try:
        from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
    except ImportError as error:
        raise NoAnswer from error
    try:
        bus = open_dbus_connection(kind, enable_fds=kind == "SYSTEM", auth_timeout=PATIENCE / 2)
    except (*_FAILURES, DBusErrorResponse) as error:
        raise NoAnswer from error
    with bus:
        yield bus


def ask(
    bus: Any,
    service: Service,
    method: str,
    signature: str,
    body: tuple[object, ...],
    *,
    start: bool = False,
    patience: float = PATIENCE,
) -> Any:
    """Call a method of a service and answer with the first value of its answer; raises :class:`NoAnswer`.

    ``signature`` describes ``body`` in the letters of D-Bus. A service that does not run is only begun with ``start``.
    ``patience`` is in seconds.
    """
    from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call

    address = DBusAddress(service.path, bus_name=service.name, interface=service.interface)
    message = new_method_call(address, method, signature, body)
    if not start:
        message.header.flags |= MessageFlag.no_auto_start
    try:
        answer = bus.send_and_get_reply(message, timeout=patience)
        if answer.header.message_type is MessageType.error:
            raise NoAnswer
        return answer.body[0]
    except _FAILURES as error:
        raise NoAnswer from error
