"""Speaks to the upload service: endpoint, body, one attempt, answers, retry, uploader."""
