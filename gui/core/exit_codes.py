"""How the command line ends: one number for each kind of ending (see README)."""

from __future__ import annotations

from gui.core.errors import (
    AddressInvalid,
    CertificateRefused,
    CourierError,
    NothingToSend,
    NotTheService,
    PlainHttpRefused,
    RedirectRefused,
    ServiceFailing,
    ServiceUnreachable,
    SourceInvalid,
    SourceRefused,
    TokenInvalid,
    TokenMissing,
    TokenRefused,
    UploadInUse,
)
from gui.core.receipt import Receipt
from gui.core.upload import Outcome

VERIFIED, SHORT, USAGE, REFUSED, NOT_REACHED, NOTHING, IN_USE, CANCELLED = 0, 1, 2, 3, 4, 5, 6, 130

_NOT_REACHED = (ServiceUnreachable, CertificateRefused, NotTheService, RedirectRefused, ServiceFailing)
_TYPED_WRONG = (AddressInvalid, PlainHttpRefused, TokenInvalid, SourceInvalid)


def code_of_receipt(receipt: Receipt, problem: CourierError | None) -> int:
    """For an upload that began; ``problem`` is what stopped it."""
    if receipt.outcome is Outcome.VERIFIED:
        return VERIFIED
    if receipt.outcome is Outcome.CANCELLED:
        return CANCELLED
    if problem is not None and (receipt.arrived == 0 or receipt.outcome is Outcome.REFUSED):
        return code_of_error(problem)
    return SHORT


def code_of_error(error: CourierError) -> int:
    """For what stopped a verb."""
    if isinstance(error, (TokenRefused, TokenMissing, SourceRefused)):
        return REFUSED
    if isinstance(error, _NOT_REACHED):
        return NOT_REACHED
    if isinstance(error, NothingToSend):
        return NOTHING
    if isinstance(error, UploadInUse):
        return IN_USE
    if isinstance(error, _TYPED_WRONG):
        return USAGE
    return SHORT
