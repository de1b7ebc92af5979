"""Values and rules of an upload: no Qt, no disk, no network."""
