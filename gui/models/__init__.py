"""Item models over immutable values (QtCore and QtGui only)."""
