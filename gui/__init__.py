"""DICOM Courier: sends imaging studies and shows, per series, what the service registered."""

__version__ = "0.1.0"
