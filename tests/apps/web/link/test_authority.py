"""Certificates: for private addresses only, for a year at most, readable by one, renewed in time."""

import ipaddress
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from ilio.apps.web.link.addresses import RANGES, is_private, lan_addresses
from ilio.apps.web.link.authority import Certificates, certificates
from ilio.core import MissingExtraError, OutputError

DAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOME = ("192.168.1.7", "fd00::2")


def leaf(files: Certificates) -> x509.Certificate:
    return x509.load_pem_x509_certificates(files.chain.read_bytes())[0]


def test_the_leaf_names_the_addresses_and_ends_within_397_days(tmp_path):
    made = leaf(certificates(tmp_path, HOME, DAY))
    named = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(ip) for ip in named.get_values_for_type(x509.IPAddress)] == list(HOME)
    assert made.not_valid_after_utc - made.not_valid_before_utc <= timedelta(days=397)
    assert made.not_valid_before_utc < DAY


def test_keys_are_readable_by_their_owner_only(tmp_path):
    certificates(tmp_path / "phone", HOME, DAY)
    files = sorted((tmp_path / "phone").iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "phone").stat().st_mode) == 0o700
    assert [file.name for file in files] == [
        "authority-key.pem",
        "authority.pem",
        "phone-chain.pem",
        "phone-key.pem",
    ]


def test_certificates_that_fit_are_kept(tmp_path):
    first = certificates(tmp_path, HOME, DAY).chain.read_bytes()
    later = certificates(tmp_path, HOME[::-1], DAY + timedelta(days=300))
    assert later.chain.read_bytes() == first


@pytest.mark.parametrize(
    ("addresses", "when"),
    [
        (("192.168.1.8", "fd00::2"), DAY),  # another network
        (HOME[:1], DAY),
        (HOME, DAY + timedelta(days=340)),  # ends soon
        (HOME, DAY - timedelta(days=3)),  # not valid yet: the clock was set right
    ],
)
def test_a_leaf_that_no_longer_fits_is_made_anew_by_the_same_authority(tmp_path, addresses, when):
    before = certificates(tmp_path, HOME, DAY)
    chain, authority = before.chain.read_bytes(), before.authority.read_bytes()
    after = certificates(tmp_path, addresses, when)
    assert after.chain.read_bytes() != chain
    assert after.authority.read_bytes() == authority


def test_an_authority_near_its_end_is_made_anew_with_its_leaf(tmp_path):
    before = certificates(tmp_path, HOME, DAY).authority.read_bytes()
    after = certificates(tmp_path, HOME, DAY + timedelta(days=3400))
    assert after.authority.read_bytes() != before
    leaf(after).verify_directly_issued_by(
        x509.load_pem_x509_certificate(after.authority.read_bytes())
    )


def test_a_stolen_key_of_the_authority_is_of_no_use_against_the_web(tmp_path):
    """OpenSSL itself refuses a certificate of this authority for a public name or address."""
    files = certificates(tmp_path, HOME, DAY)
    for stolen in (x509.DNSName("example.org"), x509.IPAddress(ipaddress.ip_address("8.8.8.8"))):
        assert "permitted subtree violation" in verdict_of_openssl(files, stolen)
    assert verdict_of_openssl(files, x509.IPAddress(ipaddress.ip_address("10.1.2.3"))) == "ok"


def verdict_of_openssl(files: Certificates, name: x509.GeneralName) -> str:
    """What a client says of a leaf for that name, signed with the authority's own key."""
    key = serialization.load_pem_private_key(
        (files.authority.parent / "authority-key.pem").read_bytes(), None
    )
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    now = datetime.now(UTC)
    forged = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([name]), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = files.chain.parent
    chain, secret = folder / "forged.pem", folder / "forged-key.pem"
    chain.write_bytes(forged.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return shake_hands(chain, secret, files.authority)


def shake_hands(chain: Path, key: Path, trusted: Path) -> str:
    """Verdict of a client that trusts that authority on a server with that chain, in memory."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain, key)
    client = ssl.create_default_context(cafile=str(trusted))
    client.check_hostname = False
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (client.wrap_bio(to_client, to_server), server.wrap_bio(to_server, to_client, True))
    done = [False, False]
    for _ in range(10):
        for number, end in enumerate(ends):
            try:
                end.do_handshake()
                done[number] = True
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLCertVerificationError as error:
                return error.verify_message
        if all(done):
            return "ok"
    return "no end"


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path):
    (tmp_path / "phone").write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="Nothing was lost; choose another place"):
        certificates(tmp_path / "phone", HOME, DAY)


def test_without_the_extra_the_purpose_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "cryptography", None)
    with pytest.raises(MissingExtraError, match=r"let a phone in .* pip install cryptography"):
        certificates(tmp_path, HOME, DAY)


def test_only_private_addresses_are_offered():
    assert all(is_private(address) for address in lan_addresses())
    assert not any(address.startswith(("127.", "::1")) for address in lan_addresses())
    assert not any(ipaddress.ip_network(one).is_global for one in RANGES)
