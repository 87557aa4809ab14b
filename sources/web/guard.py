"""Which addresses may be connected to: never the own machine or network because of what some page says."""

import ipaddress
import math
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

# IPv6 networks whose addresses wrap an IPv4 address in their last 32 bits: NAT64, SIIT and "IPv4-compatible".
_WRAPPING = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::ffff:0:0:0/96", "::/96")))
# Where clouds tell their machines about themselves, secrets included, if not link-local; Azure's is public by number.
_METADATA = frozenset(map(ipaddress.ip_address, ("168.63.129.16", "100.100.100.200", "fd00:ec2::254")))


class RefusedError(OSError):
    """A host leads to an address that sources may not reach."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also when an IPv6 address only wraps an IPv4 one."""
    ip = _unwrapped(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:  # given up in 2004, "global" for Python
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip not in _METADATA


def is_own(address: str) -> bool:
    """Whether an IP address may be one of a newsroom's own servers: any but those of a cloud about its machines."""
    ip = _unwrapped(address)
    return not ip.is_link_local and ip not in _METADATA


def _unwrapped(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An IP address without its zone; the IPv4 one inside, where it only wraps one."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if not isinstance(ip, ipaddress.IPv6Address):
        return ip
    if any(ip in network for network in _WRAPPING):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or ip


class Deadline:
    """Until when the answer to a request may take; shared by all connections, for they outlive requests."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at = math.inf

    def begin(self, seconds: float) -> None:
        """Start to count."""
        self._at = self._clock() + seconds

    def is_past(self) -> bool:
        """Whether nothing is left of it."""
        return self._clock() >= self._at

    def within(self, timeout: float | None) -> float:
        """The time-out of one step, cut to what is left; an httpcore.ReadTimeout when nothing is."""
        if self.is_past():
            raise httpcore.ReadTimeout("it takes longer than it may take")
        return min(math.inf if timeout is None else timeout, self._at - self._clock())


class _Timed(httpcore.NetworkStream):
    """A connection whose every step keeps to the deadline: a header that comes by the byte does not hold it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolved(host: str, port: int, timeout: float | None) -> list[str]:
    """The addresses of a host; an httpcore.ConnectTimeout when no name server answers in time."""
    answers: queue.SimpleQueue[list[Any] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    # The system's resolver knows no time-out of ours; who waits for it must not keep the program from ending.
    threading.Thread(target=ask, name=f"resolve {host:.60}", daemon=True).start()
    try:
        found = answers.get(timeout=timeout)
    except queue.Empty:
        raise httpcore.ConnectTimeout(f"no name server answered for {host} within {timeout:g} s") from None
    if isinstance(found, Exception):
        raise httpcore.ConnectError(f"{host} is not known: {found}") from found
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to addresses that were checked, by number: a second DNS answer cannot lead elsewhere."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
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
        addresses = resolved(host, port, timeout)
        allowed = is_own if self._allow_private else is_public
        if refused := [address for address in addresses if not allowed(address)]:
            raise RefusedError(f"{host} leads to {refused[0]}, which is not a public address")
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:4]:
            try:
                stream = self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
                return _Timed(stream, self._deadline)
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
