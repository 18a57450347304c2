"""Fuzzing of readers: mutants of files, what reading each comes to, and the command line of it."""

import argparse
import random
import resource
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from ilio.core import IlioError

LONGEST_S, MOST_MB = 10.0, 1000
SPICE = (b"", b"0", b"-1", b"nan", b"1e999", b"1e-320", b"2147483648", b"9" * 400, b"\t", b";", b",", b'"',
         b"\n", b"\xff\xfe", b"\x00", b"[", b"{", b"}", b"time", b"-0.0", b"1e18", b"\xf0\x9f")  # fmt: skip

Files = dict[str, list[tuple[str, bytes]]]
"""Name and content of the files of each kind."""

Opened = Callable[[str, Path], object]
"""Reads a file of a kind by the door that people use."""

Twist = Callable[[str, bytes, random.Random], bytes]
"""What is done to a mutant of a kind besides."""


def as_it_is(kind: str, data: bytes, rng: random.Random) -> bytes:
    return data


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A few small changes anywhere: bytes, spice, cuts, doubles, swaps."""
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 1, 2, 3, 8])):
        at = rng.randrange(len(out) + 1)
        some = rng.choice([1, 2, 4, 16, 200])
        way = rng.randrange(6)
        if way == 0 and out:
            out[at % len(out)] = rng.randrange(256)
        elif way == 1:
            out[at:at] = rng.choice(SPICE)
        elif way == 2:
            del out[at : at + some]
        elif way == 3:
            out[at:at] = out[at : at + some] * rng.choice([1, 2, 50])
        elif way == 4:
            out[at : at + some] = rng.randbytes(some)
        elif rng.random() < 0.3:
            del out[at:]
    return bytes(out)


def mutants(
    kind: str, files: list[tuple[str, bytes]], seed: int, twist: Twist
) -> Iterator[tuple[str, bytes]]:
    """Endless mutants of some files, with the name that each keeps."""
    rng = random.Random(seed)
    while True:
        name, data = rng.choice(files)
        yield name, twist(kind, mutated(data, rng), rng)


class Hangs(BaseException):
    """A reader used more of the processor than any file is worth."""


def _hangs(number: int, frame: object) -> None:
    raise Hangs


def outcome(opened: Opened, kind: str, path: Path) -> str:
    """What reading a file comes to; a fault is a traceback, also that of a reader that hangs."""
    start = time.perf_counter()
    signal.signal(signal.SIGPROF, _hangs)
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
    try:
        opened(kind, path)
        told = "read"
    except IlioError as problem:
        hidden = "a fault of its reader" in str(problem)
        told = f"caught by the gate: {problem}" if hidden else "refused"
    except BaseException:
        told = f"traceback: {traceback.format_exc(limit=-4)}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took = time.perf_counter() - start
    return told if took <= LONGEST_S else f"took {took:.0f} s: {told}"


def fuzz(
    opened: Opened,
    kind: str,
    files: list[tuple[str, bytes]],
    *,
    seconds: float,
    seed: int,
    twist: Twist = as_it_is,
) -> tuple[Counter[str], list[str]]:
    """Outcomes of the mutants of so many seconds of a processor, and the faults with their number.

    By the processor, not by the clock: a busy machine must not make it shorter.
    """
    told: Counter[str] = Counter()
    faults: list[str] = []
    end_min = processor_min() + seconds / 60
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(mutants(kind, files, seed, twist)):
            if processor_min() > end_min:
                break
            path = Path(folder, name)
            path.write_bytes(data)
            found = outcome(opened, kind, path)
            told[found.split(":")[0]] += 1
            if found not in ("read", "refused"):
                faults.append(f"{name}, seed {seed}, mutant {number}: {found}")
            path.unlink()
    return told, faults


def peak_mb() -> int:
    """Most memory of this process, or of a reader in a process of its own.

    The kernel hands a process's `ru_maxrss` on to what it starts; the status file begins anew.
    """
    own = Path("/proc/self/status")
    if not own.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    (line,) = (line for line in own.read_text().splitlines() if line.startswith("VmHWM"))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(line.split()[1]), children) >> 10


def processor_min() -> float:
    """Minutes of a processor that this process and its children have used."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both) / 60


def main(corpus: Callable[[Path], Files], opened: Opened, twist: Twist = as_it_is) -> int:
    """Fuzz each kind for the seconds that were asked for; 1 if anything went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0, help="of a processor, each kind")
    parser.add_argument("--kind", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kinds = corpus(Path(folder))
    for file in sorted(given.data.rglob("*")) if given.data else ():
        kind = file.suffix.lower().removeprefix(".")
        if kind in kinds and file.is_file() and file.stat().st_size < 2_000_000:
            kinds[kind].append((file.name, file.read_bytes()))
    bad = 0
    for kind, files in kinds.items():
        if given.kind and kind != given.kind:
            continue
        before = processor_min()
        told, faults = fuzz(
            opened, kind, files, seconds=given.seconds, seed=given.seed, twist=twist
        )
        used, most = processor_min() - before, peak_mb()
        print(f"{kind}: {len(files)} files, {dict(told)}, {used:.1f} min, at most {most} MB")
        print(*faults[:20], sep="\n", flush=True)
        bad += len(faults) + (most > MOST_MB)
    return min(bad, 1)
