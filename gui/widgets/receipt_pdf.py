"""The receipt on paper: pages with a heading, the table, and a foot that numbers them."""

from __future__ import annotations

import html
import os
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QIODevice, QLocale, QMarginsF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from gui import __version__
from gui.core.entities import SKIP_TEXTS
from gui.core.receipt import LineState, Receipt, ReceiptLine
from gui.core.sentences import shown_state
from gui.models import told
from gui.models.receipt_table import SAY, count_words, group_lines, line_facts, sum_of_counts
from gui.widgets import words
from gui.widgets.tokens import LIGHT

_INK, _GREY, _BAND, _LINE = (LIGHT[name] for name in ("text", "text-2", "band", "border"))
_OK, _BAD, _WARN = (LIGHT[name] for name in ("ok", "bad", "warn"))
_RULE = f"border-bottom: 1px solid {_LINE}"
_MARGIN_MM = 16
_DPI = 96
_FOOT = 34
_LISTED_MISSING = 400


def write_pdf(receipt: Receipt, path: Path) -> None:
    """Write the receipt to ``path`` as PDF (A4 or Letter, as the locale has it); whole or not at all.

    Raises :class:`OSError` when the file cannot be written.
    """
    file = QSaveFile(os.fspath(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    writer = QPdfWriter(file)
    writer.setTitle(_title(receipt))
    writer.setCreator(f"DICOM Courier {__version__}")
    writer.setResolution(1200)
    writer.setPageLayout(page_layout())
    drawn = draw_pages(receipt, writer)
    if not drawn or not file.commit():
        file.cancelWriting()
        raise OSError(file.errorString())


def page_layout() -> QPageLayout:
    """Upright, with even margins, on the paper that the locale uses."""
    inches = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize(QPageSize.PageSizeId.Letter if inches else QPageSize.PageSizeId.A4)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def draw_pages(receipt: Receipt, device: QPagedPaintDevice) -> bool:
    """Draw the receipt on a PDF or a printer. False when the device cannot be drawn on."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / _DPI
    page = QSizeF(device.width() / scale, device.height() / scale)
    body = QSizeF(page.width(), page.height() - _FOOT)
    document = make_document(receipt, body)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            device.newPage()
        painter.save()
        painter.scale(scale, scale)
        painter.save()
        painter.translate(0, -number * body.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(_INK))
        context.clip = QRectF(0, number * body.height(), body.width(), body.height())
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        _draw_foot(painter, receipt, page, number + 1, pages)
        painter.restore()
    return painter.end()


def make_document(receipt: Receipt, page: QSizeF) -> QTextDocument:
    """The receipt as a document whose pages are ``page`` large (in 1/96 inch)."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = QFont()
    font.setPixelSize(12)
    document.setDefaultFont(font)
    document.setHtml(receipt_html(receipt))
    document.setPageSize(page)
    return document


def receipt_html(receipt: Receipt) -> str:
    """The receipt in the small HTML of QTextDocument; every text from a file or a person is escaped."""
    parts = []
    if receipt.practice:
        text = _tr("PRACTICE – nothing left this computer. This is not a receipt of a real upload.")
        parts.append(
            f'<table width="100%" cellpadding="6" cellspacing="0"><tr><td bgcolor="{LIGHT["practice"]}">'
            f'<font color="{LIGHT["practice-text"]}"><b>{_safe(text)}</b></font></td></tr></table><br>'
        )
    parts.append(f'<p style="font-size:20px"><b>{_safe(SAY.headline(receipt))}</b></p>')
    parts.append(f'<p style="margin-bottom:16px">{_safe(SAY.advice(receipt))}</p>')
    parts.append(_facts(receipt))
    parts.append(_table(receipt))
    parts.append(_missing(receipt))
    parts.append(_left_out(receipt))
    parts.append(_not_read(receipt))
    return "".join(parts)


def _facts(receipt: Receipt) -> str:
    rows = [
        (_tr("Receipt"), f"{receipt.upload_id:04}"),
        (_tr("Destination"), told.told(receipt.destination_name)),
        (_tr("Address"), receipt.endpoint),
        (_tr("Begun"), _moment(receipt.started)),
        (_tr("Ended"), _moment(receipt.finished) if receipt.finished else _tr("interrupted")),
        (_tr("Signed in as"), receipt.user or "–"),
        (
            _tr("Images"),
            _fill(
                _tr("%1 chosen = %2 arrived + %3 missing"),
                *(words.number(value) for value in (receipt.chosen, receipt.arrived, receipt.missing)),
            ),
        ),
        (
            _tr("Files"),
            _fill(
                _tr("%1 found = %2 chosen + %3 not chosen + %4 left out"),
                *(
                    words.number(value)
                    for value in (receipt.files_found, receipt.chosen, receipt.not_chosen, receipt.files_left_out)
                ),
            ),
        ),
    ]
    cells = "".join(
        f'<tr><td width="110"><font color="{_GREY}">{_safe(name)}</font></td><td>{_safe(value)}</td></tr>'
        for name, value in rows
    )
    return f'<table cellspacing="0" cellpadding="2">{cells}</table><br>'


def _table(receipt: Receipt) -> str:
    if not receipt.lines:
        return ""
    columns = (
        (_tr("Series"), "left", 44),
        (_tr("Sent"), "right", 9),
        (_tr("Service’s count"), "right", 16),
        (_tr("State"), "left", 31),
    )
    head = "".join(
        f'<th align="{side}" width="{width}%" bgcolor="{_BAND}"><font color="{_GREY}">{_safe(title)}</font></th>'
        for title, side, width in columns
    )
    rows = [f"<thead><tr>{head}</tr></thead>"]
    for group in group_lines(receipt.lines):
        rows.append(
            f'<tr><td colspan="4" bgcolor="{_BAND}"><b>{_safe(group.title)}</b>'
            f'<br><font color="{_GREY}">{_safe(group.facts)}</font></td></tr>'
        )
        rows.extend(_row(line) for line in group.lines)
    rows.append(
        f'<tr><td bgcolor="{_BAND}"><b>{_safe(words.series(len(receipt.lines)))}</b></td>'
        f'<td align="right" bgcolor="{_BAND}"><b>{words.number(receipt.sent)}</b></td>'
        f'<td align="right" bgcolor="{_BAND}"><b>{count_words(sum_of_counts(receipt.lines))}</b></td>'
        f'<td bgcolor="{_BAND}">{_safe(SAY.tally(receipt.lines))}</td></tr>'
    )
    return f'<table width="100%" cellspacing="0" cellpadding="6">{"".join(rows)}</table>'


def _row(line: ReceiptLine) -> str:
    ink = {LineState.VERIFIED: _OK, LineState.UNKNOWN: _WARN}.get(shown_state(line), _BAD)
    sign = {_OK: "✓", _WARN: "?", _BAD: "✕"}[ink]
    note = SAY.note(line)
    return (
        f'<tr><td style="{_RULE}"><b>{_safe(words.series_title(line.series))}</b><br>{_safe(line_facts(line))}'
        f'<br><font color="{_GREY}">{_safe(line.series_instance_uid)}</font></td>'
        f'<td align="right" style="{_RULE}">{words.number(line.sent)}</td>'
        f'<td align="right" style="{_RULE}">{count_words(line.service_count)}</td>'
        f'<td style="{_RULE}"><font color="{ink}"><b>{sign} {_safe(SAY.state(line))}</b></font>'
        f"{'<br>' + _safe(note) if note else ''}</td></tr>"
    )


def _missing(receipt: Receipt) -> str:
    found = [(line, one) for line in receipt.lines for one in line.missing_instances]
    if not found:
        return ""
    rows = "".join(
        f"<tr><td>{_safe(words.file_name(one.path))}</td><td>{_safe(words.series_title(line.series))}</td>"
        f"<td>{_safe(told.told(one.reason))}</td></tr>"
        for line, one in found[:_LISTED_MISSING]
    )
    rest = len(found) - _LISTED_MISSING
    more = f"<p>{_safe(_fill(_tr('And %1 more; the CSV file lists all.'), words.images(rest)))}</p>" if rest > 0 else ""
    return (
        f"<br><p><b>{_safe(_tr('Images that have not arrived'))}</b></p>"
        f'<table width="100%" cellspacing="0" cellpadding="3">{rows}</table>{more}'
    )


def _left_out(receipt: Receipt) -> str:
    if not receipt.left_out:
        return ""
    rows = "".join(
        f'<tr><td align="right">{words.number(files)}</td><td>{_safe(told.told(text))}</td></tr>'
        for text, files in ((SKIP_TEXTS[group.reason], group.files) for group in receipt.left_out)
    )
    return (
        f"<br><p><b>{_safe(_tr('Files that were left out'))}</b></p>"
        f'<table cellspacing="0" cellpadding="3">{rows}</table>'
    )


def _not_read(receipt: Receipt) -> str:
    """The files that a disc's index lists and that could not be read, by name."""
    names = [name for index in receipt.indexes for name in index.named]
    if not names:
        return ""
    rest = len(names) - _LISTED_MISSING
    more = f"<p>{_safe(_fill(_tr('And %1 more; the CSV file lists all.'), words.files(rest)))}</p>" if rest > 0 else ""
    return (
        f"<br><p><b>{_safe(_tr('In the disc’s index, but not readable or not there'))}</b></p>"
        f"<p>{'<br>'.join(_safe(name) for name in names[:_LISTED_MISSING])}</p>{more}"
    )


def _draw_foot(painter: QPainter, receipt: Receipt, page: QSizeF, number: int, pages: int) -> None:
    top = page.height() - _FOOT + 12
    font = QFont()
    font.setPixelSize(10)
    painter.setFont(font)
    painter.setPen(QColor(_LINE))
    painter.drawLine(QRectF(0, top - 4, page.width(), 0).topLeft(), QRectF(0, top - 4, page.width(), 0).topRight())
    painter.setPen(QColor(_GREY))
    room = QRectF(0, top, page.width(), _FOOT - 12)
    left = f"DICOM Courier {__version__} · {_title(receipt)}"
    if receipt.practice:
        left = f"{_tr('PRACTICE')} · {left}"
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), left)
    right = _fill(_tr("Page %1 of %2"), words.number(number), words.number(pages))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right)


def _title(receipt: Receipt) -> str:
    return _fill(_tr("Receipt %1"), f"{receipt.upload_id:04}")


def _moment(value: datetime) -> str:
    return f"{words.day_of(value)}, {words.time_of(value)}"


def _safe(text: str) -> str:
    return html.escape(words.plain(text))


def _fill(text: str, *values: str) -> str:
    for number, value in enumerate(values, 1):
        text = text.replace(f"%{number}", value, 1)
    return text


def _tr(text: str) -> str:
    return QCoreApplication.translate("receipt_pdf", text)
