"""Runs one Qt-free function in a QThread and relays what it reports."""
