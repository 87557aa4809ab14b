"""One page at a time: politely (robots, delays, conditional requests), safely (addresses, sizes, times), patiently."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urlsplit

import httpcore
import httpx
from protego import Protego

from sources.access import Manners
from sources.spec import Limits
from sources.streams import UnreadableError, inflated
from sources.web.guard import Deadline, GuardedBackend, RefusedError
from transforms.articles.addresses import joined

_AGAIN = (429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST_WAIT = 60.0
_LONGEST_CRAWL_DELAY = 30.0
_ROBOTS_BYTES = 512 * 1024
_CHUNK = 64 * 1024


class FetchError(Exception):
    """A page that did not come; `reason` is a short code, `is_lasting` says that trying again soon is useless."""

    def __init__(self, reason: str, says: str, *, is_lasting: bool = False) -> None:
        super().__init__(says)
        self.reason = reason
        self.is_lasting = is_lasting


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a url answered: `url` is where the redirects ended; `body` is empty when it has not changed."""

    url: str
    body: bytes
    media: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    is_unchanged: bool

    @property
    def mark(self) -> dict[str, str]:
        """What to send with the next request, so that an unchanged page costs nothing."""
        said = {"etag": self.etag, "last_modified": self.last_modified}
        return {name: value for name, value in said.items() if value}


@dataclass(slots=True)
class Fetcher:
    """Fetches pages within limits; one for one reading of one source, to be closed."""

    limits: Limits
    manners: Manners = field(default_factory=Manners)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _client: httpx.Client | None = None
    _deadline: Deadline = field(init=False)
    _robots: dict[str, Protego | FetchError] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Set the clock of the deadline, which each request starts anew."""
        self._deadline = Deadline(self.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client:
            self._client.close()

    def get(self, url: str, mark: dict[str, str] | None = None, *, accept: str = "*/*") -> Fetched:
        """The page at this url, or the news that it is unchanged since `mark`; a FetchError otherwise."""
        for attempt in range(self.limits.retries + 1):
            with self._answer(url, mark or {}, accept) as answer:
                is_unchanged = answer.response.status_code == 304
                try:
                    body = b"" if is_unchanged else _decoded(b"".join(answer.chunks()), answer.response, self.limits)
                except FetchError as error:
                    if error.is_lasting or attempt == self.limits.retries:
                        raise
                else:
                    return _fetched(answer.url, answer.response, body, is_unchanged=is_unchanged)
            self._back_off(attempt)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def stream(self, url: str) -> "Streaming":
        """The bytes behind this url as a file, for what is too large to hold; a FetchError when there are none."""
        answer = self._answer(url, {}, "*/*", most=self.limits.max_expanded_bytes)
        return Streaming(answer, self.limits.total_seconds)

    def _answer(self, url: str, mark: dict[str, str], accept: str, most: int | None = None) -> "_Answer":
        seen = {url}
        for _ in range(self.limits.max_redirects + 1):
            self._check(url)
            answer = self._patiently(url, mark, accept, most or self.limits.max_item_bytes)
            response = answer.response
            if response.status_code not in _REDIRECTS:
                if response.status_code in (200, 203, 304):
                    return answer
                answer.close()
                raise _refusal(url, response.status_code)
            answer.close()
            to = joined(url, response.headers.get("location", ""))
            if to in seen:
                raise FetchError("redirect_loop", f"{url} redirects to {to}, where it came from", is_lasting=True)
            seen.add(to)
            url = to
        raise FetchError("redirect_loop", f"more than {self.limits.max_redirects} redirects, the last to {url}")

    def _patiently(self, url: str, mark: dict[str, str], accept: str, most: int) -> "_Answer":
        for attempt in range(self.limits.retries + 1):
            is_last = attempt == self.limits.retries
            asked: float | None = None
            try:
                answer = self._once(url, mark, accept, most)
            except FetchError as error:
                if error.is_lasting or is_last:
                    raise
            else:
                if answer.response.status_code not in _AGAIN:
                    return answer
                answer.close()
                asked = _retry_after(answer.response)
                if is_last or (asked or 0) > _LONGEST_WAIT:
                    raise _refusal(url, answer.response.status_code)
            self._back_off(attempt, asked)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _back_off(self, attempt: int, asked: float | None = None) -> None:
        """Wait before the next attempt: twice as long each time, and as long as the server asked for."""
        self.sleep(min(max(self.limits.backoff_seconds * 2**attempt, asked or 0), _LONGEST_WAIT))

    def _once(self, url: str, mark: dict[str, str], accept: str, most: int) -> "_Answer":
        self._wait_for(url)
        self._deadline.begin(self.limits.total_seconds)
        headers = {"User-Agent": self.limits.user_agent, "Accept": accept, "Accept-Encoding": "gzip"}
        if mark.get("etag"):
            headers["If-None-Match"] = mark["etag"]
        if mark.get("last_modified"):
            headers["If-Modified-Since"] = mark["last_modified"]
        try:
            request = self._opened().build_request("GET", url, headers=headers)
            response = self._opened().send(request, stream=True)
        except RefusedError as error:
            raise FetchError("private_address", str(error), is_lasting=True) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError) as error:
            raise FetchError("bad_url", f"{url}: {error}", is_lasting=True) from error
        except httpx.TimeoutException as error:
            raise FetchError("timeout", f"{url} did not answer in time ({type(error).__name__})") from error
        except (httpx.HTTPError, OSError) as error:
            raise FetchError("unreachable", f"{url}: {error or type(error).__name__}") from error
        return _Answer(url, response, most, self._deadline)

    def _opened(self) -> httpx.Client:
        if self._client is None:
            limits = self.limits
            # No proxies and no .netrc from the environment: a proxy would resolve names unchecked.
            transport = httpx.HTTPTransport(trust_env=False)
            # httpx has no public way to say how to connect; httpcore below it has.
            transport._pool = httpcore.ConnectionPool(
                ssl_context=httpx.create_ssl_context(trust_env=False),
                network_backend=GuardedBackend(self._deadline, allow_private=limits.allow_private),
            )
            timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
            self._client = httpx.Client(transport=transport, timeout=timeout, trust_env=False, follow_redirects=False)
        return self._client

    def _check(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            is_web = False
        if not is_web:
            raise FetchError("bad_url", f"{url:.200}: only http and https urls are fetched", is_lasting=True)
        if not self.limits.obey_robots or parts.path == "/robots.txt":
            return
        rules = self._rules(parts.scheme, parts.netloc)
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(url, self.limits.user_agent):
            raise FetchError("robots", f"robots.txt of {parts.netloc} asks us not to read {url}", is_lasting=True)

    def _rules(self, scheme: str, netloc: str) -> Protego | FetchError:
        site = f"{scheme}://{netloc}"
        if site not in self._robots:
            try:
                text = self.get(f"{site}/robots.txt").body[:_ROBOTS_BYTES].decode("utf8", "replace")
                self._robots[site] = Protego.parse(text)
            except FetchError as error:
                # RFC 9309: no rules where there is no file; where the server fails, or its rules are too many to be
                # read, nothing may be read.
                is_missing = error.reason.startswith("http_4") or error.reason == "redirect_loop"
                self._robots[site] = Protego.parse("") if is_missing else error
        return self._robots[site]

    def _wait_for(self, url: str) -> None:
        parts = urlsplit(url)
        delay = self.limits.delay_seconds
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        if isinstance(rules, Protego):
            asked = rules.crawl_delay(self.limits.user_agent) or 0
            delay = max(delay, min(float(asked), _LONGEST_CRAWL_DELAY))
        host = parts.hostname or ""
        wait = self.manners.due(host, delay) - self.clock()
        if wait > 0:
            self.sleep(wait)
        self.manners.asked(host, self.clock())


@dataclass(slots=True)
class _Answer:
    url: str
    response: httpx.Response
    most: int
    deadline: Deadline

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.response.close()

    def chunks(self) -> Iterator[bytes]:
        """The bytes as sent, compressed or not; a FetchError when they are too many, too slow or break off.

        What came before a break comes first.
        """
        size, waiting = 0, bytearray()
        broken: FetchError | None = None
        try:
            for part in self.response.iter_raw():
                size += len(part)
                if size > self.most:
                    raise FetchError("too_large", f"{self.url} sends more than {self.most:,} bytes", is_lasting=True)
                waiting += part
                if len(waiting) >= _CHUNK:
                    yield bytes(waiting)
                    waiting.clear()
        except httpx.TimeoutException as error:
            is_past = self.deadline.is_past()
            says = "takes longer than it may take" if is_past else f"stopped sending ({type(error).__name__})"
            broken = FetchError("timeout", f"{self.url} {says}", is_lasting=is_past)
        except (httpx.HTTPError, OSError) as error:
            broken = FetchError("truncated", f"{self.url} broke off: {error}")
        if waiting:
            yield bytes(waiting)
        if broken:
            raise broken


class Streaming:
    """A body read as a file; close it."""

    def __init__(self, answer: _Answer, seconds: float) -> None:
        self.url = answer.url
        self._answer = answer
        self._seconds = seconds
        self._chunks = answer.chunks()
        self._rest = b""
        self._taken = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, at least one until the end; an UnreadableError when the body breaks off."""
        if not self._rest:
            # A large file may take its time, and so may who reads it; no part of it may.
            self._answer.deadline.begin(self._seconds)
            try:
                self._rest = next(self._chunks, b"")
            except FetchError as error:
                raise UnreadableError(error.reason, str(error)) from error
        size = len(self._rest) if size < 0 else size
        part, self._rest = self._rest[:size], self._rest[size:]
        self._taken += len(part)
        return part

    def tell(self) -> int:
        """How many bytes were read."""
        return self._taken

    def close(self) -> None:
        """Hang up."""
        self._answer.close()


def _decoded(body: bytes, response: httpx.Response, limits: Limits) -> bytes:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    try:
        return inflated(body, encoding, limits)
    except UnreadableError as error:
        raise FetchError(error.reason, str(error), is_lasting=error.reason != "truncated") from error


def _fetched(url: str, response: httpx.Response, body: bytes, *, is_unchanged: bool) -> Fetched:
    said = Message()
    said["content-type"] = response.headers.get("content-type", "")
    charset = said.get_content_charset()
    media = said.get_content_type() if response.headers.get("content-type") else ""
    headers = response.headers
    return Fetched(url, body, media, charset, headers.get("etag"), headers.get("last-modified"), is_unchanged)


def _refusal(url: str, status: int) -> FetchError:
    return FetchError(f"http_{status}", f"{url} answered {status}", is_lasting=status not in _AGAIN)


def _retry_after(response: httpx.Response) -> float | None:
    said = response.headers.get("retry-after", "").strip()
    if said.isdigit():
        return float(said)
    try:
        at, now = parsedate_to_datetime(said), parsedate_to_datetime(response.headers.get("date", ""))
        return max((at - now).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None
