"""The HTTP service: a thin shell that parses, calls one function, presents."""
