"""The edges: HTTP, sockets and pages."""
