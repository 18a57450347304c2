"""Writing spreadsheets by the book: .xlsx (ECMA-376) and .xls (BIFF8 in a compound file)."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[float | str]]
SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    base = "http://schemas.openxmlformats.org"
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>'
        for i, name in zip(numbers, sheets, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{base}/officeDocument/2006/relationships/worksheet" '
        f'Target="worksheets/sheet{i}.xml"/>'
        for i in numbers
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kinds}.worksheet+xml"/>'
        for i in numbers
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{base}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>{parts}</Types>',
        )
        package = f'<Relationships xmlns="{base}/package/2006/relationships">'
        out.writestr(
            "_rels/.rels",
            f'{package}<Relationship Id="rId1" Target="xl/workbook.xml" '
            f'Type="{base}/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
        out.writestr("xl/_rels/workbook.xml.rels", f"{package}{links}</Relationships>")
        main = f'xmlns="{base}/spreadsheetml/2006/main"'
        out.writestr(
            "xl/workbook.xml",
            f'<workbook {main} xmlns:r="{base}/officeDocument/2006/relationships">'
            f"<sheets>{listed}</sheets></workbook>",
        )
        for i, rows in zip(numbers, sheets.values(), strict=True):
            body = "".join(f"<row>{''.join(map(_xml_cell, row))}</row>" for row in rows)
            sheet = f"<worksheet {main}><sheetData>{body}</sheetData></worksheet>"
            out.writestr(f"xl/worksheets/sheet{i}.xml", sheet)
    return path


def _xml_cell(value: float | str) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value!r}</v></c>"


def write_xls(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """As phyphox writes it: BIFF8, text and numbers."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    entries = [struct.pack("<IBBBB", 0, 0, 0, len(name), 0) + name.encode() for name in sheets]
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    length = len(start) + sum(len(entry) + 4 for entry in entries) + 4
    book, at = start, length
    for entry, body in zip(entries, bodies, strict=True):
        book += _record(0x85, struct.pack("<I", at) + entry[4:])
        at += len(body)
    return _compound(path, book + _record(0x0A, b"") + b"".join(bodies))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _sheet(rows: Rows) -> bytes:
    out = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    width = max(len(row) for row in rows)
    out += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", at, column, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 0) + value.encode("latin-1")
                out += _record(0x204, place + text)
            else:
                out += _record(0x203, place + struct.pack("<d", value))
    return out + _record(0x0A, b"")


def _compound(path: Path, stream: bytes) -> Path:
    """One stream 'Workbook' in a compound file: header, stream, directory, table of sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    tables = 1
    while tables * SECTOR // 4 < count + 1 + tables:
        tables += 1
    assert tables <= 109
    chain = [*range(1, count), END, END, *([FAT] * tables)]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    )
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, tables, count, 0, 4096, END, 0, END, 0)
    places = [count + 1 + i for i in range(tables)] + [FREE] * (109 - tables)
    head += struct.pack("<109I", *places)
    directory = _entry("Root Entry", 5, child=1, start=END, size=0)
    directory += _entry("Workbook", 2, child=FREE, start=0, size=len(stream))
    directory = directory.ljust(SECTOR, b"\0")
    path.write_bytes(head + stream + directory + struct.pack(f"<{len(chain)}I", *chain))
    return path


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    entry += struct.pack("<III", FREE, FREE, child) + bytes(36)
    return entry + struct.pack("<II", start, size) + bytes(4)
