"""The certificates that let a phone's browser use its camera and sensors over the local network.

A browser gives camera and sensors only to pages that came encrypted. Therefore this machine has a
certificate authority of its own, which may vouch for private addresses only: its key is of no use
against any other site.
"""

import ipaddress
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.apps.web.link.addresses import RANGES
from ilio.core import MissingExtraError, OutputError

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

AUTHORITY_DAYS = 3650
LEAF_DAYS = 365
"""Phones refuse certificates for much longer than a year (Apple: 398 days for public ones)."""

EARLY_DAYS = 30
"""So long before its end a certificate is made anew [d]."""

SKEW = timedelta(days=1)
"""The phone's clock may be a little behind."""


@dataclass(frozen=True)
class Certificates:
    """Files of one listener.

    Parameters
    ----------
    authority
        What a phone may be told to trust.
    chain, key
        What the listener shows, and its secret.

    Examples
    --------
    >>> Certificates(Path("a.pem"), Path("c.pem"), Path("k.pem")).key.name
    'k.pem'
    """

    authority: Path
    chain: Path
    key: Path


def certificates(folder: Path, addresses: tuple[str, ...], now: datetime) -> Certificates:
    """Certificates for those addresses: those in the folder where they still fit, else new ones.

    Parameters
    ----------
    folder
        Where they are kept; only this user may read it.
    addresses
        Of this machine.
    now
        The time, with its zone.

    Raises
    ------
    MissingExtraError
        If the package that makes them is not installed.
    OutputError
        If the folder may not be written to.

    Examples
    --------
    >>> import tempfile
    >>> from datetime import UTC
    >>> day = datetime(2026, 1, 5, tzinfo=UTC)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     certificates(Path(folder), ("192.168.1.7",), day).chain.name
    'phone-chain.pem'
    """
    try:
        import cryptography  # noqa: F401
    except ModuleNotFoundError:
        purpose = "let a phone in over the local network"
        raise MissingExtraError("cryptography", purpose) from None
    files = Certificates(
        folder / "authority.pem", folder / "phone-chain.pem", folder / "phone-key.pem"
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority, key = _authority(folder, now)
        if not _still_fits(files, authority, addresses, now):
            _write_leaf(files, authority, key, addresses, now)
    except OSError as error:
        raise OutputError(folder, str(error)) from error
    return files


def _authority(folder: Path, now: datetime) -> "tuple[x509.Certificate, EllipticCurvePrivateKey]":
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    cert_path, key_path = folder / "authority.pem", folder / "authority-key.pem"
    if cert_path.exists() and key_path.exists():
        authority = _read(cert_path)
        key = serialization.load_pem_private_key(key_path.read_bytes(), None)
        lasts = now + timedelta(days=LEAF_DAYS) < authority.not_valid_after_utc
        if isinstance(key, ec.EllipticCurvePrivateKey) and lasts:
            return authority, key
    key = ec.generate_private_key(ec.SECP256R1())
    authority = _signed_authority(key, now)
    _keep(key_path, _key_text(key))
    _keep(cert_path, _text(authority))
    return authority, key


def _signed_authority(key: "EllipticCurvePrivateKey", now: datetime) -> "x509.Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ilio on this computer")])
    permitted = [x509.IPAddress(ipaddress.ip_network(one)) for one in RANGES]
    only_private = x509.NameConstraints([*permitted, x509.DNSName("localhost")], None)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(now + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(only_private, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _write_leaf(
    files: Certificates,
    authority: "x509.Certificate",
    signer: "EllipticCurvePrivateKey",
    addresses: tuple[str, ...],
    now: datetime,
) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.IPAddress(ipaddress.ip_address(address)) for address in addresses]
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    leaf = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ilio")]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(now + timedelta(days=LEAF_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer, critical=False)
        .sign(signer, hashes.SHA256())
    )
    _keep(files.key, _key_text(key))
    _keep(files.chain, _text(leaf) + _text(authority))


def _usage(*, signs_certificates: bool) -> "x509.KeyUsage":
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _still_fits(
    files: Certificates, authority: "x509.Certificate", addresses: tuple[str, ...], now: datetime
) -> bool:
    """Whether the leaf in the folder is of this authority, for these addresses, and lasts."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature

    if not (files.chain.exists() and files.key.exists()):
        return False
    leaf = _read(files.chain)
    try:
        leaf.verify_directly_issued_by(authority)
    except (InvalidSignature, ValueError):
        return False
    named = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    same = {str(ip) for ip in named.get_values_for_type(x509.IPAddress)} == set(addresses)
    lasts = leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc - timedelta(EARLY_DAYS)
    return same and lasts


def _read(path: Path) -> "x509.Certificate":
    from cryptography import x509

    return x509.load_pem_x509_certificates(path.read_bytes())[0]


def _text(certificate: "x509.Certificate") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)


def _key_text(key: "EllipticCurvePrivateKey") -> bytes:
    from cryptography.hazmat.primitives import serialization

    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _keep(path: Path, content: bytes) -> None:
    """Write a file that only this user may read, whole or not at all."""
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    os.replace(unfinished, path)
