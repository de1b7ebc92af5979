"""ZIPs with a password: in the old way and with AES, as their makers write them; asked for once, never written."""

from __future__ import annotations

import io
import os
import pickle
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance, Skipped
from gui.core.errors import FileDamaged, PasswordNeeded
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers import limits, locks
from gui.dicom.containers.locks import AesCounter, OldCipher, old_cipher
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.passwords import Locked, Password, Passwords, spellings
from gui.dicom.containers.unlocking import unlock, unlock_for_sending
from gui.dicom.scan import scan
from tests.containers.looking import content, told
from tests.helpers.archives import zipped
from tests.helpers.dicom_files import write_instance
from tests.helpers.locked import Answers, locked_zip

SECRET = "Röntgen 7!"
KINDS = {
    "the old way": {},
    "the old way, lengths behind the data": {"later": True},
    "the old way, stored": {"method": 0},
    "AES 128": {"aes": 1},
    "AES 192": {"aes": 2},
    "AES 256": {"aes": 3},
    "AES 256, stored": {"aes": 3, "method": 0},
    "AES 256, AE-1": {"aes": 3, "version": 1},
    "AES 256, AE-1, stored": {"aes": 3, "version": 1, "method": 0},
}
every_kind = pytest.mark.parametrize("options", KINDS.values(), ids=KINDS)


@pytest.fixture
def images(tmp_path: Path) -> list[bytes]:
    folder = tmp_path / "made"
    for seed in (1, 2, 3):
        write_instance(folder / f"{seed}.dcm", seed=seed, size=120)
    return [(folder / f"{seed}.dcm").read_bytes() for seed in (1, 2, 3)]


class Reading:
    """A scan as the courier does it, and what can be sent of it."""

    def __init__(self, spool: Path, *passwords: str) -> None:
        self.answers = Answers(*passwords)
        self.passwords = Passwords()
        self.opener = EntryOpener(str(spool), passwords=self.passwords)

    def __call__(self, *paths: Path) -> list[Instance | Skipped]:
        cancel = CancelToken()

        def open_up(locked: Locked, entries: object) -> bool:
            return unlock(locked, entries, self.opener, self.answers, cancel)  # type: ignore[arg-type]

        batches = scan(
            [str(path) for path in paths], cancel=cancel, workers=1, passwords=self.passwords, unlock=open_up
        )
        return [one for batch in batches for one in batch]

    def bytes_of(self, one: Instance | Skipped) -> bytes:
        assert isinstance(one, Instance)
        return content(one, self.opener)


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Callable[..., Reading]]:
    (tmp_path / "spool").mkdir()
    made: list[Reading] = []

    def make(*passwords: str) -> Reading:
        made.append(Reading(tmp_path / "spool", *passwords))
        return made[-1]

    yield make
    for one in made:
        one.opener.close()
    assert not os.listdir(tmp_path / "spool")


def written(tmp_path: Path, data: bytes, name: str = "export.zip") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def shown(items: list[Instance | Skipped]) -> list[tuple[str, str]]:
    return [(one.entry, getattr(one, "text", "")) for one in items]


# -- what is read and sent -----------------------------------------------------------------------------------


@every_kind
def test_locked_images_are_read_and_sent_byte_for_byte(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading], options: dict[str, int]
) -> None:
    files = [(f"DICOM/IM{n}", image) for n, image in enumerate(images)]
    path = written(tmp_path, locked_zip(files, SECRET.encode(), **options))
    look = reading(SECRET)
    items = look(path)
    assert shown(items) == [("DICOM/IM0", ""), ("DICOM/IM1", ""), ("DICOM/IM2", "")]
    assert [look.bytes_of(one) for one in items] == images
    assert look.answers.asked == [("export.zip", "", False)]
    assert look.answers.right == [("export.zip", "")]


def test_all_else_is_read_before_the_password_is_asked_for(tmp_path: Path, images: list[bytes]) -> None:
    mixed = locked_zip([("a", images[0]), ("b", images[1])], b"x", aes=3, plain=["b"])
    paths = [written(tmp_path, mixed), written(tmp_path, images[2], "last.dcm")]
    known: list[str] = []
    before: list[str] = []

    def open_up(locked: Locked, entries: object) -> bool:
        before.extend(known)
        assert locked == Locked(str(paths[0]), "", 1)
        assert list(entries) == ["a"]  # type: ignore[call-overload]
        return False

    for batch in scan([str(path) for path in paths], cancel=CancelToken(), unlock=open_up):
        known.extend(one.entry or Path(one.path).name for one in batch)
    assert before == ["b", "last.dcm"]
    assert known == ["b", "last.dcm", "a"]


@every_kind
def test_without_the_password_the_locked_images_are_left_out_with_the_reason(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading], options: dict[str, int]
) -> None:
    path = written(tmp_path, locked_zip([("a", images[0]), ("b", images[1])], b"secret", plain=["b"], **options))
    look = reading("wrong", "wronger")
    items = look(path)
    assert shown(items) == [("b", ""), ("a", limits.PASSWORD.text)]
    assert items[1].size == len(images[0])
    assert look.answers.asked == [("export.zip", "", False), ("export.zip", "", True), ("export.zip", "", True)]
    assert not look.answers.right


def test_nobody_to_ask_leaves_the_locked_images_out(tmp_path: Path, images: list[bytes]) -> None:
    path = written(tmp_path, locked_zip([("a", images[0])], b"secret"))
    (batch,) = scan([str(path)], cancel=CancelToken())
    assert shown(list(batch)) == [("a", limits.PASSWORD.text)]


def test_a_password_that_opens_one_archive_is_tried_on_the_next(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading]
) -> None:
    one = written(tmp_path, locked_zip([("a", images[0])], b"same", aes=3), "1.zip")
    two = written(tmp_path, locked_zip([("b", images[1])], b"same"), "2.zip")
    look = reading("same")
    items = look(one, two)
    assert shown(items) == [("a", ""), ("b", "")]
    assert look.answers.asked == [("1.zip", "", False)]
    # and known ones are not asked for again
    assert shown(look(one, two)) == [("a", ""), ("b", "")]
    assert len(look.answers.asked) == 1
    look.passwords.forget()
    assert shown(look(one, two)) == [("a", limits.PASSWORD.text), ("b", limits.PASSWORD.text)]


def test_an_entry_with_another_password_than_the_rest_is_named(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading]
) -> None:
    tool = shutil.which("7z")
    if tool is None:
        pytest.skip("needs 7z (Debian: apt-get install p7zip-full)")
    folder, path = tmp_path / "made", tmp_path / "two.zip"
    for name, password in (("1.dcm", "one"), ("2.dcm", "two")):
        subprocess.run([tool, "a", "-tzip", "-mem=AES256", f"-p{password}", path, folder / name], check=True)
    look = reading("two")
    assert dict(shown(look(path))) == {"1.dcm": limits.OTHER_PASSWORD.text, "2.dcm": ""}


# -- archives in archives ------------------------------------------------------------------------------------


@pytest.mark.parametrize("aes", [0, 3])
@pytest.mark.parametrize("method", [0, 8])
def test_a_locked_archive_in_an_archive_is_asked_for_by_its_name(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading], aes: int, method: int
) -> None:
    inner = locked_zip([("IM1", images[0])], b"secret", aes=aes)
    outer = zipped(
        [("disc/inner.zip", inner), ("IM2", images[1])], zipfile.ZIP_STORED if method == 0 else zipfile.ZIP_DEFLATED
    )
    look = reading("secret")
    items = look(written(tmp_path, outer))
    assert shown(items) == [("IM2", ""), ("disc/inner.zip › IM1", "")]
    assert [look.bytes_of(one) for one in items] == [images[1], images[0]]
    assert look.answers.asked == [("export.zip", "disc/inner.zip", False)]


@pytest.mark.parametrize("aes", [0, 3])
@pytest.mark.parametrize("method", [0, 8])
def test_an_archive_in_a_locked_archive_is_read_when_that_is_open(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading], aes: int, method: int
) -> None:
    inner = zipped([("IM1", images[0])])
    look = reading("secret")
    path = written(tmp_path, locked_zip([("inner.zip", inner), ("t", b"text")], b"secret", aes=aes, method=method))
    items = look(path)
    assert shown(items)[0] == ("inner.zip › IM1", "")
    assert look.bytes_of(items[0]) == images[0]
    look.opener.close()
    assert not os.listdir(tmp_path / "spool")


def test_both_may_be_locked_with_two_passwords(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading]
) -> None:
    inner = locked_zip([("IM1", images[0]), ("IM2", images[1])], b"in", aes=1)
    look = reading("out", "in")
    items = look(written(tmp_path, locked_zip([("inner.zip", inner)], b"out", aes=3)))
    assert shown(items) == [("inner.zip › IM1", ""), ("inner.zip › IM2", "")]
    assert [look.bytes_of(one) for one in items] == images[:2]
    assert look.answers.asked == [("export.zip", "", False), ("export.zip", "inner.zip", False)]


def test_a_locked_archive_in_a_packed_tar_is_read(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading]
) -> None:
    import gzip

    from tests.helpers.archives import tarred

    inner = locked_zip([("IM1", images[0]), ("IM2", images[1])], b"in", plain=["IM2"])
    look = reading("in")
    items = look(written(tmp_path, gzip.compress(tarred([("a.zip", inner), ("b", images[2])])), "export.tar.gz"))
    assert shown(items) == [("a.zip › IM2", ""), ("b", ""), ("a.zip › IM1", "")]
    assert [look.bytes_of(one) for one in items] == [images[1], images[2], images[0]]


def test_an_archive_of_a_locked_archive_only_does_not_count_as_empty(tmp_path: Path, images: list[bytes]) -> None:
    path = written(tmp_path, zipped([("inner.zip", locked_zip([("IM1", images[0])], b"x"))]))
    items = [one for batch in scan([str(path)], cancel=CancelToken()) for one in batch]
    assert shown(items) == [("inner.zip › IM1", limits.PASSWORD.text)]


# -- what real programs write --------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["AES128", "AES192", "AES256", "ZipCrypto"])
def test_what_7_zip_locks_is_read(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading], way: str
) -> None:
    tool = shutil.which("7z")
    if tool is None:
        pytest.skip("needs 7z (Debian: apt-get install p7zip-full)")
    path = tmp_path / "export.zip"
    command = [tool, "a", "-tzip", f"-mem={way}", "-psecret word", path, tmp_path / "made"]
    subprocess.run(command, check=True, capture_output=True)
    look = reading("no", "secret word")
    items = [one for one in look(path) if isinstance(one, Instance)]
    assert {look.bytes_of(one) for one in items} == set(images)
    assert [wrong for _, _, wrong in look.answers.asked] == [False, True]


@pytest.mark.parametrize("password", ["secret", "Grüße", "密码"])
def test_what_zip_locks_is_read(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading], password: str
) -> None:
    tool = shutil.which("zip")
    if tool is None:
        pytest.skip("needs zip (Debian: apt-get install zip)")
    path = tmp_path / "export.zip"
    subprocess.run([tool, "-q", "-r", "-P", password, path, "made"], check=True, cwd=tmp_path)
    look = reading(password)
    items = [one for one in look(path) if isinstance(one, Instance)]
    assert {look.bytes_of(one) for one in items} == set(images)


@pytest.mark.parametrize("page", ["utf-8", "cp437", "cp850", "cp1252"])
@pytest.mark.parametrize("aes", [0, 3])
def test_a_password_is_tried_as_old_programs_spelt_it(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading], page: str, aes: int
) -> None:
    path = written(tmp_path, locked_zip([("a", images[0])], "Prüfung".encode(page), aes=aes))
    look = reading("Pru\u0308fung")  # typed on a Mac: u and its dots apart
    items = look(path)
    assert look.bytes_of(items[0]) == images[0]


def test_each_spelling_comes_once() -> None:
    assert [one.reveal() for one in spellings("abc")] == [b"abc"]
    assert b"\x81" in {one.reveal() for one in spellings("ü")}
    assert "ü".encode("cp1252") in {one.reveal() for one in spellings("ü")}


# -- what is wrong is found ----------------------------------------------------------------------------------


@every_kind
@pytest.mark.parametrize("place", [0.5, 0.999])
def test_locked_bytes_that_were_changed_are_never_sent_whole(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading], options: dict[str, int], place: float
) -> None:
    data = bytearray(locked_zip([("a", images[0])], b"secret", **options))
    end = data.find(b"PK\x01\x02")
    data[int(place * end) - (20 if place > 0.9 else 0)] ^= 1
    look = reading()
    look.passwords.keep(str(tmp_path / "export.zip"), "", Password(b"secret"))
    (one,) = look(written(tmp_path, bytes(data)))
    if isinstance(one, Skipped):  # so little of it that its header cannot be read without meeting the damage
        assert one.text == limits.ENTRY_DAMAGED.text
        return
    with pytest.raises(FileDamaged):
        look.bytes_of(one)


@pytest.mark.parametrize("method", [0, 8])
@pytest.mark.parametrize("version", [1, 2])
def test_a_wrong_authentication_code_is_found_though_all_bytes_are_right(
    tmp_path: Path, reading: Callable[..., Reading], version: int, method: int
) -> None:
    write_instance(tmp_path / "large.dcm", size=400)
    image = (tmp_path / "large.dcm").read_bytes()
    data = bytearray(locked_zip([("a", image)], b"secret", aes=3, version=version, method=method))
    data[data.find(b"PK\x01\x02") - 1] ^= 1
    path = written(tmp_path, bytes(data))
    look = reading("secret")
    assert shown(look(path)) == [("a", limits.PASSWORD.text)]  # nothing proves the password right
    look.passwords.keep(str(path), "", Password(b"secret"))
    (one,) = look(path)
    with pytest.raises(FileDamaged):
        look.bytes_of(one)


@pytest.mark.parametrize("aes", [0, 3])
def test_a_password_that_only_seems_right_is_not_taken(tmp_path: Path, images: list[bytes], aes: int) -> None:
    data = locked_zip([("a", images[0])], b"secret", aes=aes, method=0)
    path = written(tmp_path, data)
    opener = EntryOpener(passwords=Passwords())
    seems = None
    if not aes:  # one password in 256 passes the only test at the beginning
        seems = next(
            word
            for word in (f"{n}" for n in range(100_000))
            if OldCipher(Password(word.encode()))(data[31:43])[-1] == locks_check(path)
        )
    asker = Answers(*([seems] if seems else []), "secret")
    assert unlock(Locked(str(path)), ["a"], opener, asker, CancelToken())
    assert [wrong for _, _, wrong in asker.asked] == ([False, True] if seems else [False])
    opener.close()


def locks_check(path: Path) -> int:
    with EntryOpener().looking_at(str(path), "a") as (_, member):
        assert member.lock is not None
        return member.lock.check


def test_a_lock_of_another_kind_is_told_apart(tmp_path: Path, images: list[bytes]) -> None:
    data = locked_zip([("a", images[0])], b"secret", aes=3)
    strong = data.replace(b"\x01\x08\x63\x00", b"\x41\x08\x63\x00")
    odd = data.replace(b"AE\x03", b"AE\x07")
    for number, changed in enumerate((strong, odd)):
        assert changed != data
        path = written(tmp_path, changed, f"{number}.zip")
        (batch,) = scan([str(path)], cancel=CancelToken(), unlock=lambda *_: pytest.fail("nothing can be opened"))
        assert shown(list(batch)) == [("a", limits.OTHER_LOCK.text)]


def test_without_the_library_aes_is_told_as_a_lock_that_cannot_be_opened(
    tmp_path: Path, images: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui.dicom.containers import zips
    from gui.dicom.containers.streams import open_plain
    from gui.dicom.containers.values import Member

    monkeypatch.setattr(zips, "can_open_aes", lambda: False)
    path = written(tmp_path, locked_zip([("a", images[0])], b"x", aes=3))
    with open_plain(str(path)) as file:
        size = path.stat().st_size
        (item,) = zips.list_zip(file, Member(str(path), "", 1, 0, size, size)).items
    assert item == ("a", limits.OTHER_LOCK._replace(size=len(images[0])))


def test_another_archive_in_the_same_place_is_asked_for_anew(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading]
) -> None:
    look = reading("first", "second")
    for asked, image, secret in ((1, images[0], "first"), (2, images[1], "second"), (2, images[2], "second")):
        path = written(tmp_path, locked_zip([("IM", image)], secret.encode(), aes=3))
        os.utime(path, ns=(1, len(image) + images.index(image)))
        items = look(path)
        assert shown(items) == [("IM", "")]
        assert look.bytes_of(items[0]) == image
        assert len(look.answers.asked) == asked


def test_a_bomb_behind_a_password_is_a_bomb(
    tmp_path: Path, reading: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = locked_zip([("a", bytes(1 << 20))], b"x", aes=3)
    with monkeypatch.context() as less:
        less.setattr(limits, "ALWAYS_ALLOWED", 1 << 19)
        assert told(written(tmp_path, data, "bomb.zip")) == [("", limits.BOMB.text)]
    look = reading("x")
    claimed = data.replace((1 << 20).to_bytes(4, "little"), (0xFFFFFFF0).to_bytes(4, "little"))
    assert shown(look(written(tmp_path, claimed))) == [("a", limits.ENTRY_DAMAGED.text)]  # no bytes unpack to that many
    short = data.replace((1 << 20).to_bytes(4, "little"), (1 << 19).to_bytes(4, "little"))
    assert shown(look(written(tmp_path, short, "short.zip"))) == [("a", limits.PASSWORD.text)]


def test_an_image_whose_password_is_forgotten_says_so(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading]
) -> None:
    path = written(tmp_path, locked_zip([("a", images[0])], b"x", aes=3))
    look = reading("x")
    (one,) = look(path)
    assert isinstance(one, Instance)
    with pytest.raises(PasswordNeeded) as trouble:
        EntryOpener()(one)
    assert "export" not in repr(trouble.value)
    other = EntryOpener(passwords=Passwords())
    other.passwords.keep(str(path), "", Password(b"y"))
    with pytest.raises(PasswordNeeded):
        other(one)


def test_going_on_asks_for_what_is_locked_once_an_archive(tmp_path: Path, images: list[bytes]) -> None:
    inner = locked_zip([("IM1", images[0]), ("IM2", images[1])], b"in", aes=1)
    first = written(tmp_path, locked_zip([("inner.zip", inner), ("IM3", images[2])], b"out", aes=3))
    second = written(tmp_path, zipped([("IM", images[0])]), "plain.zip")
    passwords = Passwords()
    opener = EntryOpener(str(tmp_path), passwords=passwords)
    asker = Answers("out", "in")
    cancel = CancelToken()
    batches = scan(
        [str(first), str(second)], cancel=cancel, passwords=passwords,
        unlock=lambda locked, entries: unlock(locked, entries, opener, asker, cancel),
    )  # fmt: skip
    found = [one for batch in batches for one in batch if isinstance(one, Instance)]
    assert len(found) == 4
    opener.close()
    again, later = EntryOpener(str(tmp_path)), Answers("out", "in")
    unlock_for_sending(found, again, later, cancel)
    assert later.asked == [("export.zip", "", False), ("export.zip", "inner.zip", False)]
    assert {content(one, again) for one in found} == set(images)
    again.close()


def test_cancelling_while_a_person_is_asked_ends_the_scan(tmp_path: Path, images: list[bytes]) -> None:
    path = written(tmp_path, locked_zip([("a", images[0])], b"x", aes=3))
    cancel = CancelToken()

    class Gone(Answers):
        def ask(self, locked: Locked, *, wrong: bool) -> str | None:
            cancel.cancel()
            return None

    opener = EntryOpener()
    with pytest.raises(Cancelled):
        list(scan([str(path)], cancel=cancel, unlock=lambda one, names: unlock(one, names, opener, Gone(), cancel)))


# -- a second try --------------------------------------------------------------------------------------------


def test_an_archive_that_is_added_again_with_its_password_comes_into_the_list(
    tmp_path: Path, images: list[bytes], reading: Callable[..., Reading]
) -> None:
    path = written(tmp_path, locked_zip([("a", images[0]), ("b", images[1])], b"x", plain=["b"]))
    catalogue = Catalogue()
    catalogue.add(reading()(path))
    assert (catalogue.totals.to_send, catalogue.totals.left_out) == (1, 1)
    look = reading("x")
    update = catalogue.add(look(path), opener=look.opener)
    assert (update.totals.to_send, update.totals.left_out) == (2, 0)
    assert catalogue.skipped == ()
    catalogue.add(reading()(path))  # and stays there
    assert (catalogue.totals.to_send, catalogue.totals.left_out) == (2, 0)


# -- the parts -----------------------------------------------------------------------------------------------


def test_a_password_does_not_show_itself() -> None:
    password = Password(b"secret")
    assert "secret" not in f"{password!r} {password} {[password]}"
    assert pickle.loads(pickle.dumps(password)) == password
    known = Passwords()
    known.keep("a.zip", "", password)
    assert "secret" not in repr(known.keys("a.zip"))
    assert known.keys("b.zip") == ()


@given(st.binary(max_size=300), st.binary(min_size=1, max_size=20), st.integers(1, 50))
@settings(deadline=None)
def test_the_ciphers_decrypt_in_pieces_as_in_one(data: bytes, secret: bytes, step: int) -> None:
    whole = OldCipher(Password(secret))(data)
    pieces = old_cipher(Password(secret))
    assert b"".join(pieces(data[at : at + step]) for at in range(0, len(data), step)) == whole
    one, other = AesCounter(secret.ljust(32)[:32]), AesCounter(secret.ljust(32)[:32])
    assert b"".join(other(data[at : at + step]) for at in range(0, len(data), step)) == one(data)


def test_the_old_cipher_is_that_of_the_library(images: list[bytes]) -> None:
    data = locked_zip([("a", images[0])], b"secret")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("a", b"secret") == images[0]


def test_the_quick_cipher_of_the_old_way_is_there() -> None:
    assert not isinstance(old_cipher(Password(b"x")), OldCipher)
    assert locks.can_open_aes()
