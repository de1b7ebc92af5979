"""Every failure that a person may read: what did not happen, and what to do about it.

``title`` says what did not happen, ``advice`` what to do and who can do it (you, your IT, the service).
``detail`` is for support and the log: class and status names only, never a name, a path or a token.
"""

from __future__ import annotations


class CourierError(Exception):
    """Root of all errors that are shown to a person.

    A child sets ``title`` and ``advice`` as templates; ``values`` fill their ``{names}``.
    """

    title_template = "Something did not work"
    advice_template = "Try again. If it stays so, ask your IT and give them the technical details."

    def __init__(self, *, detail: str = "", **values: object) -> None:
        self.values = {name: str(value) for name, value in values.items()}
        self.detail = detail
        super().__init__(self.title)

    @property
    def title(self) -> str:
        """One sentence without a full stop: what did not happen."""
        return self.title_template.format_map(self.values)

    @property
    def advice(self) -> str:
        """What to do next, and who can do it."""
        return self.advice_template.format_map(self.values)


# -- what a person typed ------------------------------------------------------------------------------------


class AddressInvalid(CourierError):
    """The base URL cannot be used. ``problem`` says why in a sentence."""

    title_template = "This address cannot be used"
    advice_template = "{problem} Copy it again from what the service or your IT gave you."


class PlainHttpRefused(CourierError):
    """``http://`` to another computer, and nobody confirmed it for this destination."""

    title_template = "This address is not encrypted"
    advice_template = (
        "With http:// everybody on the way to {host} can read the images and the token. Use https://, "
        "or let your IT confirm that this destination may be used without encryption."
    )


class TokenInvalid(CourierError):
    """The pasted token cannot be a token. ``problem`` says why in a sentence."""

    title_template = "This token cannot be used"
    advice_template = "{problem} Copy the token again from what the service gave you."


class SourceInvalid(CourierError):
    """The Source setting cannot go into a request header. ``problem`` says why."""

    title_template = "This Source cannot be used"
    advice_template = "{problem} Copy it again from what the service gave you."


# -- what the service answered ------------------------------------------------------------------------------


class ServiceError(CourierError):
    """Root of what the service, or the way to it, made impossible; ``name`` is the destination's name."""


class TokenRefused(ServiceError):
    """401, or ``"authenticated": false`` in any answer."""

    title_template = "{name} did not accept the token"
    advice_template = "It may have been withdrawn. Ask {name} or your IT for a new one and enter it here."


class AccessRefused(TokenRefused):
    """403 from a DICOMweb server: it knows who asks, and forbids it."""

    title_template = "{name} does not allow this"
    advice_template = "It knows the account, but the account may not store images. Ask {name} or your IT for the right."


class TokenMissing(ServiceError):
    """No token is kept for the destination."""

    title_template = "There is no token for {name} on this computer"
    advice_template = "Enter the token that {name} or your IT gave you."


class SourceRefused(ServiceError):
    """403: wrong or missing ``Source``."""

    title_template = "{name} did not accept the Source setting"
    advice_template = "Source is missing or wrong. Ask {name} or your IT for it and enter it in the destination."


class NotTheService(ServiceError):
    """404, 405, HTML, or JSON that the contract does not know: something else answers there."""

    title_template = "The upload service did not answer at this address"
    advice_template = (
        "Something else answered at {endpoint}. Check the address, and check that this computer is signed in "
        "to the network. If both are right, ask your IT."
    )


class WebPageAnswered(NotTheService):
    """A web page instead of an answer: a network that wants a sign-in first (a captive portal), or a wrong address."""

    title_template = "A web page answered instead of {name}"
    advice_template = (
        "Open a web browser: if the network asks you to sign in, do so, then try again. If it does not, check the "
        "address {endpoint}, or ask your IT."
    )


class RedirectRefused(ServiceError):
    """A redirect that the contract forbids to follow; ``target`` is its scheme and host."""

    title_template = "{name} points to another address"
    advice_template = (
        "It answers that it has moved to {target}. Images and token are not sent there unasked. Ask {name} or "
        "your IT whether the address has changed, and enter the new one."
    )


class ServiceUnreachable(ServiceError):
    """No connection: name not found, refused, unreachable, timed out."""

    title_template = "{name} could not be reached"
    advice_template = (
        "Check that this computer is connected to the network, then try again. If it stays so, ask your IT."
    )


class NameNotFound(ServiceUnreachable):
    """The name in the address could not be resolved (DNS)."""

    title_template = "{name} was not found on the network"
    advice_template = (
        "This computer does not find {host}. Check that it is connected to the network, and that the address is "
        "written right. If both are, ask your IT."
    )


class ProxyUnreachable(ServiceUnreachable):
    """No connection to the proxy."""

    title_template = "The proxy of your network could not be reached"
    advice_template = (
        "Check that this computer is connected to the clinic’s network. If it is, ask your IT whether its proxy "
        "setting is right."
    )


class ProxySignIn(ServiceUnreachable):
    """407: the proxy wants a name and a password, or others than it was given."""

    title_template = "The proxy of your network did not accept the sign-in"
    advice_template = (
        "It asks for a name and a password before it lets anything through to {name}. Enter them in the preferences, "
        "or ask your IT for them."
    )


class ProxyRefused(ServiceUnreachable):
    """The proxy does not let connections to the service through."""

    title_template = "The proxy of your network does not allow connections to {name}"
    advice_template = "Ask your IT to allow connections to {host}."


class CertificateRefused(ServiceError):
    """The TLS certificate was not trusted (only for a real verification failure)."""

    title_template = "The identity of {name} could not be proven"
    advice_template = (
        "Its certificate is not trusted on this computer, so nothing was sent. Check this computer’s date and "
        "time. If they are right, ask your IT."
    )


class CertificateIssuerUnknown(CertificateRefused):
    """Nobody that this computer trusts has signed the certificate; so it is behind a proxy that looks into TLS."""

    title_template = "The identity of {name} could not be proven"
    advice_template = (
        "This computer does not know who issued its certificate, so nothing was sent. Where the network looks into "
        "encrypted connections, your IT can choose the network’s certificate file in the preferences. If it does not, "
        "somebody else may be answering: ask your IT before you go on."
    )


class CertificateExpired(CertificateRefused):
    """The certificate is no longer valid, or this computer's clock is ahead. ``today`` is the date it shows."""

    title_template = "The certificate of {name} has expired"
    advice_template = (
        "Nothing was sent. For this computer today is {today}. If that is wrong, set the date, or ask your IT to. If "
        "it is right, tell {name} to renew its certificate."
    )


class CertificateNotYetValid(CertificateRefused):
    """The certificate is valid later only, or this computer's clock is behind. ``today`` is the date it shows."""

    title_template = "The certificate of {name} is not valid yet"
    advice_template = (
        "Nothing was sent. For this computer today is {today}. If that is wrong, set the date, or ask your IT to. If "
        "it is right, tell {name}."
    )


class CertificateForAnother(CertificateRefused):
    """The certificate was issued for another name than that in the address."""

    title_template = "The certificate at the address of {name} belongs to another"
    advice_template = (
        "It was not issued for {host}, so nothing was sent. Check the address. If it is right, ask your IT who answers "
        "there."
    )


class AuthoritiesUnusable(CourierError):
    """The extra file of certificate authorities is gone, cannot be read, or holds no certificate."""

    title_template = "The extra certificate file cannot be used"
    advice_template = (
        "It is no longer there, or it holds no certificate. Choose it again in the preferences, or ask your IT for the "
        "right file."
    )


class ServiceFailing(ServiceError):
    """A passing failure (408, 425, 429, 5xx, lost connections) that did not pass in the time allowed."""

    title_template = "{name} is not working at the moment"
    advice_template = "It was tried {tries} times. Try again later. If it stays so, ask {name}."


# -- this computer ------------------------------------------------------------------------------------------


class NothingToSend(CourierError):
    """No image is left to send."""

    title_template = "There is nothing to send"
    advice_template = "No file that was added holds an image that the service can take, or nothing is ticked."


class KeyringUnavailable(CourierError):
    """No usable password store, or it stayed locked."""

    title_template = "This computer’s keyring could not be used"
    advice_template = (
        "The token is kept until the program ends and will be asked for again. Your IT can set up a keyring."
    )


class JournalFailed(CourierError):
    """The journal cannot be written: disk full, no rights, damaged."""

    title_template = "The record of the upload could not be written"
    advice_template = (
        "Nothing more is sent, because what arrives could not be recorded. Make room on this computer’s disk, "
        "then go on. If it stays so, ask your IT."
    )


class UploadInUse(CourierError):
    """Another program of this person, or another part of this one, is sending the upload."""

    title_template = "This upload is being sent by another window or command on this computer"
    advice_template = (
        "Nothing was sent from here. Wait until the other one has ended, and look in History at what has arrived. If "
        "it is stopped before that, go on from here."
    )


class SourceGone(CourierError):
    """The folder that held files of the upload is gone with all that was in it: a disc, a drive, a share."""

    title_template = "The disc or drive was taken out"
    advice_template = (
        "Insert the disc again, or connect the drive, and go on; nothing that has arrived is sent again. If the folder "
        "was moved or deleted, add it anew from where it is now."
    )


class FileTrouble(CourierError):
    """One file cannot be sent as it was read; the others go on."""

    title_template = "This file could not be sent"
    advice_template = "Add the folder or the disc again."


class FileVanished(FileTrouble):
    """The file is no longer there."""

    title_template = "The file is no longer there"


class FileUnreadable(FileTrouble):
    """The file cannot be read any more."""

    title_template = "The file could not be read"


class FileChanged(FileTrouble):
    """Length or modification time differ from when the file was read."""

    title_template = "The file changed after it was read"


class FileDamaged(FileTrouble):
    """The packed bytes of a file in an archive are damaged: they unpack to something else than they should."""

    title_template = "The file is damaged within its archive"
    advice_template = "Copy the archive again from where it came from, and add it again."


class PasswordNeeded(FileTrouble):
    """The file is locked in its archive, and the password is not known (any more)."""

    title_template = "The archive needs its password"
    advice_template = "Send it again: the password is asked for then."


class NoRoomToUnpack(FileTrouble):
    """An archive must be unpacked to read it, and the disk is too full."""

    title_template = "There is not enough room on this computer’s disk to unpack the archive"
    advice_template = "Make room on this computer’s disk, then send it again."
