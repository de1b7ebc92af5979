"""This person's disk and keyring: places, settings, secrets, journal, logs."""
