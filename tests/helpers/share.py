"""A network share of a test's own: a folder, served by a private sshd on loopback and mounted by sshfs."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.drive import why_no_drives
from tests.helpers.server_process import free_port, running

_SSHD = "/usr/sbin/sshd"


@contextlib.contextmanager
def shared(folder: Path, mountpoint: Path, work: Path) -> Iterator[subprocess.Popen[bytes]]:
    """See ``folder`` at ``mountpoint`` through the network; gives the server. Skips the test where that cannot be."""
    missing = [name for name in ("sshfs", "ssh-keygen") if shutil.which(name) is None]
    if why_no_drives() or missing or not os.path.exists(_SSHD) or os.geteuid() != 0:
        pytest.skip(why_no_drives() or "sshfs, ssh-keygen and sshd are needed, and root, who may start one")
    work.mkdir(mode=0o700)
    mountpoint.mkdir(parents=True)
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(work / name)]
        subprocess.run(command, check=True)
    shutil.copy(work / "user.pub", work / "authorized_keys")
    port = free_port()
    host_key = (work / "host.pub").read_text().split()[:2]
    (work / "known_hosts").write_text(f"[127.0.0.1]:{port} {' '.join(host_key)}\n")
    (work / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {work / 'host'}\nPidFile none\n"
        f"AuthorizedKeysFile {work / 'authorized_keys'}\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        "PermitRootLogin prohibit-password\nStrictModes no\nUsePAM no\nSubsystem sftp internal-sftp\n"
    )
    os.makedirs("/run/sshd", mode=0o755, exist_ok=True)  # sshd insists on it
    options = (
        f"port={port},IdentityFile={work / 'user'},UserKnownHostsFile={work / 'known_hosts'},IdentitiesOnly=yes,"
        "StrictHostKeyChecking=yes,BatchMode=yes,ro"
    )
    with running([_SSHD, "-D", "-e", "-f", str(work / "config")], work, [port]) as server:
        user = subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()
        mounting = ["sshfs", "-F", "/dev/null", "-o", options, f"{user}@127.0.0.1:{folder}", str(mountpoint)]
        done = subprocess.run(mounting, capture_output=True, text=True, timeout=60)
        if done.returncode:
            pytest.skip(f"the share cannot be mounted: {done.stderr.strip()[-200:]}")
        try:
            yield server
        finally:
            subprocess.run(["fusermount3", "-u", "-z", str(mountpoint)], stderr=subprocess.DEVNULL)
