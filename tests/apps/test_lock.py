"""The lock of packages: every one pinned and hashed, no host named."""

import re
from pathlib import Path

LOCK = (Path(__file__).resolve().parents[2] / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_names_no_host():
    assert not re.search(r"://|index-url|find-links|trusted-host|^-", LOCK, re.MULTILINE)


def test_every_package_is_pinned_and_hashed():
    packages = re.findall(r"^[a-z0-9][^\n]*(?:\n    --hash[^\n]*)*", LOCK, re.MULTILINE)
    assert len(packages) > 40
    assert all("==" in package and "--hash=sha256:" in package for package in packages)
