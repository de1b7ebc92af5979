"""What this program is, its version, and whose parts it is made with."""

from __future__ import annotations

from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gui import __version__
from gui.widgets.controls import Button, Label
from gui.widgets.dialogs import CourierDialog
from gui.widgets.theme import Look


class AboutDialog(CourierDialog):
    """Version and licences. ``licences`` is the file to open, None where it does not lie beside the program."""

    def __init__(self, look: Look, licences: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(look, "", 480, parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About DICOM Courier"))
        self._licences = licences
        column = self.body.column
        version = self.tr("DICOM Courier %1").replace("%1", __version__)
        qt = self.tr(
            "It is made with Qt %1 and PySide6 %2, used under the GNU Lesser General Public License, version 3. "
            "They lie beside the program as libraries of their own and may be replaced by other builds of them."
        )
        column.addWidget(Label(look, version, "title", selectable=True))
        column.addWidget(Label(look, self.tr("Sends imaging studies and says what has arrived."), token="text-2"))
        column.addSpacing(look.theme.px(8))
        column.addWidget(Label(look, qt.replace("%1", qVersion()).replace("%2", pyside_version), wrap=True))
        column.addWidget(Label(look, self.tr("The list of licences names all its parts."), token="text-2", wrap=True))
        self._open = Button(look, self.tr("Open the &list of licences"), "file-text")
        self._open.setObjectName("openLicencesButton")
        self._open.setEnabled(licences is not None)
        self._open.clicked.connect(self._open_licences)
        self._close = Button(look, self.tr("C&lose"))
        self._close.setObjectName("closeButton")
        self._close.clicked.connect(self.accept)
        self.foot.addWidget(self._open)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.finished.connect(self.deleteLater)
        self.fit()

    def _open_licences(self) -> None:
        if self._licences is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._licences)))
