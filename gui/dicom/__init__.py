"""Reads DICOM files: sources, headers, scan, catalogue."""
