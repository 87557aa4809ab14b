"""News from a server on loopback that behaves as servers do: well, badly and hostile."""

import contextlib
import gzip
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore
import pytest
import zstandard

from sources import Limits, Manners, Source, articles_from
from sources.web.guard import is_own, is_public
from sources.web.sitemaps import entries_in
from sources.web.sniffing import kind_of
from transforms.articles import RawItem
from transforms.articles.pages import page_of
from transforms.rows import Article, Issue

from .test_sources import warc

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BODY = " ".join(
    f"The ministry said on Monday that {n},000 soldiers of the {n}th brigade had been moved to the border."
    for n in range(2, 12)
)


def page(title: str, body: str = BODY, *, head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{part}.</p>" for part in body.split(". "))
    return (
        f"<html lang=en><head><title>{title}</title><meta property='og:title' content='{title}'>{head}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


def feed(*entries: str) -> bytes:
    return f"<rss version='2.0'><channel><title>The Daily Test</title>{''.join(entries)}</channel></rss>".encode()


def entry(path: str, site: str, *, about: str = "Short.") -> str:
    day = format_datetime(datetime(2026, 2, 27, tzinfo=UTC))
    return (
        f"<item><guid>{path}</guid><title>Troops at {path}</title><link>{site}{path}</link>"
        f"<pubDate>{day}</pubDate><description>{about}</description></item>"
    )


@dataclass
class Site:
    """What the server answers, by path, and what it was asked."""

    url: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> Counter[str]:
        return Counter(path for path, _ in self.asked)


@pytest.fixture
def site() -> Iterator[Site]:
    it = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            it.asked.append((self.path, dict(self.headers)))
            answer = it.answers.get(self.path)
            if callable(answer):
                answer(self)
            elif answer is None:
                reply(self, 404, b"no such page")
            else:
                reply(self, 200, answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    it.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield it
    server.shutdown()
    server.server_close()


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"content_type": "text/html", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client has seen enough
        handler.wfile.write(body)


def tagged(body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """A page with an ETag, which answers 304 to who has it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        tag = f'"{hash(body)}"'
        if handler.headers.get("If-None-Match") == tag:
            reply(handler, 304, etag=tag)
        else:
            reply(handler, 200, body, etag=tag)

    return answer


LOOPBACK = Limits(
    allow_private=True,
    delay_seconds=0,
    backoff_seconds=0,
    read_seconds=0.3,
    total_seconds=0.6,
    retries=2,
    max_item_bytes=300_000,
)


def read(site: Site, kind: str, path: str, state: dict[str, Any] | None = None, **said: Any) -> list[Article | Issue]:
    source = Source(name="test", kind=kind, location=site.url + path, **said)
    return list(articles_from(source, state={} if state is None else state, limits=LOOPBACK, now=lambda: NOW))


def titles(rows: list[Article | Issue]) -> list[str | None]:
    return [row.title for row in rows if isinstance(row, Article)]


def reasons(rows: list[Article | Issue]) -> list[str]:
    return [row.reason for row in rows if isinstance(row, Issue)]


def test_a_feed_is_followed_to_its_pages(site: Site) -> None:
    site.answers |= {"/feed": feed(entry("/a", site.url)), "/a": page("Troops at /a")}
    (article,) = read(site, "feed", "/feed")
    assert isinstance(article, Article)
    assert article.text.startswith("Troops at /a\nThe ministry said")
    assert (article.external_id, article.url, article.publisher) == ("/a", site.url + "/a", "The Daily Test")
    assert (article.published_at, article.published_at_basis) == (datetime(2026, 2, 27, tzinfo=UTC), "feed")


def test_a_feed_with_full_text_is_read_as_it_is(site: Site) -> None:
    about = "".join(f"&lt;p&gt;{BODY}&lt;/p&gt;" for _ in range(2))
    site.answers["/feed"] = feed(entry("/a", site.url, about=about))
    assert titles(read(site, "feed", "/feed")) == ["Troops at /a"]
    assert "/a" not in site.paths()


def test_a_run_costs_what_is_new(site: Site) -> None:
    state: dict[str, Any] = {}
    site.answers |= {"/feed": tagged(feed(entry("/a", site.url))), "/a": page("A is here"), "/b": page("B is here")}
    assert len(titles(read(site, "feed", "/feed", state))) == 1
    assert read(site, "feed", "/feed", state) == []
    site.answers["/feed"] = tagged(feed(entry("/b", site.url), entry("/a", site.url)))
    assert titles(read(site, "feed", "/feed", state)) == ["Troops at /b"]
    assert site.paths()["/a"] == 1


def test_a_changed_page_comes_again_under_the_same_id_and_an_unchanged_one_does_not(site: Site) -> None:
    state: dict[str, Any] = {}
    listed = f"# our pages\n{site.url}/a\n{site.url}/b\n".encode()
    site.answers |= {"/list": listed, "/a": tagged(page("A is here")), "/b": tagged(page("B is here"))}
    first = read(site, "pages", "/list", state)
    site.answers["/b"] = tagged(page("B is corrected"))
    (changed,) = read(site, "pages", "/list", state)
    assert titles(first) == ["A is here", "B is here"]
    assert isinstance(changed, Article)
    assert changed.title == "B is corrected"
    assert changed.article_id == [row for row in first if isinstance(row, Article)][1].article_id


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("content-length", "1000000")
    handler.end_headers()
    try:
        for _ in range(60):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def silence(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("connection", "close")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"<p>more</p>" * 1000)
    except OSError:
        handler.close_connection = True


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("content-length", "100000")
    handler.end_headers()
    handler.wfile.write(b"<html>")
    handler.close_connection = True


def to(location: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: reply(handler, 302, location=location)


def coded(body: bytes, coding: str = "gzip") -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: reply(handler, 200, body, content_encoding=coding)


BAD_PAGES = [
    ("missing", None, "http_404"),
    ("gone", lambda handler: reply(handler, 410), "http_410"),
    ("forbidden", lambda handler: reply(handler, 403), "http_403"),
    ("broken server", lambda handler: reply(handler, 500), "http_500"),
    ("redirects to itself", to("/bad"), "redirect_loop"),
    ("redirects in a circle", to("/round"), "redirect_loop"),
    ("redirects to a file", to("file:///etc/passwd"), "bad_url"),
    ("redirects to nothing that is a url", to("http://exa mple:99999/"), "bad_url"),
    ("redirects to nowhere", to("http://[::bad"), "unreachable"),
    ("drips", drip, "timeout"),
    ("says nothing", silence, "timeout"),
    ("never ends", endless, "too_large"),
    ("breaks off", cut, "truncated"),
    ("gzip bomb", coded(gzip.compress(bytes(20_000_000))), "bomb"),
    ("gzip of gzip", coded(gzip.compress(gzip.compress(b"x")), "gzip, gzip"), "bad_encoding"),
    ("no gzip at all", coded(b"<html>plain</html>"), "bad_encoding"),
    ("cut gzip", coded(gzip.compress(page("A is here"))[:-30]), "truncated"),
    ("a picture", lambda handler: reply(handler, 200, b"\x89PNG", content_type="image/png"), "unknown_format"),
    ("a picture called html", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
    ("empty", b"", "empty"),
    ("consent", page("We value your privacy", "Please accept all cookies to go on."), "wall"),
    ("login", page("News", "Subscribe to continue reading."), "wall"),
    ("robot check", page("Just a moment...", "Verify you are human."), "wall"),
    ("no text", b"<html><body><script>render()</script></body></html>", "no_text"),
]


@pytest.mark.parametrize(("bad", "reason"), [case[1:] for case in BAD_PAGES], ids=[case[0] for case in BAD_PAGES])
def test_a_bad_page_is_an_issue_and_the_next_one_is_read(site: Site, bad: Any, reason: str) -> None:
    site.answers |= {
        "/list": f"{site.url}/bad\n{site.url}/good".encode(),
        "/bad": bad,
        "/round": to("/about"),
        "/about": to("/round"),
        "/good": page("All is well"),
    }
    rows = read(site, "pages", "/list")
    assert titles(rows) == ["All is well"]
    assert reasons(rows) == [reason]


def failing(*_: object, **__: object) -> Any:
    raise ZeroDivisionError("nobody foresaw this")


@pytest.mark.parametrize(
    ("kind", "path", "broken"),
    [
        ("pages", "/list", "sources.web.pages.item_of"),
        ("feed", "/feed", "sources.web.feeds.page_at"),
        ("sitemap", "/sitemap", "sources.web.sitemaps.page_at"),
        ("feed", "/feed", "sources.web.feeds.parsed"),
        ("url", "/feed", "sources.web.sniffing.kind_of"),
    ],
)
def test_what_no_reader_foresaw_is_an_issue_and_is_read_by_the_next_run(
    site: Site, monkeypatch: pytest.MonkeyPatch, kind: str, path: str, broken: str
) -> None:
    state: dict[str, Any] = {}
    links = "".join(f"<url><loc>{site.url}/{name}</loc></url>" for name in "ab")
    site.answers |= {
        "/list": tagged(f"{site.url}/a\n{site.url}/b".encode()),
        "/feed": tagged(feed(entry("/a", site.url), entry("/b", site.url))),
        "/sitemap": tagged(f"<urlset>{links}</urlset>".encode()),
        "/a": tagged(page("Troops at /a")),
        "/b": tagged(page("Troops at /b")),
    }
    with monkeypatch.context() as patch:
        patch.setattr(broken, failing)
        rows = read(site, kind, path, state)
    assert set(reasons(rows)) == {"crashed"}
    assert all("nobody foresaw this" in row.says for row in rows if isinstance(row, Issue))
    assert titles(read(site, kind, path, state)) == ["Troops at /a", "Troops at /b"]


def test_one_page_that_no_reader_foresaw_costs_no_other(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_once(page: str, item: RawItem) -> Any:
        return failing() if item.place.endswith("/a") else page_of(page, item)

    monkeypatch.setattr("transforms.articles.making.page_of", fails_once)
    site.answers |= {"/list": f"{site.url}/a\n{site.url}/b".encode(), "/a": page("A is here"), "/b": page("B is here")}
    rows = read(site, "pages", "/list")
    assert (titles(rows), reasons(rows)) == (["B is here"], ["crashed"])


def test_what_failed_for_a_moment_is_tried_again(site: Site) -> None:
    attempts: list[int] = []

    def flaky(handler: BaseHTTPRequestHandler) -> None:
        attempts.append(1)
        reply(handler, 503 if len(attempts) < 3 else 200, page("Back again"))

    site.answers["/a"] = flaky
    assert titles(read(site, "url", "/a")) == ["Back again"]
    assert len(attempts) == 3


def test_an_entry_whose_page_failed_is_tried_in_the_next_run(site: Site) -> None:
    state: dict[str, Any] = {}
    site.answers["/feed"] = feed(entry("/a", site.url))
    assert reasons(read(site, "feed", "/feed", state)) == ["http_404"]
    site.answers["/a"] = page("Here at last")
    assert titles(read(site, "feed", "/feed", state)) == ["Troops at /a"]


def test_the_first_paragraph_of_an_entry_stands_in_until_its_page_comes(site: Site) -> None:
    state: dict[str, Any] = {}
    about = "The ministry said on Monday that 2,000 soldiers had been moved to the border in the night."
    site.answers["/feed"] = feed(entry("/a", site.url, about=about))
    rows = read(site, "feed", "/feed", state)
    (short,) = [row for row in rows if isinstance(row, Article)]
    assert (short.text, reasons(rows)) == (f"Troops at /a\n{about}", ["http_404"])
    site.answers["/a"] = page("Here at last")
    (whole,) = read(site, "feed", "/feed", state)
    assert isinstance(whole, Article)
    assert (whole.article_id, whole.word_count > 150) == (short.article_id, True)


def test_the_first_paragraph_of_an_entry_stands_for_a_page_behind_a_wall(site: Site) -> None:
    about = "The ministry said on Monday that 2,000 soldiers had been moved to the border in the night."
    site.answers |= {
        "/feed": feed(entry("/a", site.url, about=about)),
        "/a": page("We value your privacy", "Please accept all cookies to go on."),
    }
    rows = read(site, "feed", "/feed")
    (short,) = [row for row in rows if isinstance(row, Article)]
    assert (short.text, reasons(rows)) == (f"Troops at /a\n{about}", ["wall"])


def test_robots_are_asked_and_obeyed(site: Site) -> None:
    site.answers |= {
        "/robots.txt": b"User-agent: *\nDisallow: /private/",
        "/list": f"{site.url}/private/a\n{site.url}/b".encode(),
        "/private/a": page("Not for us"),
        "/b": page("For everyone"),
    }
    rows = read(site, "pages", "/list")
    assert (titles(rows), reasons(rows)) == (["For everyone"], ["robots"])
    assert (site.paths()["/private/a"], site.paths()["/robots.txt"]) == (0, 1)


def test_rules_too_long_to_be_read_are_no_licence(site: Site) -> None:
    site.answers |= {"/robots.txt": b"User-agent: *\nDisallow: /\n" + b"#\n" * 200_000, "/a": page("Not for us")}
    assert reasons(read(site, "url", "/a")) == ["too_large"]
    assert site.paths()["/a"] == 0


def test_we_say_who_we_are(site: Site) -> None:
    site.answers["/a"] = page("Who reads this?")
    read(site, "url", "/a")
    assert {headers["User-Agent"].split("/")[0] for _, headers in site.asked} == {"wirehouse"}


def test_requests_to_one_host_are_spaced(site: Site) -> None:
    site.answers |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 0.15", "/a": page("A is here")}
    start = time.monotonic()
    read(site, "url", "/a")
    assert time.monotonic() - start >= 0.15


def test_sources_of_one_run_leave_a_host_in_peace_together(site: Site) -> None:
    site.answers |= {"/a": page("A is here"), "/b": page("B is here")}
    limits, manners = replace(LOOPBACK, delay_seconds=0.2, obey_robots=False), Manners()
    start = time.monotonic()
    for path in ("/a", "/b"):
        source = Source(name=path, kind="url", location=site.url + path)
        assert len(titles(list(articles_from(source, state={}, limits=limits, manners=manners)))) == 1
    assert time.monotonic() - start >= 0.2


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",
        "2130706433",
        "127.1",
        "0x7f000001",
        "[::ffff:127.0.0.1]",
    ],
)
def test_loopback_is_refused_unless_allowed(site: Site, host: str) -> None:
    site.answers["/a"] = page("Secret")
    location = f"{site.url}/a".replace("127.0.0.1", host)
    limits = Limits(delay_seconds=0, backoff_seconds=0, retries=0)
    rows = list(articles_from(Source(name="t", kind="url", location=location), state={}, limits=limits))
    assert reasons(rows) == ["private_address"]
    assert site.asked == []


def test_what_clouds_tell_their_machines_is_refused_even_where_own_servers_are_allowed(site: Site) -> None:
    site.answers["/a"] = lambda handler: reply(handler, 302, location="http://169.254.169.254/latest/meta-data/")
    assert reasons(read(site, "url", "/a")) == ["private_address"]


def test_a_name_that_leads_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr("sources.web.guard.socket.getaddrinfo", lambda *_, **__: answers)
    source = Source(name="t", kind="url", location="http://news.example/a")
    rows = list(articles_from(source, state={}, limits=Limits(delay_seconds=0, backoff_seconds=0, retries=0)))
    assert reasons(rows) == ["private_address"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("127.0.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
        ("::127.0.0.1", False), ("::ffff:0:127.0.0.1", False), ("fec0::1", False), ("168.63.129.16", False),
        ("100.100.100.200", False), ("fd00:ec2::254", False),
    ],
)  # fmt: skip
def test_public_addresses_are_told_from_others(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True), ("10.1.2.3", True), ("::1", True), ("fd00::1", True), ("fec0::1", True),
        ("169.254.169.254", False), ("fe80::1%eth0", False), ("100.100.100.200", False), ("fd00:ec2::254", False),
        ("::ffff:169.254.169.254", False), ("64:ff9b::a9fe:a9fe", False), ("2002:a9fe:a9fe::", False),
    ],
)  # fmt: skip
def test_a_house_has_no_server_where_clouds_tell_secrets(address: str, own: bool) -> None:
    assert is_own(address) is own


NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{site}/a</loc><news:news><news:publication><news:name>The Test</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2026-02-27T08:00:00Z</news:publication_date><news:title>A is here</news:title>
</news:news></url><url><loc>{site}/b</loc><lastmod>{changed}</lastmod></url></urlset>"""


def test_a_news_sitemap_behind_an_index_is_read_and_only_what_changed_is_read_again(site: Site) -> None:
    state: dict[str, Any] = {}
    index = f"<sitemapindex><sitemap><loc>{site.url}/news.xml.gz</loc></sitemap></sitemapindex>".encode()
    site.answers |= {
        "/sitemap.xml": index,
        "/news.xml.gz": gzip.compress(NEWS.format(site=site.url, changed="2026-02-01").encode()),
        "/a": page("A is here"),
        "/b": page("B is here"),
    }
    first = [row for row in read(site, "sitemap", "/sitemap.xml", state) if isinstance(row, Article)]
    assert titles(list(first)) == ["A is here", "B is here"]
    assert (first[0].publisher, first[0].published_at) == ("The Test", datetime(2026, 2, 27, 8, tzinfo=UTC))
    site.answers["/news.xml.gz"] = gzip.compress(NEWS.format(site=site.url, changed="2026-02-28").encode())
    read(site, "sitemap", "/sitemap.xml", state)
    assert (site.paths()["/a"], site.paths()["/b"]) == (1, 2)


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e SYSTEM "file:///etc/passwd">]>"""


def test_entities_in_a_sitemap_are_not_followed() -> None:
    found = list(entries_in(LAUGHS + b"<urlset><url><loc>http://x.org/&d;&e;</loc></url></urlset>", "http://x.org/"))
    assert "root:" not in str(found)
    assert len(str(found)) < 500


def test_entities_in_a_feed_are_not_followed(site: Site) -> None:
    site.answers["/feed"] = LAUGHS + feed(entry("/a", site.url, about="&d;&d;&e;"))
    rows = read(site, "feed", "/feed", follow=False)
    assert "root:" not in str(rows)
    assert len(str(rows)) < 5_000


@pytest.mark.parametrize(
    "body", [b"", b"<rss>", b"<html><p>No feed</p></html>", b"\x00\x01\x02", b"<rss><channel>" * 500]
)
def test_what_is_no_feed_is_an_issue(site: Site, body: bytes) -> None:
    site.answers["/feed"] = body
    assert reasons(read(site, "feed", "/feed"))[0] in ("bad_feed", "empty")


@pytest.mark.parametrize(
    ("media", "body", "kind"),
    [
        ("text/html", b"<!doctype html><html><head>", "page"),
        ("application/rss+xml", b"<?xml version='1.0'?><rss>", "feed"),
        ("text/xml", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("text/xml", b"<?xml version='1.0'?><urlset xmlns=''>", "sitemap"),
        ("text/plain", b"Five people were killed.", "page"),
    ],
)
def test_what_a_url_leads_to_is_told_by_its_first_bytes(media: str, body: bytes, kind: str) -> None:
    assert kind_of(media, body) == kind


def test_json_lines_behind_a_url_are_streamed(site: Site) -> None:
    site.answers["/articles.jsonl"] = b'{"id": "1", "text": "Five people were killed in the attack."}\n{broken\n'
    rows = read(site, "url", "/articles.jsonl", language="en")
    assert [row.external_id for row in rows if isinstance(row, Article)] == ["1"]
    assert reasons(rows) == ["bad_json"]


@pytest.mark.parametrize(
    ("kind", "cut", "expected"), [("url", None, []), ("warc", None, []), ("warc", -200, ["truncated"])]
)
def test_a_warc_behind_a_url_is_streamed(site: Site, kind: str, cut: int | None, expected: list[str]) -> None:
    site.answers["/news.warc.gz"] = warc(page("One is here"), page("Two is here"))[:cut]
    rows = read(site, kind, "/news.warc.gz")
    assert titles(rows) == ["One is here", "Two is here"][: 2 - len(expected)]
    assert reasons(rows) == expected


def broken_off(body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """A body of which the server sends only this, and hangs up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "1000000")
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return answer


LINES = b"".join(
    b'{"id": "%d", "text": "Five people were killed in the attack, %d said."}\n' % (n, n) for n in range(9)
)


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/a.jsonl", LINES + b'{"id": "half', 9),
        ("/a.jsonl.zst", zstandard.compress(LINES), 9),
        ("/a.warc", gzip.decompress(warc(page("One is here"), page("Two is here"))), 2),
        # Python's gzip reads 8 KiB ahead, and loses them with the break.
        ("/a.warc.gz", warc(page("One is here"), page("Two is here")), 1),
        ("/a.jsonl", b"", 0),
        ("/a.warc.gz", b"", 0),
    ],
)
def test_of_a_file_that_breaks_off_on_the_way_what_came_is_read(
    site: Site, path: str, body: bytes, expected: int
) -> None:
    site.answers[path] = broken_off(body)
    rows = read(site, "url", path, language="en")
    assert (len(titles(rows)), reasons(rows)) == (expected, ["truncated"])


def test_a_file_that_comes_too_slowly_is_a_time_out(site: Site) -> None:
    site.answers["/a.jsonl"] = drip
    assert reasons(read(site, "url", "/a.jsonl")) == ["timeout"]


def test_a_warc_is_read_whatever_its_url_looks_like(site: Site) -> None:
    site.answers["/download?file=7"] = warc(page("One is here"))
    assert titles(read(site, "warc", "/download?file=7")) == ["One is here"]


def test_a_look_up_that_no_server_answers_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = threading.Event()
    monkeypatch.setattr("sources.web.guard.socket.getaddrinfo", lambda *_, **__: answer.wait(5) and [])
    limits = Limits(delay_seconds=0, backoff_seconds=0, retries=0, connect_seconds=0.1)
    rows = list(articles_from(Source(name="t", kind="url", location="http://news.example/a"), state={}, limits=limits))
    answer.set()
    assert reasons(rows) == ["timeout"]


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that says a public address first and a private one later leads nowhere else."""
    said = iter(["93.184.216.34"])
    asked: list[str] = []

    def connect(_: object, host: str, *__: object, **___: object) -> None:
        asked.append(host)
        raise httpcore.ConnectError("nobody is there")

    monkeypatch.setattr(
        "sources.web.guard.socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(said, "127.0.0.1"), 80))]
    )
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    limits = Limits(delay_seconds=0, backoff_seconds=0, retries=0, obey_robots=False)
    source = Source(name="t", kind="url", location="http://news.example/a")
    assert reasons(list(articles_from(source, state={}, limits=limits))) == ["unreachable"]
    assert asked == ["93.184.216.34"]
    assert reasons(list(articles_from(source, state={}, limits=limits))) == ["private_address"]
    assert asked == ["93.184.216.34"]


def test_a_public_page_that_redirects_to_a_private_one_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """news.example is public and, in this test, this server; what it redirects to is refused."""
    plain, port = httpcore.SyncBackend.connect_tcp, int(site.url.rsplit(":", 1)[1])
    look_up = socket.getaddrinfo
    monkeypatch.setattr(
        "sources.web.guard.socket.getaddrinfo",
        lambda host, *_, **__: (
            [(2, 1, 6, "", ("93.184.216.34", 80))] if host == "news.example" else look_up(host, port)
        ),
    )
    monkeypatch.setattr(
        httpcore.SyncBackend, "connect_tcp", lambda self, _, __, *more: plain(self, "127.0.0.1", port, *more)
    )
    site.answers |= {"/a": to(f"{site.url}/secret"), "/secret": page("Secret")}
    limits = Limits(delay_seconds=0, backoff_seconds=0, retries=0)
    source = Source(name="t", kind="url", location="http://news.example/a")
    assert reasons(list(articles_from(source, state={}, limits=limits))) == ["private_address"]
    assert site.paths()["/secret"] == 0


def slow_header(handler: BaseHTTPRequestHandler) -> None:
    with contextlib.suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(60):
            handler.wfile.write(b"X-%d: y\r\n" % number)
            handler.wfile.flush()
            time.sleep(0.05)
    handler.close_connection = True


def test_a_header_that_comes_by_the_byte_is_a_time_out(site: Site) -> None:
    site.answers["/a"] = slow_header
    limits = replace(LOOPBACK, retries=0)
    source = Source(name="t", kind="url", location=f"{site.url}/a")
    assert reasons(list(articles_from(source, state={}, limits=limits))) == ["timeout"]


def test_a_body_that_broke_off_is_asked_for_again(site: Site) -> None:
    def first_cut(handler: BaseHTTPRequestHandler) -> None:
        (cut if site.paths()["/a"] == 1 else lambda it: reply(it, 200, page("Whole now")))(handler)

    site.answers["/a"] = first_cut
    assert titles(read(site, "url", "/a")) == ["Whole now"]


def test_a_feed_that_breaks_off_gives_no_half_article_and_is_read_again(site: Site) -> None:
    state: dict[str, Any] = {}
    whole = feed(*(entry(path, site.url, about=f"&lt;p&gt;{BODY}&lt;/p&gt;") for path in ("/a", "/b")))
    site.answers["/feed"] = tagged(whole[: whole.rindex(b"brigade")])
    rows = read(site, "feed", "/feed", state, follow=False)
    assert (titles(rows), reasons(rows)) == (["Troops at /a"], ["truncated"])
    site.answers["/feed"] = tagged(whole)
    assert titles(read(site, "feed", "/feed", state, follow=False)) == ["Troops at /b"]


def test_an_unchanged_feed_does_not_hide_what_failed_for_a_moment(site: Site) -> None:
    state: dict[str, Any] = {}
    site.answers["/feed"] = tagged(feed(entry("/a", site.url)))
    assert reasons(read(site, "feed", "/feed", state)) == ["http_404"]
    site.answers["/a"] = page("Here at last")
    assert titles(read(site, "feed", "/feed", state)) == ["Troops at /a"]


@pytest.mark.parametrize("body", [b"<html><p>Not found</p></html>", b"", b"<urlset></urlset>"])
def test_a_sitemap_that_lists_nothing_is_an_issue(site: Site, body: bytes) -> None:
    site.answers["/sitemap.xml"] = body
    assert set(reasons(read(site, "sitemap", "/sitemap.xml"))) & {"empty", "bad_sitemap"}
