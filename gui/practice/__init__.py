"""The built-in Practice service on the loopback address."""
