"""Writes small FIT, GPX and TCX files as a watch would."""

import struct
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
RUNNING, CYCLING = 1, 2


TABLE = [0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401]
TABLE += [0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400]


def crc(data: bytes) -> int:
    """Check sum of the FIT protocol, by its table of nibbles."""
    table = TABLE
    total = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            total = (total >> 4) ^ table[(total ^ nibble) & 0xF]
    return total


def definition(local: int, message: int, fields: list[tuple[int, int, int]]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(struct.pack("<BBB", *field) for field in fields)


def fit_file(
    start: datetime,
    minutes: float,
    km: float,
    sport: int = RUNNING,
    *,
    more: bytes = b"",
    elapsed: float | None = None,
) -> bytes:
    """One activity: file id and session, with header and check sum; `more` stands before it."""
    seconds = round((start - EPOCH).total_seconds())
    body = definition(0, 0, [(0, 1, 0x00), (4, 4, 0x86)])
    body += struct.pack("<BBI", 0, 4, seconds) + more
    if elapsed is not None:
        body += definition(2, 18, [(2, 4, 0x86), (7, 4, 0x86), (8, 4, 0x86), (5, 1, 0x00)])
        times = round(elapsed * 60_000), round(minutes * 60_000)
        return whole_fit(body + struct.pack("<BIIIB", 2, seconds, *times, sport))
    # start_time, total_timer_time [ms], total_distance [cm], sport
    body += definition(1, 18, [(2, 4, 0x86), (8, 4, 0x86), (9, 4, 0x86), (5, 1, 0x00)])
    body += struct.pack("<BIIIB", 1, seconds, round(minutes * 60_000), round(km * 100_000), sport)
    return whole_fit(body)


def fit_records(start: datetime, count: int, step_s: int = 1, metres: float = 3.0) -> bytes:
    """What a watch writes on the way: a moment, a place and a distance each."""
    first = round((start - EPOCH).total_seconds())
    fields = [(253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (5, 4, 0x86), (3, 1, 0x02), (4, 1, 0x02)]
    rows = (
        struct.pack(
            "<BIiiIBB",
            3,
            first + n * step_s,
            596_523_235,
            95_443_718,
            round(n * metres * 100),
            140,
            85,
        )
        for n in range(count)
    )
    return definition(3, 20, fields) + b"".join(rows)


def whole_fit(body: bytes) -> bytes:
    """Messages with header and check sums."""
    header = struct.pack("<BBHI4s", 14, 0x10, 2140, len(body), b".FIT")
    whole = header + struct.pack("<H", crc(header)) + body
    return whole + struct.pack("<H", crc(whole))


def gpx_file(start: datetime, minutes: float, km: float, kind: str = "running") -> str:
    """A straight track to the north, a point a minute."""
    points = []
    for i in range(round(minutes) + 1):
        lat = 50 + km / 111.2 * i / minutes
        moment = start + timedelta(minutes=i)
        points.append(
            f'<trkpt lat="{lat:.6f}" lon="8.0"><time>{moment:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><type>{kind}</type><trkseg>{''.join(points)}</trkseg></trk></gpx>\n"
    )


def tcx_file(start: datetime, minutes: float, km: float, sport: str = "Running") -> str:
    """Two laps of the same length."""
    lap = (
        f'<Lap StartTime="{start:%Y-%m-%dT%H:%M:%SZ}"><TotalTimeSeconds>{minutes * 30}'
        f"</TotalTimeSeconds><DistanceMeters>{km * 500}</DistanceMeters></Lap>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="{sport}"><Id>{start:%Y-%m-%dT%H:%M:%SZ}</Id>{lap}{lap}'
        "</Activity></Activities></TrainingCenterDatabase>\n"
    )
