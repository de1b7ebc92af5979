"""Pictures of images: what is shown and how, and what is said where nothing can be."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from collections import Counter
from pathlib import Path
from struct import pack
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from gui.dicom.preview import Picture, render
from gui.dicom.preview_jpeg import BadJpeg, decode_lossless
from gui.dicom.preview_reasons import (
    CUT_SHORT,
    DAMAGED,
    NOT_A_FILE,
    NOT_DICOM,
    NOT_FOUND,
    TOO_LARGE,
    compressed,
    no_image,
)
from gui.dicom.preview_values import Frame, NoPicture
from tests.dicom.preview_files import lossless_jpeg, write_compressed, write_header_only, write_pixels
from tests.helpers.dicom_files import write_instance
from tests.helpers.samples import SAMPLES, manifest, needs_samples

Array = np.ndarray[Any, Any]
RAMP = np.arange(256, dtype=np.uint8).reshape(16, 16)
WIDE = np.linspace(0, 60_000, 64 * 64).astype(np.uint16).reshape(64, 64)


def shown(path: Path, frame: Frame = 0.5, max_edge: int = 768) -> Picture:
    answer = render(str(path), frame, max_edge)
    assert isinstance(answer, Picture), answer
    return answer


def values(picture: Picture) -> Array:
    shape = (picture.height, picture.width, 3) if picture.rgb else (picture.height, picture.width)
    return np.frombuffer(picture.data, np.uint8).reshape(shape).astype(int)


# -- grey ------------------------------------------------------------------------------------------------------


def test_the_files_own_window_is_used_and_told(tmp_path: Path) -> None:
    path = write_pixels(
        tmp_path / "ct",
        np.array([[0, 174], [524, 1224]], np.uint16),
        RescaleIntercept=-1024,
        RescaleSlope=1,
        WindowCenter=[-500, 40],
        WindowWidth=[1400, 400],
    )
    picture = shown(path)
    assert picture.caption == "C −500 · W 1,400"
    assert not picture.auto
    low, high = -500 - 0.5 - 699.5, -500 - 0.5 + 699.5  # PS3.3 C.11.2.1.2.1
    wanted = [[max(0.0, (v - 1024 - low) / (high - low)) for v in row] for row in ([0, 174], [524, 1224])]
    assert np.abs(values(picture) - 255 * np.clip(wanted, 0, 1)).max() <= 1


@pytest.mark.parametrize(
    ("function", "centre"),
    [("LINEAR", 127.4), ("LINEAR_EXACT", 127.5), ("SIGMOID", 127.5)],
)
def test_each_voi_function_puts_its_centre_in_the_middle(tmp_path: Path, function: str, centre: float) -> None:
    pixels = np.array([[1000, 1500], [2000, 900]], np.uint16)
    path = write_pixels(tmp_path / "a", pixels, WindowCenter=1500, WindowWidth=1000, VOILUTFunction=function)
    grey = values(shown(path))
    assert abs(grey[0, 1] - centre) <= 1
    edge = 255 / (1 + np.exp(2)) if function == "SIGMOID" else 0
    assert abs(grey[0, 0] - edge) <= 1
    assert abs(grey[1, 0] - (255 - edge)) <= 1


def test_monochrome1_is_the_negative_of_monochrome2(tmp_path: Path) -> None:
    window = {"WindowCenter": 30_000, "WindowWidth": 60_000}
    positive = values(shown(write_pixels(tmp_path / "2", WIDE, **window)))
    negative = values(shown(write_pixels(tmp_path / "1", WIDE, PhotometricInterpretation="MONOCHROME1", **window)))
    assert np.abs(positive + negative - 255).max() <= 1


@pytest.mark.parametrize(("kind", "shape", "dark"), [("MONOCHROME2", "INVERSE", 3), ("MONOCHROME1", "IDENTITY", 0)])
def test_where_shape_and_interpretation_differ_the_shape_says_what_is_dark(
    tmp_path: Path, kind: str, shape: str, dark: int
) -> None:
    pixels = np.array([[0, 1000, 2000, 3000]], np.uint16)
    facts = {"WindowCenter": 1500, "WindowWidth": 3000, "PresentationLUTShape": shape}
    grey = values(shown(write_pixels(tmp_path / "a", pixels, PhotometricInterpretation=kind, **facts)))[0]
    assert int(grey.argmin()) == dark


def test_values_at_the_upper_end_of_their_words_are_shown_as_those_at_the_lower(tmp_path: Path) -> None:
    facts = {"BitsStored": 12, "WindowCenter": 2000, "WindowWidth": 3000}
    for pixels in (WIDE // 16, (WIDE // 16).astype(np.int16) - 1900):
        lower = write_pixels(tmp_path / "lower", pixels, HighBit=11, **facts)
        upper = write_pixels(tmp_path / "upper", pixels << 4, HighBit=15, **facts)
        assert shown(lower) == shown(upper)


def test_bits_above_the_stored_ones_are_no_part_of_the_value(tmp_path: Path) -> None:
    facts = {"BitsStored": 12, "HighBit": 11, "WindowCenter": 2000, "WindowWidth": 3000}
    plain = write_pixels(tmp_path / "plain", WIDE // 16, **facts)
    overlaid = write_pixels(tmp_path / "overlaid", WIDE // 16 | 0x9000, **facts)
    assert shown(plain) == shown(overlaid)


def test_a_table_of_the_file_is_used_before_its_window(tmp_path: Path) -> None:
    table = Dataset()
    table.LUTDescriptor = [4, 10, 8]
    table.add_new(0x00283006, "US", [0, 255, 100, 200])
    path = write_pixels(
        tmp_path / "a",
        np.array([[9, 10, 11], [12, 13, 99]], np.uint16),
        VOILUTSequence=Sequence([table]),
        WindowCenter=10,
        WindowWidth=10,
    )
    picture = shown(path)
    assert values(picture).tolist() == [[0, 0, 255], [100, 200, 200]]
    assert picture.window is None


def test_a_modality_table_comes_before_the_window(tmp_path: Path) -> None:
    table = Dataset()
    table.LUTDescriptor = [3, 0, 16]
    table.add_new(0x00283006, "OW", np.array([5000, 0, 2500], "<u2").tobytes())
    table.ModalityLUTType = "US"
    path = write_pixels(
        tmp_path / "a",
        np.array([[0, 1, 2]], np.uint8),
        ModalityLUTSequence=Sequence([table]),
        WindowCenter=2500,
        WindowWidth=5000,
        VOILUTFunction="LINEAR_EXACT",
    )
    assert values(shown(path)).tolist() == [[255, 0, 128]]


@pytest.mark.parametrize("keyword", ["VOILUTSequence", "ModalityLUTSequence"])
@pytest.mark.parametrize(("vr", "first"), [("SS", -2), ("US", 0xFFFE)])
def test_a_table_may_begin_below_zero_however_that_is_written(
    tmp_path: Path, keyword: str, vr: str, first: int
) -> None:
    table = Dataset()
    table.add_new(0x00283002, vr, [4, first, 8])
    table.add_new(0x00283006, "OW", np.array([0, 100, 200, 255], "<u2").tobytes())
    facts = {keyword: Sequence([table]), "WindowCenter": 127.5, "WindowWidth": 255, "VOILUTFunction": "LINEAR_EXACT"}
    signed = np.array([[-3, -2, -1, 0, 1, 2]], np.int16)
    wanted = [[0, 0, 100, 200, 255, 255]]
    assert values(shown(write_pixels(tmp_path / "a", signed, **facts))).tolist() == wanted
    if keyword == "VOILUTSequence":  # a CT's usual way: what is stored has no sign, what goes into the table has
        stored = (signed + 1024).astype(np.uint16)
        path = write_pixels(tmp_path / "b", stored, RescaleSlope=1, RescaleIntercept=-1024, **facts)
        assert values(shown(path)).tolist() == wanted


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32])
def test_a_file_without_a_window_shows_all_that_is_there(tmp_path: Path, kind: type) -> None:
    info = np.iinfo(kind)
    pixels = np.linspace(info.min // 4, info.max // 4, 4096).astype(kind).reshape(64, 64)
    picture = shown(write_pixels(tmp_path / "a", pixels))
    grey = values(picture)
    assert (grey.min(), grey.max()) == (0, 255) or kind is np.uint8
    assert (np.diff(grey.reshape(-1)) >= 0).all()


def test_one_bright_dot_does_not_darken_the_rest(tmp_path: Path) -> None:
    pixels = (WIDE // 100).copy()
    pixels[5, 5] = 65_535
    picture = shown(write_pixels(tmp_path / "a", pixels))
    assert picture.auto
    assert values(picture)[63, 60] > 240


def test_values_that_stand_for_no_image_are_black_and_set_no_window(tmp_path: Path) -> None:
    pixels = np.linspace(-100, 100, 4096).astype(np.int16).reshape(64, 64)
    pixels[:8] = -2000
    for kind in ("MONOCHROME2", "MONOCHROME1"):
        picture = shown(write_pixels(tmp_path / kind, pixels, PixelPaddingValue=-2000, PhotometricInterpretation=kind))
        assert (values(picture)[:8] == 0).all()
        assert picture.window is not None
        assert picture.window[1] < 250


def test_floating_point_images_are_shown(tmp_path: Path) -> None:
    dataset = write_instance(tmp_path / "a", Rows=64, Columns=64, BitsAllocated=32)
    for name in ("BitsStored", "HighBit", "PixelRepresentation"):
        delattr(dataset, name)
    floats = np.linspace(-1, 1, 4096, dtype=np.float32)
    tail = pack("<HH2sHL", 0x7FE0, 0x0008, b"OF", 0, floats.nbytes) + floats.tobytes()
    grey = values(shown(write_header_only(tmp_path / "a", dataset, tail))).reshape(-1)
    assert grey[0] == 0
    assert grey[-1] == 255


def test_frames_have_windows_of_their_own(tmp_path: Path) -> None:
    def group(intercept: int) -> Dataset:
        rescale, voi, item = Dataset(), Dataset(), Dataset()
        rescale.RescaleIntercept, rescale.RescaleSlope = intercept, 1
        voi.WindowCenter, voi.WindowWidth = intercept + 50, 100
        item.PixelValueTransformationSequence = Sequence([rescale])
        item.FrameVOILUTSequence = Sequence([voi])
        return item

    pixels = np.stack([np.full((4, 4), 50, np.uint16)] * 3)
    path = write_pixels(
        tmp_path / "a",
        pixels,
        NumberOfFrames=3,
        PerFrameFunctionalGroupsSequence=Sequence([group(1000 * one) for one in range(3)]),
    )
    pictures = [shown(path, frame) for frame in range(3)]
    assert [picture.window for picture in pictures] == [(50.0, 100.0), (1050.0, 100.0), (2050.0, 100.0)]
    assert len({picture.data for picture in pictures}) == 1


# -- colour ----------------------------------------------------------------------------------------------------


def test_colours_come_as_they_are_in_both_planar_configurations(tmp_path: Path) -> None:
    colours = np.random.default_rng(1).integers(0, 256, (8, 10, 3), np.uint8)
    by_pixel = write_pixels(tmp_path / "0", colours)
    planes = np.ascontiguousarray(colours.transpose(2, 0, 1))
    by_plane = write_pixels(tmp_path / "1", colours, PlanarConfiguration=1, PixelData=planes.tobytes())
    for path in (by_pixel, by_plane):
        assert (values(shown(path)) == colours).all()


@pytest.mark.parametrize("kind", ["YBR_FULL", "YBR_FULL_422"])
def test_luma_and_chroma_become_colours(tmp_path: Path, kind: str) -> None:
    ybr = np.tile(np.array([76, 85, 255], np.uint8), (4, 4, 1))  # red, by PS3.3 C.7.6.3.1.2
    data = ybr.tobytes() if kind == "YBR_FULL" else bytes((76, 76, 85, 255)) * 8
    path = write_pixels(tmp_path / "a", ybr, PhotometricInterpretation=kind, PixelData=data)
    assert np.abs(values(shown(path)) - [255, 0, 0]).max() <= 2


@pytest.mark.parametrize(("bits", "top"), [(8, 255), (16, 0xFF00), (16, 255)])
def test_palettes_of_eight_and_sixteen_bits_are_looked_up(tmp_path: Path, bits: int, top: int) -> None:
    kind = np.uint8 if bits == 8 else np.dtype("<u2")
    tables = np.zeros((3, 4), kind)
    tables[0, 1], tables[1, 2], tables[2, 3] = top, top, top
    names = [f"{name}PaletteColorLookupTable" for name in ("Red", "Green", "Blue")]
    elements: dict[str, Any] = {f"{name}Descriptor": [4, 0, bits] for name in names}
    elements |= {f"{name}Data": tables[one].tobytes() for one, name in enumerate(names)}
    pixels = np.array([[0, 1], [2, 3]], np.uint8)
    path = write_pixels(tmp_path / "a", pixels, PhotometricInterpretation="PALETTE COLOR", **elements)
    assert values(shown(path)).tolist() == [[[0, 0, 0], [255, 0, 0]], [[0, 255, 0], [0, 0, 255]]]


def write_palette(path: Path, pixels: Array, descriptor: list[int], tables: list[bytes], *, segmented: bool) -> Path:
    dataset = dcmread(write_pixels(path, pixels, PhotometricInterpretation="PALETTE COLOR"))
    for number, table in enumerate(tables):
        dataset.add_new(0x00281101 + number, "US", descriptor)
        dataset.add_new((0x00281221 if segmented else 0x00281201) + number, "OW", table)
    dataset.save_as(path)
    return path


@pytest.mark.parametrize(
    ("descriptor", "kind", "count", "pixels"),
    [
        ([4096, 0, 8], "u1", 4096, np.arange(4096, dtype=np.uint16)),
        ([256, 0, 8], "u1", 256, np.array([0, 1, 255, 256, 4000], np.uint16)),
        ([0, 0, 16], "<u2", 65536, np.array([0, 1, 300, 32768, 65535], np.uint16)),
        ([10, 100, 16], "<u2", 10, np.array([0, 99, 100, 105, 109, 110, 255], np.uint8)),
        ([300, 0xFF80, 16], "<u2", 300, np.array([-200, -128, -1, 0, 171, 500], np.int16)),
    ],
)
def test_each_value_of_a_palette_has_its_own_colour_and_those_outside_that_of_the_end(
    tmp_path: Path, descriptor: list[int], kind: str, count: int, pixels: Array
) -> None:
    tables = np.random.default_rng(3).integers(1, 256, (3, count))
    first = descriptor[1] - 0x10000 if pixels.dtype.kind == "i" else descriptor[1]
    stored = tables if kind == "u1" else tables * 257
    path = write_palette(
        tmp_path / "a", pixels[None], descriptor, [one.astype(kind).tobytes() for one in stored], segmented=False
    )
    wanted = tables[:, np.clip(pixels.astype(int) - first, 0, count - 1)].T
    assert (values(shown(path, max_edge=5000))[0] == wanted).all()


def test_a_palette_in_segments_is_put_together(tmp_path: Path) -> None:
    up = np.array([0, 1, 0, 1, 255, 0xFFFF], "<u2").tobytes()  # one entry of 0, then 255 in a line up to the top
    down = np.array([0, 1, 0xFFFF, 1, 255, 0], "<u2").tobytes()
    path = write_palette(tmp_path / "a", RAMP, [256, 0, 16], [up, down, up], segmented=True)
    red, green, blue = values(shown(path)).reshape(-1, 3).T
    assert np.abs(red - np.arange(256)).max() <= 1
    assert np.abs(green - np.arange(256)[::-1]).max() <= 1
    assert (red == blue).all()


def test_a_segment_of_a_palette_may_be_used_again(tmp_path: Path) -> None:
    # 4 entries, 4 in a line, then both of these segments once more: by their place in bytes from the beginning
    wide = np.array([0, 4, 0x0000, 0x4000, 0x2000, 0x1000, 1, 4, 0xF000, 2, 2, 0, 0], "<u2").tobytes()
    narrow = bytes((0, 4, 0x00, 0x40, 0x20, 0x10, 1, 4, 0xF0, 2, 2, 0, 0, 0, 0, 0))
    wanted = [0x00, 0x40, 0x20, 0x10, 0x48, 0x80, 0xB8, 0xF0] * 2
    for name, bits, data in (("wide", 16, wide), ("narrow", 8, narrow)):
        path = write_palette(tmp_path / name, RAMP[:1], [16, 0, bits], [data] * 3, segmented=True)
        assert values(shown(path))[0, :, 0].tolist() == wanted


def test_segments_without_end_make_no_room(tmp_path: Path) -> None:
    line = np.array([1, 0xFFFF, 0, 1, 0xFFFF, 0xFFFF], "<u2").tobytes()
    bomb = np.array([0, 1, 0], "<u2").tobytes() + line * 20_000  # 2.6 thousand million entries
    again = np.array([0, 1, 0, 2, 0xFFFF, 0, 0], "<u2").tobytes()  # a segment that uses itself
    path = write_palette(tmp_path / "a", RAMP, [0, 0, 16], [bomb] * 3, segmented=True)
    taken, answer = peak_of(path)
    assert answer == "shown"
    assert taken < 32 << 20
    path = write_palette(tmp_path / "b", RAMP, [0, 0, 16], [again] * 3, segmented=True)
    assert render(str(path)) == DAMAGED


def test_a_palette_that_lacks_a_colour_is_damage(tmp_path: Path) -> None:
    path = write_palette(tmp_path / "a", RAMP, [256, 0, 8], [bytes(256), bytes(256), b""], segmented=False)
    assert render(str(path)) == DAMAGED


# -- frames and sizes ------------------------------------------------------------------------------------------


def test_the_middle_frame_is_shown_unless_another_is_wished(tmp_path: Path) -> None:
    pixels = np.stack([np.full((4, 4), 20 * one, np.uint8) for one in range(11)])
    pixels[:, 0, 0], pixels[:, 0, 1] = 0, 255
    path = write_pixels(tmp_path / "a", pixels, NumberOfFrames=11)
    assert [shown(path, frame).frame for frame in (0.5, 0.0, 1.0, 3)] == [5, 0, 10, 3]
    assert values(shown(path, 7))[2, 2] == 140
    assert shown(path).frames == 11


def test_a_large_image_is_made_smaller_and_keeps_its_shape(tmp_path: Path) -> None:
    picture = shown(write_pixels(tmp_path / "a", np.zeros((1000, 3000), np.uint16)))
    assert (picture.width, picture.height) == (768, 256)
    assert len(picture.data) == 768 * 256


@pytest.mark.parametrize(
    ("elements", "size"),
    [
        ({"PixelSpacing": [2.0, 1.0]}, (40, 80)),
        ({"PixelSpacing": [1.0, 2.0]}, (80, 40)),
        ({"PixelAspectRatio": [3, 1]}, (40, 120)),
        ({"ImagerPixelSpacing": [0.1, 0.1]}, (40, 40)),
        ({"PixelSpacing": [1000.0, 1.0]}, (40, 40)),
        ({"PixelSpacing": [0.0, 1.0]}, (40, 40)),
    ],
)
def test_pixels_that_are_not_square_are_shown_as_they_are(
    tmp_path: Path, elements: dict[str, Any], size: tuple[int, int]
) -> None:
    picture = shown(write_pixels(tmp_path / "a", np.zeros((40, 40), np.uint8), **elements))
    assert (picture.width, picture.height) == size


# -- lossless JPEG ---------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_lossless_jpeg_gives_back_every_value(data: st.DataObject) -> None:
    bits = data.draw(st.integers(2, 16))
    rows, columns = data.draw(st.integers(1, 12)), data.draw(st.integers(1, 12))
    samples = data.draw(st.sampled_from([1, 3]))
    seed = data.draw(st.integers(0, 1 << 20))
    planes = np.random.default_rng(seed).integers(0, 1 << bits, (rows, columns, samples)).astype(np.uint16)
    restart = data.draw(st.integers(0, rows))
    encoded = lossless_jpeg(planes, bits, data.draw(st.integers(1, 7)), restart)
    decoded = decode_lossless(encoded).reshape(planes.shape)
    assert (decoded == planes).all()


def test_lossless_jpeg_longer_than_one_piece_of_work_is_whole() -> None:
    planes = np.random.default_rng(3).integers(0, 1 << 16, (300, 300, 3)).astype(np.uint16)
    assert (decode_lossless(lossless_jpeg(planes, 16, 4)) == planes).all()


@settings(max_examples=150, deadline=None)
@given(cut=st.integers(2, 400), flips=st.lists(st.tuples(st.integers(2, 399), st.integers(1, 255)), max_size=4))
def test_damaged_lossless_jpeg_ends_in_an_exception_or_in_values(cut: int, flips: list[tuple[int, int]]) -> None:
    planes = np.random.default_rng(5).integers(0, 4096, (16, 16, 1)).astype(np.uint16)
    encoded = bytearray(lossless_jpeg(planes, 12, 6, 4))
    for at, bits in flips:
        encoded[at % len(encoded)] ^= bits
    encoded[2:6] = lossless_jpeg(planes, 12, 6, 4)[2:6]
    try:
        decoded = decode_lossless(bytes(encoded[:cut]))
    except (BadJpeg, IndexError, ValueError, struct.error):
        return
    assert decoded.dtype == np.uint16


@pytest.mark.parametrize("kind", ["RGB", "MONOCHROME2"])
def test_lossless_jpeg_in_a_file_looks_as_the_plain_image(tmp_path: Path, kind: str) -> None:
    colours = kind == "RGB"
    top = 256 if colours else 4096
    pixels = np.random.default_rng(2).integers(0, top, (20, 30, 3 if colours else 1))
    plain = pixels.astype(np.uint8) if colours else (pixels[..., 0] - 2048).astype(np.int16)
    elements = {"BitsStored": 12, "HighBit": 11, "WindowCenter": 0, "WindowWidth": 4096} if not colours else {}
    before = write_pixels(tmp_path / "plain", plain, **elements)
    stored = (plain.astype(np.int64) & (0xFF if colours else 0xFFF)).reshape(20, 30, -1)
    frame = lossless_jpeg(stored, 8 if colours else 12, 1)
    facts = {
        "Rows": 20, "Columns": 30, "SamplesPerPixel": 3 if colours else 1, "PhotometricInterpretation": kind,
        "BitsAllocated": 8 if colours else 16, "BitsStored": 8 if colours else 12, "HighBit": 7 if colours else 11,
        "PixelRepresentation": 0 if colours else 1, **({"PlanarConfiguration": 0} if colours else elements),
    }  # fmt: skip
    after = write_compressed(tmp_path / "jpeg", "1.2.840.10008.1.2.4.70", [frame], **facts)
    assert shown(after) == shown(before)


# -- no picture ------------------------------------------------------------------------------------------------


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    assert render(str(tmp_path / "gone")) == NOT_FOUND
    (tmp_path / "empty").touch()
    assert render(str(tmp_path / "empty")) == NOT_DICOM
    (tmp_path / "text").write_text("no image " * 100)
    assert render(str(tmp_path / "text")) == NOT_DICOM
    assert isinstance(render(str(tmp_path)), NoPicture)
    assert isinstance(render("a\0b"), NoPicture)


@pytest.mark.skipif(os.name != "posix", reason="named pipes as this test makes them exist on POSIX only")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert render(str(tmp_path / "pipe")) == NOT_A_FILE


def test_objects_without_an_image_are_named() -> None:
    storage = "1.2.840.10008.5.1.4.1.1."
    assert no_image(f"{storage}88.11").reason.startswith("A structured report, not an image.")
    assert no_image(f"{storage}88.67").reason.startswith("A radiation dose report")
    assert no_image(f"{storage}104.1").reason.startswith("A PDF document")
    assert no_image(f"{storage}481.5").reason.startswith("A radiotherapy plan")
    assert no_image(f"{storage}11.1").reason.startswith("A presentation state")
    assert no_image("1.2.3").reason == "This object holds no image. It can be sent all the same."


@pytest.mark.parametrize(
    ("syntax", "words"),
    [
        ("1.2.840.10008.1.2.4.102", "MPEG-4 video"),
        ("1.2.840.10008.1.2.4.110", "JPEG XL"),
        ("1.2.840.10008.1.2.4.94", "JPIP"),
        ("1.2.840.10008.1.2.4.55", "an old kind of JPEG"),
    ],
)
def test_compressions_that_are_not_known_are_named(tmp_path: Path, syntax: str, words: str) -> None:
    path = write_compressed(tmp_path / "a", "1.2.840.10008.1.2.4.90", [b"\0" * 64], Rows=16, Columns=16)
    content = path.read_bytes()  # pydicom writes no syntax that it does not know
    old = b"\x02\0\x10\0UI" + struct.pack("<H", 22) + b"1.2.840.10008.1.2.4.90"
    new = syntax.encode().ljust(len(syntax) + len(syntax) % 2, b"\0")
    assert old in content
    content = content.replace(old, b"\x02\0\x10\0UI" + struct.pack("<H", len(new)) + new)
    length = int.from_bytes(content[140:144], "little") + len(new) - 22
    path.write_bytes(content[:140] + struct.pack("<L", length) + content[144:])
    answer = render(str(path))
    assert answer == compressed(syntax)
    assert words in answer.reason


@pytest.mark.parametrize(("rows", "columns"), [(60_000, 60_000), (65_535, 65_535), (8_001, 8_000)])
def test_a_claimed_giant_is_refused_without_making_room_for_it(tmp_path: Path, rows: int, columns: int) -> None:
    path = tmp_path / "giant"
    write_instance(path, Rows=rows, Columns=columns, BitsAllocated=16, BitsStored=16, HighBit=15)
    taken, answer = peak_of(path)
    assert answer == TOO_LARGE.reason
    assert taken < 16 << 20


def test_a_codestream_that_claims_more_than_its_header_is_not_decoded(tmp_path: Path) -> None:
    siz = pack(">HH8LH", 41, 0, 60_000, 60_000, 0, 0, 60_000, 60_000, 0, 0, 1) + bytes((7, 1, 1))
    frame = b"\xff\x4f\xff\x51" + siz + b"\0" * 200
    path = write_compressed(tmp_path / "a", "1.2.840.10008.1.2.4.90", [frame], Rows=16, Columns=16)
    taken, answer = peak_of(path)
    assert answer == TOO_LARGE.reason
    assert taken < 16 << 20


def test_a_pixel_data_length_that_is_a_lie_is_damage(tmp_path: Path) -> None:
    dataset = write_instance(tmp_path / "a", Rows=512, Columns=512)
    tail = pack("<HH2sHL", 0x7FE0, 0x0010, b"OB", 0, 0xFFFFFFF0) + b"\0" * 100
    assert render(str(write_header_only(tmp_path / "a", dataset, tail))) == CUT_SHORT


def test_truncated_pixel_data_show_the_frames_that_are_whole(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (10, 32, 32)).astype(np.uint8)
    path = write_pixels(tmp_path / "a", pixels, NumberOfFrames=10)
    content = path.read_bytes()
    path.write_bytes(content[:-4000])
    assert (shown(path).frames, shown(path, 1.0).frame) == (6, 5)
    assert shown(path, 5).frame == 5
    # never another frame under the number of one that is missing
    assert [render(str(path), frame) for frame in (6, 9, -1)] == [CUT_SHORT] * 3
    path.write_bytes(content[:-10_000])
    assert render(str(path)) == CUT_SHORT


def test_what_lies_in_sequences_that_say_nothing_about_the_picture_cannot_keep_it_away(tmp_path: Path) -> None:
    path = write_pixels(tmp_path / "a", RAMP)
    plain, content = shown(path), path.read_bytes()
    at = content.index(pack("<HH", 0x0020, 0x000D))
    nest = pack("<HH2sHL", 0x0018, 0xA001, b"SQ", 0, 0xFFFFFFFF) + pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)
    ends = pack("<HHL", 0xFFFE, 0xE00D, 0) + pack("<HHL", 0xFFFE, 0xE0DD, 0)
    path.write_bytes(content[:at] + nest * 5_000 + ends * 5_000 + content[at:])
    assert shown(path) == plain
    path.write_bytes(content[:at] + nest * 5_000 + content[at:])  # without an end
    assert render(str(path)) == DAMAGED


def test_a_deflated_bomb_is_not_inflated_without_bound(tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    write_instance(path)
    content = path.read_bytes()
    meta_length = int.from_bytes(content[140:144], "little")
    meta = content[144 : 144 + meta_length].replace(
        b"\x02\0\x10\0UI\x14\x001.2.840.10008.1.2.1\0", b"\x02\0\x10\0UI\x16\x001.2.840.10008.1.2.1.99"
    )
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = b"".join(squeezer.compress(bytes(1 << 20)) for _ in range(400)) + squeezer.flush()
    path.write_bytes(content[:140] + len(meta).to_bytes(4, "little") + meta + bomb)
    taken, answer = peak_of(path)
    assert answer == TOO_LARGE.reason
    assert taken < 600 << 20


def test_nonsense_in_the_elements_of_the_image_is_survived(tmp_path: Path) -> None:
    path = write_pixels(tmp_path / "a", WIDE, WindowCenter=["", "40"], WindowWidth=0, PixelSpacing=[1, 1, 1])
    assert shown(path).auto
    path = write_pixels(tmp_path / "b", RAMP, PhotometricInterpretation="HSV", SamplesPerPixel=1)
    assert "HSV" in render(str(path)).reason  # type: ignore[union-attr]
    for name, value in (("Rows", 0), ("BitsAllocated", 0), ("SamplesPerPixel", 7)):
        path = write_pixels(tmp_path / "c", RAMP, **{name: value})
        assert render(str(path)) in (DAMAGED, CUT_SHORT)


@pytest.mark.parametrize(
    ("elements", "words"),
    [
        ({"BitsAllocated": 12}, "12 bits each"),
        ({"BitsAllocated": 24}, "24 bits each"),
        ({"SamplesPerPixel": 3, "PhotometricInterpretation": "YBR_PARTIAL_422"}, "YBR_PARTIAL_422"),
        ({"SamplesPerPixel": 4, "PhotometricInterpretation": "CMYK"}, "CMYK"),
    ],
)
def test_what_is_only_unusual_is_not_called_damaged(tmp_path: Path, elements: dict[str, Any], words: str) -> None:
    answer = render(str(write_pixels(tmp_path / "a", RAMP, **elements)))
    assert isinstance(answer, NoPicture)
    assert words in answer.reason
    assert "can be sent all the same" in answer.reason


@settings(max_examples=150, deadline=None)
@given(flips=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=6))
def test_mutated_files_give_a_picture_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, int]]
) -> None:
    path = tmp_path_factory.mktemp("mutated") / "a"
    write_pixels(path, WIDE, WindowCenter=300, WindowWidth=500, PixelSpacing=[1, 2], NumberOfFrames=1)
    content = bytearray(path.read_bytes())
    for at, value in flips:
        content[at % 1400] = value
    path.write_bytes(content)
    answer = render(str(path))
    assert isinstance(answer, Picture | NoPicture)
    if isinstance(answer, Picture):
        assert len(answer.data) == answer.width * answer.height * (3 if answer.rgb else 1)


def peak_of(path: Path) -> tuple[int, str]:
    """How many bytes more than before a fresh process took at most to answer, and its answer."""
    program = (
        "import sys\n"
        "from gui.dicom.preview_render import render\n"
        "from tests.helpers.memory import peak_kib\n"
        "before = peak_kib()\n"
        "answer = render(sys.argv[1])\n"
        "print(peak_kib() - before)\n"
        "print(getattr(answer, 'reason', 'shown'))\n"
    )
    if sys.platform != "linux":
        pytest.skip("the peak of memory is read as Linux gives it")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, encoding="utf-8", check=True, cwd=root
    )
    kilobytes, answer = done.stdout.splitlines()
    return int(kilobytes) * 1024, answer


# -- the samples -----------------------------------------------------------------------------------------------


@needs_samples
def test_every_sample_is_shown_or_says_why_not() -> None:
    found: Counter[str] = Counter()
    for record in manifest()["files"]:
        answer = render(str(SAMPLES / record["path"]))
        found["shown" if isinstance(answer, Picture) else answer.reason] += 1
        if not record["is_dicom"]:
            assert answer == NOT_DICOM, record["path"]
    assert found.total() == len(manifest()["files"])
    assert found["shown"] == 518
    assert found[NOT_DICOM.reason] == 34
    assert found[DAMAGED.reason] == 2
    assert found[CUT_SHORT.reason] == 1
    assert found[TOO_LARGE.reason] == 3
    assert found[compressed("", "JPEG with 12 bits").reason] == 2
    told = {"not DICOM", "not an image", "no image", "damaged", "too large", "cannot show"}
    for reason in found:
        assert reason == "shown" or any(words in reason for words in told) or reason == NOT_DICOM.reason
