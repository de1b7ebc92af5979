"""The command line: the same core as the window, without Qt. Verbs: scan, send, watch, resume, history, practice."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from gui.core.address import parse_address
from gui.core.cancel import Cancelled, CancelToken
from gui.core.destination import Destination, Dialect, Scheme, parse_source, practice_destination
from gui.core.entities import WARNING_TEXTS, Skipped
from gui.core.errors import CourierError, UploadInUse
from gui.core.exit_codes import CANCELLED, REFUSED, USAGE, VERIFIED, code_of_error, code_of_receipt
from gui.core.proxy import FindProxy
from gui.core.sending import Begun, Sent
from gui.core.sentences import advice, headline
from gui.core.shapes import history_json, not_begun_json, receipt_json, scan_json
from gui.core.token import Token
from gui.core.upload import Outcome, Progress
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.deidentify.errors import NothingDeidentified
from gui.store.places import Places
from gui.terminal_passwords import advice_for, asker_for, asker_from_file
from gui.verbs import parser


def main(arguments: Sequence[str], *, find_proxy: FindProxy | None = None) -> int:
    """Run one verb; answers with the exit code (0 verified … 130 cancelled, see README).

    ``find_proxy`` tells the system's proxy where the usual way does not.
    """
    options = parser().parse_args(arguments, argparse.Namespace(find_proxy=find_proxy))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    cancel = CancelToken()
    previous = signal.signal(signal.SIGINT, lambda *_: cancel.cancel())
    try:
        code = _RUN[options.verb](options, cancel)
    except Cancelled:
        _say("Cancelled.")
        code = CANCELLED
    except CourierError as error:
        _explain(error)
        code = code_of_error(error)
    finally:
        signal.signal(signal.SIGINT, previous)
    return code


# -- the verbs ----------------------------------------------------------------------------------------------


def _scan(options: argparse.Namespace, cancel: CancelToken) -> int:
    started = time.monotonic()
    courier = Courier(Places.for_user())
    catalogue = Catalogue()
    _read(courier, options, cancel, catalogue)
    seconds = round(time.monotonic() - started, 3)
    if options.json:
        _print_json(scan_json(catalogue.totals, catalogue.series(), catalogue.skipped, seconds, catalogue.indexes))
    else:
        for series in catalogue.series():
            print(
                f"{series.patient.name or '(no name)'} · {series.study.description or '(no description)'} · "
                f"{series.series.number} {series.series.description} · {series.series.modality} · "
                f"{series.instances} images · {series.key.series_instance_uid}"
            )
            for warning in series.warnings:
                print(f"  look: {WARNING_TEXTS[warning]}")
        for skipped in catalogue.skipped:
            print(f"left out: {skipped.shown}: {skipped.text}")
        for check in catalogue.indexes:
            print(f"the disc's index {check.path} lists {check.listed} images, {check.read} could be read")
            for missing in check.missing:
                print(f"not there: {missing.shown}")
        totals = catalogue.totals
        print(f"{totals.files_found} files found = {totals.to_send} images + {totals.left_out} left out")
    return VERIFIED


def _send(options: argparse.Namespace, cancel: CancelToken) -> int:
    started = time.monotonic()
    places = Places.for_user()
    where = _where(options, places)
    if where is None:
        return USAGE
    destination, token = where
    courier = _courier(options, places)
    catalogue = Catalogue()
    try:
        _read(courier, options, cancel, catalogue)
        if catalogue.totals.to_send and not options.yes and not _confirmed(catalogue, destination):
            return USAGE
        sent = courier.send(
            destination,
            catalogue.instances(),
            left_out=catalogue.skipped,
            indexes=catalogue.indexes,
            token=token,
            cancel=cancel,
            report=_progress(),
        )
        return _show(sent, (*catalogue.skipped, *sent.left), time.monotonic() - started, as_json=options.json)
    except (CourierError, Cancelled) as problem:
        if options.json:
            seconds = time.monotonic() - started
            _print_json(_not_begun(destination, problem, catalogue, seconds))
        raise
    finally:
        courier.close()


def _watch(options: argparse.Namespace, cancel: CancelToken) -> int:
    from gui.watching import watch

    places = Places.for_user()
    where = _where(options, places)
    if where is None:
        return USAGE
    destination, token = where
    courier = _courier(options, places)
    try:
        return watch(
            courier,
            places.data,
            destination,
            options.folder,
            token=token,
            quiet=options.quiet,
            move_to=options.move_to,
            once=options.once,
            asker=asker_from_file(options),
            cancel=cancel,
            report=_progress(),
            show=lambda sent, skipped, seconds: _show(sent, skipped, seconds, as_json=options.json, indent=None),
            show_not_begun=lambda *values: _print_json(
                _not_begun(destination, *values), indent=None, wanted=options.json
            ),
            say=_say,
        )
    finally:
        courier.close()


def _resume(options: argparse.Namespace, cancel: CancelToken) -> int:
    started = time.monotonic()
    courier = _courier(options, Places.for_user())
    try:
        upload_id = courier.to_go_on_with() if options.upload is None else options.upload
        try:
            token = _token(options, courier.journal.load(upload_id).destination.scheme)
            how = {"again": options.again, "token": token, "asker": asker_for(options)}
            sent = courier.resume(upload_id, **how, cancel=cancel, report=_progress())
        except KeyError:
            _say(f"There is no upload {upload_id}.")
            return USAGE
        except UploadInUse:
            so_far = receipt_json(courier.journal.receipt(upload_id), (), time.monotonic() - started)
            _print_json({**so_far, "outcome": "in_use"}, wanted=options.json)
            raise
        return _show(sent, (), time.monotonic() - started, as_json=options.json)
    finally:
        courier.close()


def _history(options: argparse.Namespace, cancel: CancelToken) -> int:
    courier = Courier(Places.for_user())
    try:
        entries = courier.history()
    finally:
        courier.close()
    if options.json:
        _print_json(history_json(entries))
    else:
        for entry in entries:
            outcome = entry.outcome.value if entry.outcome else "interrupted"
            outcome = "being sent" if entry.running else outcome
            print(
                f"{entry.upload_id:04} · {entry.started.astimezone():%Y-%m-%d %H:%M} · {entry.destination_name} · "
                f"{entry.arrived} of {entry.images} images · {outcome}"
            )
    return VERIFIED


def _practice(options: argparse.Namespace, cancel: CancelToken) -> int:
    from gui.practice.process import serve_forever

    text = os.environ.get(options.token_env)
    if text is None:
        _say(f"The environment variable {options.token_env} is not set.")
        return USAGE
    serve_forever(options.port, Path(options.store), Token.parse(text))
    return VERIFIED


_RUN: dict[str, Callable[[argparse.Namespace, CancelToken], int]] = {
    "scan": _scan,
    "send": _send,
    "watch": _watch,
    "resume": _resume,
    "history": _history,
    "practice": _practice,
}


# -- what they share ----------------------------------------------------------------------------------------


def _where(options: argparse.Namespace, places: Places) -> tuple[Destination, Token | None] | None:
    """Where to send and the token for it, None for the one that is kept; None when it was said what is missing."""
    destination = _destination(options, places)
    if destination is None:
        return None
    token = _token(options, destination.scheme)
    if token is None and options.base_url is not None:
        _say("Say where the token is: --token-env NAME or --token-stdin.")
        return None
    return destination, token


def _courier(options: argparse.Namespace, places: Places) -> Courier:
    courier = Courier(places)
    if options.find_proxy is not None:
        courier.ways.find_proxy = options.find_proxy
    return courier


def _read(courier: Courier, options: argparse.Namespace, cancel: CancelToken, catalogue: Catalogue) -> None:
    paths, asker = [str(Path(path).absolute()) for path in options.paths], asker_for(options)
    courier.read(paths, catalogue, cancel=cancel, report=lambda update: None, asker=asker)
    if advice := advice_for(catalogue.skipped, asker):
        _say(advice)


def _destination(options: argparse.Namespace, places: Places) -> Destination | None:
    from gui.store.managed import Managed
    from gui.store.settings import SettingsStore

    if options.base_url is not None:
        address = parse_address(options.base_url)
        dialect = Dialect(options.dialect)
        usual = Scheme.BASIC if dialect is Dialect.DICOMWEB else Scheme.TOKEN
        destination = Destination(
            id="",
            name=address.host,
            base_url=address.base_url,
            scheme=Scheme(options.scheme or usual),
            source=parse_source(options.source),
            dialect=dialect,
        )
        if destination.scheme is Scheme.BASIC and dialect is Dialect.SERVICE:
            _say("Basic is for DICOMweb servers: add --dialect dicomweb.")
            return None
    else:
        policy = Managed(places).usable_policy()
        known = (practice_destination(), *reversed(SettingsStore(places, policy).load().destinations))
        named = [candidate for candidate in known if options.destination in (candidate.name, candidate.id)]
        if not named:
            _say(f"There is no destination “{options.destination}” on this computer.")
            return None
        destination = named[-1]
    if options.connections:
        from dataclasses import replace

        destination = replace(destination, connections=options.connections)
    return destination


def _token(options: argparse.Namespace, scheme: Scheme) -> Token | None:
    if options.token_env is not None:
        return Token.parse(os.environ.get(options.token_env, ""), scheme)
    if getattr(options, "token_stdin", False):
        return Token.parse(sys.stdin.readline(), scheme)
    return None


def _confirmed(catalogue: Catalogue, destination: Destination) -> bool:
    if not sys.stdin.isatty():
        _say("Nothing was sent: add --yes to send without being asked.")
        return False
    patients = list(dict.fromkeys(series.patient.name or "(no name)" for series in catalogue.series()))
    _say(f"{catalogue.totals.to_send} images of {'; '.join(patients)} go to {destination.name}.")
    sys.stderr.write("Sent images cannot be called back. Send them? Type yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == "yes"


def _progress() -> Callable[[Begun | Progress], None]:
    """Progress on standard error when that is a terminal; that an upload waits for its hour in any case, once."""
    terminal = sys.stderr.isatty()
    told: list[bool] = []
    removing: list[bool] = []

    def show(value: Begun | Progress) -> None:
        if isinstance(value, Progress) and value.preparing is not None:
            if not removing:
                removing.append(True)
                _say("Names and other identifying data are removed before sending, as your IT has set.")
            if terminal:
                sys.stderr.write(f"\r{value.preparing} of {value.images} images are prepared ")
                sys.stderr.write("\n" if value.preparing == value.images else "")
                sys.stderr.flush()
            return
        if isinstance(value, Progress) and value.night and value.waiting and not told:
            told.append(True)
            start = datetime.now().astimezone() + timedelta(seconds=value.waiting + 30)
            _say(f"Sending starts at {start:%H:%M}, as set in the preferences.")
        if terminal and isinstance(value, Progress):
            percent = 100 * value.acknowledged // max(value.size, 1)
            sys.stderr.write(f"\r{percent:3} % · {value.arrived} of {value.images} images have arrived ")
            if value.arrived == value.images:
                sys.stderr.write("\n")
            sys.stderr.flush()

    return show


def _show(sent: Sent, skipped: Sequence[Skipped], seconds: float, *, as_json: bool, indent: int | None = 2) -> int:
    receipt = sent.receipt
    if as_json:
        _print_json(receipt_json(receipt, skipped, seconds), indent=indent)
    else:
        for line in receipt.lines:
            count = "–" if line.service_count is None else line.service_count
            print(
                f"{line.series_instance_uid} · sent {line.sent} · service's count {count} · {line.state.value}"
                + (f" · {line.reason}" if line.reason else "")
            )
        for left in sent.left:
            print(f"left out: {left.shown}: {left.text}")
        print(headline(receipt))
        print(advice(receipt))
    if sent.problem is not None:
        _explain(sent.problem)
    return code_of_receipt(receipt, sent.problem)


def _not_begun(
    destination: Destination, problem: CourierError | Cancelled, catalogue: Catalogue, seconds: float
) -> dict[str, Any]:
    """What an upload prints that ended before its first request."""
    if isinstance(problem, NothingDeidentified):
        skipped = (*catalogue.skipped, *problem.left)
        catalogue = Catalogue()
        catalogue.add(skipped)
    if isinstance(problem, Cancelled):
        outcome, reason = Outcome.CANCELLED, ""
    else:
        outcome = Outcome.REFUSED if code_of_error(problem) == REFUSED else Outcome.FAILED
        reason = f"{problem.title}."
    return not_begun_json(
        outcome, reason, destination.address.endpoint, catalogue.totals, catalogue.series(), catalogue.skipped, seconds
    )


def _print_json(value: object, indent: int | None = 2, *, wanted: bool = True) -> None:
    if wanted:
        print(json.dumps(value, indent=indent), flush=True)


def _explain(error: CourierError) -> None:
    _say(f"{error.title}. {error.advice}")
    if error.detail:
        _say(f"Technical details: {error.detail}")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)
