"""The fields of a form that a page sent, in either of the two ways in which browsers send them."""

from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

PLAIN = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
MOST_FIELDS = 1000


def is_form(content_type: str) -> bool:
    """Whether a body is a form.

    Examples
    --------
    >>> is_form("multipart/form-data; boundary=x"), is_form("application/json")
    (True, False)
    """
    return content_type.partition(";")[0].strip().lower() in (PLAIN, WITH_FILES)


def read_form(content_type: str, body: bytes) -> dict[str, str]:
    r"""The fields of a form; a name that comes several times has its values on lines of their own.

    Parameters
    ----------
    content_type
        The header.
    body
        What came. The text of a file stands under the name of its field, its name under
        ``FIELD.filename``; bytes that are no text become marks.

    Returns
    -------
    dict
        Empty when it cannot be read.

    Examples
    --------
    >>> read_form("application/x-www-form-urlencoded", b"days=mon&days=wed&note=")
    {'days': 'mon\nwed', 'note': ''}
    >>> part = b'--x\r\nContent-Disposition: form-data; name="week"; filename="a.ics"\r\n\r\nBEGIN'
    >>> read_form("multipart/form-data; boundary=x", part + b"\r\n--x--\r\n")
    {'week': 'BEGIN', 'week.filename': 'a.ics'}
    """
    if content_type.partition(";")[0].strip().lower() == WITH_FILES:
        pairs = _parts(content_type, body)
    else:
        pairs = _plain(body)
    found: dict[str, str] = {}
    for name, value in pairs:
        found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def _plain(body: bytes) -> list[tuple[str, str]]:
    try:
        text = body.decode("utf-8", "replace")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return []


def _parts(content_type: str, body: bytes) -> list[tuple[str, str]]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    if not message.is_multipart():
        return []
    found: list[tuple[str, str]] = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(payload, bytes):
            continue
        found.append((name, payload.decode("utf-8", "replace")))
        if filename := part.get_filename():
            found.append((f"{name}.filename", filename))
    return found[:MOST_FIELDS]
