"""Archives as input: ZIP, TAR, TAR in gzip, and single files in gzip; read and sent without unpacking them by name."""
