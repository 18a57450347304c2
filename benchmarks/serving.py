"""How the server holds up: many people read pages and post 60 s series at once; none is lost.

Each person has a client of their own, on loopback, and waits a little between requests, as people
do. A server of the same kind as `ilio serve` runs in a process of its own.

    python benchmarks/serving.py --people 50 --seconds 30
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "apps" / "web"))

from asking import points_of_a_raise  # noqa: E402  the tests' own person who raises a knee

PAGES = ("/", "/result", "/plan", "/progress", "/learn")
AT_LEAST = 3
"""Requests of each person, however slow the machine."""

SERVE = "from ilio.apps.cli import main; main()"


@dataclass
class Seen:
    """What the clients saw."""

    pages_s: dict[str, list[float]] = field(default_factory=lambda: {page: [] for page in PAGES})
    posts_s: list[float] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    refused: list[int] = field(default_factory=list)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=30.0)
    asked.add_argument("--pause", type=float, default=2.0, help="between a person's requests [s]")
    asked.add_argument("--post-every", type=int, default=4, help="one request of so many is a post")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seen, kept = run(Path(folder), given.people, given.seconds, given.pause, given.post_every)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{given.people} people, {given.seconds:g} s, pause {given.pause:g} s, load {load:.1f}")
    pages = [took for times in seen.pages_s.values() for took in times]
    slowest = {page: quantile(times, 0.95) for page, times in seen.pages_s.items() if times}
    for name, times in (("pages", pages), ("posts of 60 s series", seen.posts_s)):
        told = ", ".join(f"p{q} {1000 * quantile(times, q / 100):.0f} ms" for q in (50, 95, 99))
        print(f"{name}: {len(times)} ({len(times) / given.seconds:.1f} a second), {told}")
    print("p95 by page:", ", ".join(f"{page} {1000 * s:.0f} ms" for page, s in slowest.items()))
    print(f"refused: {len(seen.refused)} {sorted(set(seen.refused))}")
    print(f"confirmed: {len(seen.confirmed)}, of them lost: {len(seen.confirmed - kept)}")


def run(
    folder: Path, people: int, seconds: float, pause_s: float, post_every: int
) -> tuple[Seen, set[str]]:
    """Serve, ask, and look afterwards which confirmed recordings are there."""
    address = f"sqlite:///{folder / 'ilio.sqlite'}"
    command = [sys.executable, "-c", SERVE, "serve", "--no-browser", "--json", "--store", address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            told = json.loads(server.stdout.readline())
            url = told["url"]
            Client.let_in = dict(httpx.get(told["open"]).cookies)
            seen = asyncio.run(ask_all(url, people, seconds, pause_s, post_every))
            return seen, asyncio.run(kept_of(url, seen.confirmed))
        finally:
            server.terminate()


async def ask_all(url: str, people: int, seconds: float, pause_s: float, post_every: int) -> Seen:
    """Everybody at once, until the time is up."""
    seen = Seen()
    body = json.dumps(points_of_a_raise(60)).encode()
    async with Client(url) as first:
        ids = []
        for number in range(people):
            made = await first.post("/api/v1/people", json={"label": f"P{number}"})
            ids.append(made.json()["id"])
    until = time.perf_counter() + seconds
    await asyncio.gather(*(ask_as(url, who, body, until, pause_s, post_every, seen) for who in ids))
    return seen


class Client:
    """A client with its cookie and its token."""

    let_in: ClassVar[dict[str, str]] = {}

    def __init__(self, url: str) -> None:
        self.client = httpx.AsyncClient(base_url=url, timeout=60, verify=False, cookies=self.let_in)

    async def __aenter__(self) -> httpx.AsyncClient:
        me = await self.client.get("/api/v1/me")
        self.client.headers["x-csrf-token"] = me.json()["csrf"]
        return self.client

    async def __aexit__(self, *error: Any) -> None:
        await self.client.aclose()


async def ask_as(
    url: str, who: str, body: bytes, until: float, pause_s: float, post_every: int, seen: Seen
) -> None:
    """One person: mostly reads, now and then posts; the first pauses spread people out."""
    chance = random.Random(who)
    await asyncio.sleep(chance.uniform(0, pause_s))
    async with Client(url) as client:
        asked = 0
        while time.perf_counter() < until or asked < AT_LEAST:
            asked += 1
            posts = chance.randrange(post_every) == 0
            page = chance.choice(PAGES)
            begun = time.perf_counter()
            if posts:
                where = f"/api/v1/people/{who}/recordings?kind=points"
                answer = await client.post(where, content=body)
            else:
                answer = await client.get(f"{page}?person={who}")
            took = time.perf_counter() - begun
            (seen.posts_s if posts else seen.pages_s[page]).append(took)
            if answer.status_code >= 400:
                seen.refused.append(answer.status_code)
            elif posts:
                seen.confirmed.add(answer.json()["id"])
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause_s)


async def kept_of(url: str, ids: set[str]) -> set[str]:
    """Those that the server still knows."""
    async with Client(url) as client:
        found = {name: await client.get(f"/api/v1/recordings/{name}") for name in ids}
    return {name for name, answer in found.items() if answer.status_code == 200}


def quantile(times: list[float], share: float) -> float:
    """The smallest time that this share of them does not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


if __name__ == "__main__":
    main()
