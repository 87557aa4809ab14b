"""Which addresses may be connected to: never the own machine or network because of what some page says."""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(OSError):
    """A host leads to an address that sources may not reach."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also when an IPv6 address only wraps an IPv4 one."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to addresses that were checked, by number: a second DNS answer cannot lead elsewhere."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to a checked address of this host; a RefusedError when one of its addresses is not public."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known: {error}") from error
        addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            raise RefusedError(f"{host} leads to {private[0]}, which is not a public address")
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:4]:
            try:
                return self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """No url leads to a local socket: a RefusedError."""
        raise RefusedError(f"{path}: local sockets are not read")

    def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks for between its own attempts."""
        self._plain.sleep(seconds)
