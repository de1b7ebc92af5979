"""nginx in front of another server: TLS, a cap for bodies, and an upstream that is down."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.server_process import free_port, running

PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

needs_nginx = pytest.mark.skipif(
    PROGRAM is None, reason="no nginx here (apt-get install --no-install-recommends nginx)"
)

_SETTINGS = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    server {{
        listen 127.0.0.1:{port} ssl;
        client_max_body_size {cap};
        {lingering}
        location / {{ proxy_pass http://127.0.0.1:{upstream}; }}
        location /down/ {{ proxy_pass http://127.0.0.1:{nobody}/; }}
    }}
}}
"""


@dataclass(frozen=True)
class Nginx:
    """A running nginx; below ``/down/`` it leads to nobody."""

    port: int

    @property
    def origin(self) -> str:
        """Its address without a path; the certificate is for ``localhost``."""
        return f"https://localhost:{self.port}"


@contextlib.contextmanager
def run_nginx(
    folder: Path, upstream: int, certificate: tuple[str, str], *, cap: str = "64k", lingering: bool = True
) -> Iterator[Nginx]:
    """nginx with TLS in front of a port. ``lingering`` False: after an early answer nothing more is read."""
    import os

    assert PROGRAM is not None
    port, nobody = free_port(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    settings = _SETTINGS.format(
        folder=folder,
        user="user root;" if os.geteuid() == 0 else "",
        certificate=certificate[0],
        key=certificate[1],
        port=port,
        cap=cap,
        lingering="" if lingering else "lingering_close off;",
        upstream=upstream,
        nobody=nobody,
    )
    (folder / "nginx.conf").write_text(settings)
    with running([PROGRAM, "-p", str(folder), "-c", str(folder / "nginx.conf")], folder, [port]):
        yield Nginx(port)
