"""Limits, time-outs and waits of the engine, in one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from gui.core.pace import NightWindow
from gui.core.plan import Limits
from gui.core.proxy import ProxySettings
from gui.core.retry import Backoff


@dataclass(frozen=True, slots=True)
class Tuning:
    """How the engine behaves; the defaults are for a clinic's line. Times are in seconds, sizes in bytes.

    ``connect_timeout`` is for reaching the service, ``send_timeout`` for one write that makes no headway,
    ``read_timeout`` for one read, ``answer_deadline`` for the whole answer after the body went out.
    ``answer_limit`` is how much of an answer is read, unpacked. ``tries`` is how often a request goes out while
    failures pass, ``first_tries`` the same before the service has answered at all (a wrong address is likelier
    then), ``total_wait`` how long all waits in a row may take. ``ca_file`` is an extra file of certificate
    authorities (PEM), beside the operating system's store. ``block`` is how much is read and written at a time.
    ``bytes_per_second`` caps what all connections send together, None does not. ``night`` are the hours in which
    requests begin, None for always; one that is out when they end is finished. ``proxy`` None means the one that this
    computer is set to.
    """

    limits: Limits = field(default_factory=Limits)
    connect_timeout: float = 30.0
    send_timeout: float = 60.0
    read_timeout: float = 300.0
    answer_deadline: float = 600.0
    answer_limit: int = 1024 * 1024
    tries: int = 8
    first_tries: int = 3
    total_wait: float = 900.0
    backoff: Backoff = field(default_factory=Backoff)
    report_interval: float = 0.1
    stop_patience: float = 0.7
    block: int = 1024 * 1024
    ca_file: str | None = None
    bytes_per_second: float | None = None
    night: NightWindow | None = None
    proxy: ProxySettings | None = None
