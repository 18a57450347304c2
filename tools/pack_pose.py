"""Packs the detector and a landmark network into the one file that the page's pose runtime reads.

The runtime refuses a network that does not say how its input is scaled, and the published files
do not say it. So a header is put in front of each: a new root table that points into the original,
which follows byte for byte, and a piece of metadata with the scale. Standard library only; the
same input gives the same bytes.

References
----------
FlatBuffers binary format; TensorFlow Lite schema 3 (``Model``, ``Buffer``, ``Metadata``) and
metadata schema ``M001`` (``ModelMetadata`` down to ``NormalizationOptions``).
"""

import io
import struct
import zipfile
from dataclasses import dataclass

BUFFERS, METADATA = 4, 6
"""Places of these lists in a model's root table."""

NORMALIZATION = 1
"""What a process unit of this type holds in the metadata schema."""

ALIGN = 64
"""Originals start at a multiple of this, in the header and in the archive; weights need 16."""

SCALES = {"pose_detector.tflite": (127.5, 127.5), "pose_landmarks_detector.tflite": (0.0, 255.0)}
"""Names that the runtime looks for, and mean and divisor of each network's input."""

PADDING = 0xD935
"""Id of an archive's extra field that only fills up to an alignment."""


@dataclass(frozen=True)
class Table:
    """A table; a field is a number, None when absent, or whatever it points to."""

    fields: "tuple[Node | int | None, ...]"


@dataclass(frozen=True)
class Rows:
    """A list of tables."""

    items: "tuple[Node, ...]"


@dataclass(frozen=True)
class Block:
    """Bare bytes with their count in front; `count` where one entry is larger than a byte."""

    content: bytes
    count: int


@dataclass(frozen=True)
class Original:
    """Something in the file that follows, by its place there."""

    at: int


Node = Table | Rows | Block | Original


def pack_task(detector: bytes, landmarks: bytes) -> bytes:
    """The archive of both networks, stored, aligned, with a fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for (name, scale), model in zip(SCALES.items(), (detector, landmarks), strict=True):
            entry = zipfile.ZipInfo(name)
            start = out.tell() + 30 + len(name) + 4
            fill = -start % ALIGN
            entry.extra = struct.pack("<HH", PADDING, fill) + bytes(fill)
            archive.writestr(entry, with_scale(model, *scale))
    return out.getvalue()


def with_scale(model: bytes, mean: float, divisor: float) -> bytes:
    """The network with a header in front that says how its input is scaled."""
    root = _table(model)
    fields: list[Node | int | None] = [
        None if at is None else Original(at) for at in (_pointer(model, root, i) for i in range(8))
    ]
    fields[0] = struct.unpack_from("<I", model, root + _slot(model, root, 0))[0]
    buffers, told = _list(model, root, BUFFERS), _list(model, root, METADATA)
    scale = _metadata(mean, divisor)
    name = Block(b"TFLITE_METADATA\0", 15)
    fields[BUFFERS] = Rows((*buffers, Table((Block(scale, len(scale)),))))
    fields[METADATA] = Rows((*told, Table((name, len(buffers)))))
    return _written(Table(tuple(fields)), b"TFL3") + model


def _metadata(mean: float, divisor: float) -> bytes:
    shift, scale = (Block(struct.pack("<f", value), 1) for value in (mean, divisor))
    unit = Table((NORMALIZATION, Table((shift, scale))))
    tensor = Table((None, None, None, None, Rows((unit,))))
    graph = Table((None, None, Rows((tensor,))))
    return _written(Table((None, None, None, Rows((graph,)))), b"M001")


def _table(model: bytes) -> int:
    return int(struct.unpack_from("<I", model, 0)[0])


def _slot(model: bytes, table: int, field: int) -> int:
    """Distance of a field from the start of its table; 0 when it is absent."""
    index = table - struct.unpack_from("<i", model, table)[0]
    size = struct.unpack_from("<H", model, index)[0]
    inside = 4 + 2 * field < size
    return int(struct.unpack_from("<H", model, index + 4 + 2 * field)[0]) if inside else 0


def _pointer(model: bytes, table: int, field: int) -> int | None:
    slot = _slot(model, table, field)
    at = table + slot
    return at + int(struct.unpack_from("<I", model, at)[0]) if slot else None


def _list(model: bytes, table: int, field: int) -> tuple[Original, ...]:
    start = _pointer(model, table, field)
    if start is None:
        return ()
    places = [start + 4 + 4 * i for i in range(struct.unpack_from("<I", model, start)[0])]
    return tuple(Original(at + struct.unpack_from("<I", model, at)[0]) for at in places)


def _written(root: Table, kind: bytes) -> bytes:
    """All nodes one after the other, each behind whatever points to it; then filled up."""
    out = bytearray(4) + kind
    waiting: list[tuple[int, Node]] = [(0, root)]
    outside: list[tuple[int, int]] = []
    while waiting:
        place, node = waiting.pop()
        if isinstance(node, Original):
            outside.append((place, node.at))
            continue
        at, inner = _append(out, node)
        struct.pack_into("<I", out, place, at - place)
        waiting += reversed(inner)
    out += bytes(-len(out) % ALIGN)
    for place, at in outside:
        struct.pack_into("<I", out, place, len(out) + at - place)
    return bytes(out)


def _append(out: bytearray, node: Table | Rows | Block) -> tuple[int, list[tuple[int, Node]]]:
    """Where a node begins, and the pointers in it that still lead nowhere."""
    out += bytes(-len(out) % 4)
    if isinstance(node, Table):
        return _append_table(out, node)
    if isinstance(node, Block):
        out += bytes(-(len(out) + 4) % 16)
        at = len(out)
        out += struct.pack("<I", node.count) + node.content
        return at, []
    at = len(out)
    out += struct.pack("<I", len(node.items)) + bytes(4 * len(node.items))
    return at, [(at + 4 + 4 * i, item) for i, item in enumerate(node.items)]


def _append_table(out: bytearray, node: Table) -> tuple[int, list[tuple[int, Node]]]:
    here = [i for i, field in enumerate(node.fields) if field is not None]
    slots = [4 + 4 * here.index(i) if i in here else 0 for i in range(len(node.fields))]
    index, length = len(out), 4 + 2 * len(slots)
    out += struct.pack(f"<HH{len(slots)}H", length, 4 + 4 * len(here), *slots)
    out += bytes(-len(out) % 4)
    at = len(out)
    out += struct.pack("<i", at - index) + bytes(4 * len(here))
    inner: list[tuple[int, Node]] = []
    for slot, field in zip(slots, node.fields, strict=True):
        if isinstance(field, int):
            struct.pack_into("<I", out, at + slot, field)
        elif field is not None:
            inner.append((at + slot, field))
    return at, inner
