"""How a source is cited: in short, and in full."""

from ilio.knowledge import reference


def citation(key: str) -> str:
    """A short citation: first author and year.

    Raises
    ------
    UnknownNameError
        If there is no such source.

    Examples
    --------
    >>> citation("ferber2010"), citation("ilio2026")
    ('Ferber 2010', 'Ilio 2026')
    """
    source = reference(key)
    name = source.authors.removeprefix("The ").split(",")[0].split(" ")[0]
    return f"{name} {source.year}"


def full_citation(key: str) -> str:
    """A citation as the literature list prints it.

    Examples
    --------
    >>> full_citation("kawamoto2012").startswith("Kawamoto J-E (2012). The Iliopsoas")
    True
    """
    source = reference(key)
    title = source.title if source.title.endswith(("?", "!")) else f"{source.title}."
    doi = f" doi:{source.doi}." if source.doi else ""
    return f"{source.authors} ({source.year}). {title} {source.where}.{doi} Read: {source.read}."
