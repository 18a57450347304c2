"""How a source is cited: in short, and in full.

A saved visit may name a source that this version no longer has: that is said, and stops nothing.
"""

from ilio.knowledge import references


def citation(key: str) -> str:
    """A short citation: first author and year.

    Examples
    --------
    >>> citation("ferber2010"), citation("ilio2026"), citation("a2021")
    ('Ferber 2010', 'Ilio 2026', 'a2021 (of another version)')
    """
    source = references().get(key)
    if source is None:
        return f"{key} (of another version)"
    name = source.authors.removeprefix("The ").split(",")[0].split(" ")[0]
    return f"{name} {source.year}"


def full_citation(key: str) -> str:
    """A citation as the literature list prints it.

    Examples
    --------
    >>> full_citation("kawamoto2012").startswith("Kawamoto J-E (2012). The Iliopsoas")
    True
    """
    source = references().get(key)
    if source is None:
        return f"{key}: named by another version of Ilio."
    title = source.title if source.title.endswith(("?", "!")) else f"{source.title}."
    doi = f" doi:{source.doi}." if source.doi else ""
    return f"{source.authors} ({source.year}). {title} {source.where}.{doi} Read: {source.read}."
