"""`ilio serve --lan` as a person starts it, on a machine with a private network of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NETWORK = "ip link set lo up && ip addr add 192.168.77.1/16 dev lo"
ALONE = "ip link set lo up"

SESSION = r"""
import json, os, pathlib, re, signal, ssl, subprocess, sys
import httpx

program = "from ilio.apps.cli import main; main()"
command = [sys.executable, "-c", program, "serve", "--lan", "--no-browser", "--json"]
server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
said = ""
while not (link := re.search(r"https://192\.168\.77\.1:\d+/link#\S+", said)):
    line = server.stderr.readline()
    assert line, said
    said += line
print("code drawn:", said.count("█") > 100)
home = ""
while "}" not in home:
    home += server.stdout.readline()
authority = pathlib.Path(os.environ["ILIO_HOME"], "phone", "authority.pem")
trusting = ssl.create_default_context(cafile=str(authority))
base, _, key = link.group().partition("/link#")
with httpx.Client(base_url=base, verify=trusting) as phone:
    token = re.search(r'name="csrf" content="(\w+)"', phone.get("/link").text).group(1)
    headers = {"X-CSRF-Token": token}
    print("joined:", phone.post("/link/join", json={"key": key}, headers=headers).status_code)
url = re.search(r"http://127\.0\.0\.1:\d+", home).group()
with httpx.Client(base_url=url) as browser:
    browser.get(json.loads(home)["open"])
    print("page:", browser.get("/phone").status_code)
server.send_signal(getattr(signal, sys.argv[1]))
out, err = server.communicate(timeout=60)
print("ended:", server.returncode, "Traceback" in err)
print(err, file=sys.stderr)
"""


def in_namespace(network: str, home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where that network is the only one."""
    made = subprocess.run(["unshare", "--net", "true"], capture_output=True)
    if made.returncode:
        pytest.skip("no network namespace can be made here")
    shell = ["unshare", "--net", "sh", "-c", f'{network} && exec "$@"', "sh"]
    return subprocess.run(
        [*shell, *command],
        env=os.environ | {"ILIO_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM"])
def test_serve_lan_draws_the_code_lets_a_phone_in_and_ends_in_good_order(tmp_path, sign):
    done = in_namespace(NETWORK, tmp_path, sys.executable, "-c", SESSION, sign)
    assert done.stdout.splitlines() == [
        "code drawn: True",
        "joined: 200",
        "page: 200",
        "ended: 0 False",
    ], done.stderr


@pytest.mark.slow
def test_without_a_network_serve_lan_says_what_to_do(tmp_path):
    program = "from ilio.apps.cli import main; main()"
    command = (sys.executable, "-c", program, "serve", "--lan", "--no-browser")
    done = in_namespace(ALONE, tmp_path, *command)
    assert done.returncode == 2
    assert "Connect it to the same Wi-Fi as the phone" in done.stderr
