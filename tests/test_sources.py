"""Files, folders, archives and the sources file."""

import gzip
import io
import json
import os
import random
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources import READERS, Limits, Source, SourceError, articles_from, open_source, parallel, registered, source_of
from sources.access import Access
from sources.files import FORMATS as KNOWN_FORMATS
from sources.spec import KINDS
from sources.volumes import unusual_volume
from transforms.articles import RawItem
from transforms.lexicon import SEEDS
from transforms.rows import Article, Issue, table_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "Five people were killed in the attack, the ministry said on Monday, and its troops left."
PAGE = f"<html><head><title>Five killed</title></head><body><h1>Five killed</h1><p>{TEXT}</p></body></html>"


def read(
    location: Path | str, *, state: dict[str, Any] | None = None, limits: Limits | None = None
) -> list[Article | Issue]:
    found = articles_from(
        source_of(str(location)), state={} if state is None else state, limits=limits, now=lambda: NOW
    )
    return list(found)


def ids(rows: list[Article | Issue]) -> list[str]:
    return [row.external_id for row in rows if isinstance(row, Article)]


def reasons(rows: list[Article | Issue]) -> list[str]:
    return [row.reason for row in rows if isinstance(row, Issue)]


def line(**said: Any) -> bytes:
    return json.dumps({"id": "1", "text": TEXT, **said}).encode()


def warc(*pages: bytes) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, body in enumerate(pages):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        url = f"http://example.org/{number}"
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


FORMATS = [
    ("a.txt", TEXT.encode(), ["a"]),
    ("a.html", PAGE.encode(), ["a"]),
    ("a.json", line(id="j1"), ["j1"]),
    ("a.jsonl", line(id="1") + b"\n\n" + line(id="2"), ["1", "2"]),
    ("a.ndjson", b"\xef\xbb\xbf" + line(id="1") + b"\r\n", ["1"]),
    ("a.txt.gz", gzip.compress(TEXT.encode()), ["a"]),
    ("a.html.zst", zstandard.compress(PAGE.encode()), ["a"]),
    ("a.jsonl.gz", gzip.compress(line(id="1")) + gzip.compress(b"\n" + line(id="2")), ["1", "2"]),
]


@pytest.mark.parametrize(("name", "payload", "expected"), FORMATS, ids=[case[0] for case in FORMATS])
def test_each_format_is_read(tmp_path: Path, name: str, payload: bytes, expected: list[str]) -> None:
    (tmp_path / name).write_bytes(payload)
    assert ids(read(tmp_path)) == expected


def test_a_warc_is_read_record_by_record(tmp_path: Path) -> None:
    (tmp_path / "news.warc.gz").write_bytes(warc(PAGE.encode(), PAGE.replace("Five", "Six").encode()))
    rows = [row for row in read(tmp_path) if isinstance(row, Article)]
    assert [row.url for row in rows] == ["http://example.org/0", "http://example.org/1"]
    assert len({row.article_id for row in rows}) == 2


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, payload in members:
            archive.writestr(name, payload)
    return out.getvalue()


def tarred(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, payload in members:
            info = tarfile.TarInfo(name)
            info.size = len(payload)
            archive.addfile(info, io.BytesIO(payload))
    return out.getvalue()


@pytest.mark.parametrize(("name", "pack"), [("a.zip", zipped), ("a.tar.gz", tarred)])
def test_archives_are_read_and_members_that_point_outside_are_not(
    tmp_path: Path, name: str, pack: Callable[..., bytes]
) -> None:
    members = [("in/a.txt", TEXT.encode()), ("../../evil.txt", b"evil"), ("/etc/evil.txt", b"evil"), ("b.jsonl.gz",
               gzip.compress(line(id="7"))), ("c.zip", zipped(("d.txt", b"x")))]  # fmt: skip
    (tmp_path / name).write_bytes(pack(*members))
    rows = read(tmp_path)
    assert ids(rows) == ["a", "7"]
    assert reasons(rows) == ["unsafe_path", "unsafe_path", "nested_archive"]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    assert reasons(read(tmp_path)) == ["unsafe_path"]


BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t \n", "empty"),
    ("marks.txt", b"... --- ...", "empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
    ("noise.txt", bytes(range(256)) * 20, "binary"),
    ("huge.txt", b"a" * 400_000, "too_large"),
    ("broken.jsonl", b'{"id": 1,', "bad_json"),
    ("list.jsonl", b"[1, 2]", "bad_json"),
    ("deep.json", b"[" * 100_000, "bad_json"),
    ("textless.jsonl", b'{"id": 1, "title": "No text"}', "no_text"),
    ("long.jsonl", b'{"id": 1, "text": "' + b"a" * 400_000 + b'"}', "too_large"),
    ("cut.txt.gz", gzip.compress(TEXT.encode() * 50)[:-20], "truncated"),
    ("fake.txt.gz", b"not gzip", "bad_archive"),
    ("fake.txt.zst", b"not zstd", "bad_archive"),
    ("fake.zip", b"not zip", "bad_archive"),
    ("fake.tar", b"not tar", "bad_archive"),
    ("cut.zip", zipped(("a.txt", TEXT.encode()))[:-30], "bad_archive"),
    ("bomb.txt.gz", gzip.compress(bytes(3_000_000)), "too_large"),
    ("bad.warc.gz", b"\x1f\x8b\x07 broken gzip", "bad_archive"),
    ("report.pdf", b"%PDF-1.4", "unknown_format"),
]


@pytest.mark.parametrize(("name", "payload", "reason"), BAD, ids=[case[0] for case in BAD])
def test_bad_input_is_an_issue_and_the_rest_is_read(tmp_path: Path, name: str, payload: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(payload)
    (tmp_path / "zz.txt").write_text(TEXT)
    rows = read(tmp_path, limits=Limits(max_item_bytes=300_000))
    assert ids(rows) == ["zz"]
    assert reasons(rows) == [reason]
    assert all(name in row.place for row in rows if isinstance(row, Issue))


def test_a_bomb_of_lines_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 400_000, 1))
    source = source_of(str(tmp_path))
    found = [one for one in open_source(source, limits=Limits(max_expanded_bytes=100_000)) if isinstance(one, Issue)]
    assert [issue.reason for issue in found] == ["too_large"]


def test_a_large_file_of_lines_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("wb") as out:
        for number in range(8_000):
            out.write(line(id=str(number), padding="x" * 4_500) + b"\n")
    tracemalloc.start()
    count = sum(isinstance(found, RawItem) for found in open_source(source_of(str(path))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 8_000
    assert peak < 25_000_000 < path.stat().st_size


def test_an_issue_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line() + b"\n{broken\n")
    (issue,) = [row for row in read(tmp_path) if isinstance(row, Issue)]
    assert issue.place == f"{tmp_path}/a.jsonl:2"


MANIFESTS = [
    ("manifest.csv", "file,url,publisher,title,published_at\na.txt,https://x.org/a,The X,Five killed,2024-10-24\n"),
    ("manifest.json", json.dumps([{"file": "a.txt", "url": "https://x.org/a", "publisher": "The X",
                                   "title": "Five killed", "published_at": "2024-10-24"}])),
    ("manifest.json", json.dumps({"a.txt": {"url": "https://x.org/a", "publisher": "The X", "title": "Five killed",
                                            "published_at": "2024-10-24"}})),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), MANIFESTS)
def test_a_manifest_says_what_files_do_not(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / name).write_text(text)
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.publisher, article.url) == ("Five killed", "The X", "https://x.org/a")
    assert (article.published_at, article.published_at_basis) == (datetime(2024, 10, 24, tzinfo=UTC), "manifest")
    assert article.text == f"Five killed\n{TEXT}"


def test_a_manifest_line_without_its_file_is_an_issue(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "manifest.csv").write_text("file,title\nb.txt,Not here\n,Nothing\na.txt,First\na.txt,Second\n")
    rows = read(tmp_path)
    assert [row.title for row in rows if isinstance(row, Article)] == ["First"]
    assert reasons(rows) == ["missing_file", "bad_manifest", "bad_manifest"]


def test_a_second_run_reads_what_is_new_or_changed(tmp_path: Path) -> None:
    state: dict[str, Any] = {}
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    assert ids(read(tmp_path, state=state)) == ["a", "b"]
    state = json.loads(json.dumps(state))
    assert read(tmp_path, state=state) == []
    (tmp_path / "b.txt").write_text(TEXT + " Corrected.")
    (tmp_path / "c.txt").write_text(TEXT)
    assert ids(read(tmp_path, state=state)) == ["b", "c"]


def test_the_state_is_not_changed_before_everything_was_passed_on(tmp_path: Path) -> None:
    state: dict[str, Any] = {}
    (tmp_path / "a.txt").write_text(TEXT)
    found = articles_from(source_of(str(tmp_path)), state=state)
    next(found)
    assert state == {}
    assert list(found) == []
    assert state["files"]


def test_the_bytes_of_a_file_and_of_a_block_of_lines_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_bytes(line(id="1") + b"\n" + line(id="2"))
    kept: dict[str, bytes] = {}

    def keep(payload: bytes) -> str:
        import hashlib

        name = hashlib.sha256(payload).hexdigest()
        kept[name] = payload
        return name

    rows = [row for row in articles_from(source_of(str(tmp_path)), state={}, keep_raw=keep) if isinstance(row, Article)]
    assert {row.raw_sha256 for row in rows} == set(kept)
    assert sorted(kept.values()) == sorted([TEXT.encode(), line(id="1") + b"\n" + line(id="2")])


@pytest.mark.parametrize("size", [2_000, 60_000])
def test_several_processes_make_the_same_rows_in_the_same_order(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Chunks of a few items, and more of them than are held at once or lie ready.
    monkeypatch.setattr(parallel, "_ALONE", size)
    monkeypatch.setattr(parallel, "_CHUNK", size // 20)
    monkeypatch.setattr(parallel, "_WAITING", size)
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(line(id=str(number)) for number in range(1000)) + b"\n{broken")
    (tmp_path / "b.txt").write_text(TEXT)
    found = [
        list(articles_from(source_of(str(tmp_path)), state={}, keep_raw=lambda _: "", workers=workers, now=lambda: NOW))
        for workers in (1, 3)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 1002


def test_a_source_that_is_soon_read_starts_no_other_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "ProcessPoolExecutor", None)
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(line(id=str(number)) for number in range(450)))
    assert len(list(articles_from(source_of(str(tmp_path)), state={}, workers=2))) == 450


def test_reading_may_end_while_other_processes_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_ALONE", 1)
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(line(id=str(number)) for number in range(450)))
    rows = articles_from(source_of(str(tmp_path)), state={}, workers=2)
    assert isinstance(next(rows), Article)
    assert isinstance(next(rows), Article)
    assert isinstance(rows, Generator)
    rows.close()


def test_an_article_is_the_same_by_its_file_its_folder_or_a_glob(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    found = [read(where) for where in (tmp_path, tmp_path / "a.txt", tmp_path / "*.txt", f"{tmp_path}/")]
    assert len({row.article_id for rows in found for row in rows if isinstance(row, Article)}) == 1


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT)
    assert len({row.article_id for row in read(tmp_path) if isinstance(row, Article)}) == 2


@pytest.mark.parametrize("argument", ["nowhere/", "no.txt", "", "ftp://x.org/a", "file:///etc/passwd", "s3://b/a.txt"])
def test_a_source_that_cannot_be_meant_is_refused(argument: str) -> None:
    with pytest.raises(SourceError, match=argument.split(":", maxsplit=1)[0] or "empty"):
        source_of(argument)


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    assert reasons(read(tmp_path)) == ["no_files"]


def test_the_seeds_are_a_source_and_their_word_lists_are_no_articles() -> None:
    texts = sorted(SEEDS.glob("*.txt"))
    found = [list(articles_from(source_of(argument), state={})) for argument in ("seeds", str(SEEDS), str(texts[0]))]
    assert [len(ids(rows)) for rows in found] == [len(texts), len(texts), 1]
    assert [reasons(rows) for rows in found] == [[], [], []]
    assert len({row.article_id for rows in found for row in rows if isinstance(row, Article)}) == len(texts)


def test_the_sources_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(
        '[[source]]\nname = "wire"\nkind = "feed"\nlocation = "https://x.org/rss"\nschedule = "0 * * * *"\n'
        'limits = { delay_seconds = 5 }\n[[source]]\nname = "files"\nkind = "files"\nlocation = "in/*.txt"\n'
    )
    wire, files = registered(path)
    assert (wire.name, wire.kind, wire.schedule) == ("wire", "feed", "0 * * * *")
    assert wire.limited(Limits()).delay_seconds == 5
    assert files.location == str(tmp_path / "in/*.txt")
    assert source_of("wire", path) == wire


BAD_SOURCES = [
    ('[[source]]\nname = "a"\nkind = "feed"\n', r":1: no 'location'"),
    ('\n[[source]]\nname = "a"\nkind = "carrier pigeon"\nlocation = "x"\n', r":2: unknown kind 'carrier pigeon'"),
    ('[[source]]\nname = "a"\nkind = "feed"\nlocation = "x"\ncolour = "red"\n', r":1: unknown key 'colour'"),
    ('[[source]]\nname = "a"\nkind = "feed"\nlocation = "x"\nlimits = { speed = 1 }\n', r":1: unknown limit 'speed'"),
    ('[[source]]\nname = "a"\nkind = "feed"\nlocation = "x"\n' * 2, r":5: source 'a' is already on line 1"),
    ("[[source]\n", r"sources.toml"),
    ("[other]\n", r"expected \[\[source\]\] entries only"),
]


@pytest.mark.parametrize(("text", "says"), BAD_SOURCES)
def test_a_bad_sources_file_says_where(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text)
    with pytest.raises(SourceError, match=says):
        registered(path)


def test_every_kind_has_a_reader_and_the_shipped_sources_file_is_right() -> None:
    assert set(READERS) == set(KINDS)
    assert [source.kind in READERS for source in registered(SEEDS / "sources.toml")]


def test_a_source_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(SourceError, match="carrier pigeon"):
        open_source(Source(name="a", kind="carrier pigeon", location="roof"))


def test_a_source_stops_at_its_limit_and_says_so(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT)
    rows = read(tmp_path, limits=Limits(max_items=2))
    assert (ids(rows), reasons(rows)) == (["a", "b"], ["too_many"])


@pytest.mark.parametrize(
    ("past", "count", "expected"),
    [
        ([5, 4, 6, 5, 5], 0, ["silent"]),
        ([5, 4, 6, 5, 5], 4, []),
        ([5, 4, 6, 5, 5], 13, ["doubled"]),
        ([5, 0, 6, 0, 5], 0, []),
        ([1, 1, 2, 1, 1], 5, []),
        ([5, 4], 0, []),
    ],
)
def test_a_source_that_falls_silent_or_doubles_is_a_warning(past: list[int], count: int, expected: list[str]) -> None:
    source = Source(name="wire", kind="feed", location="https://x.org/rss", schedule="0 * * * *")
    access = Access(limits=Limits(), state={"volumes": past}, now=lambda: NOW)
    assert [issue.reason for issue in unusual_volume(source, access, count)] == expected
    assert access.state["volumes"] == [*past, count]


@pytest.mark.parametrize(("schedule", "expected"), [(None, []), ("0 6 * * *", ["silent"])])
def test_only_scheduled_sources_are_watched(tmp_path: Path, schedule: str | None, expected: list[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    source = replace(source_of(str(tmp_path)), schedule=schedule)
    state: dict[str, Any] = {"volumes": [3, 3, 3, 3, 3]}
    assert reasons(list(articles_from(source, state=state))) == []
    assert reasons(list(articles_from(source, state=state))) == expected


LINES = line(id="1") + b"\n" + line(id="2")
WARC = gzip.decompress(warc(PAGE.encode(), PAGE.replace("Five", "Six").encode()))
# Files of two articles in every shape that can break off.
WHOLE = {
    "a.warc": WARC,
    "a.warc.gz": warc(PAGE.encode(), PAGE.replace("Five", "Six").encode()),
    "b.warc.gz": gzip.compress(WARC),
    "a.warc.zst": zstandard.compress(WARC),
    "a.jsonl": LINES,
    "a.jsonl.gz": gzip.compress(LINES),
    "a.jsonl.zst": zstandard.compress(line(id="1") + b"\n") + zstandard.compress(line(id="2")),
    "a.zip": zipped(("a.txt", TEXT.encode()), ("b.jsonl", line(id="2"))),
    "a.tar.gz": tarred(("a.txt", TEXT.encode()), ("b.jsonl", line(id="2"))),
    "a.tar": gzip.decompress(tarred(("a.txt", TEXT.encode()), ("b.jsonl", line(id="2")))).rstrip(b"\0"),
    "a.tar.zst": zstandard.compress(gzip.decompress(tarred(("a.txt", TEXT.encode()), ("b.jsonl", line(id="2"))))),
}


def is_between_articles(payload: bytes) -> bool:
    """Whether a plain file ends where one article ends and the next may begin: nobody can tell that it was cut."""
    return payload.rstrip().endswith((b"}", b"</html>"))


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_breaks_off_anywhere_loses_nothing_in_silence(tmp_path: Path, name: str) -> None:
    whole = WHOLE[name]
    ends = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd")  # a second gzip member or zstd frame may be missing whole
    for length in range(0, len(whole), max(1, len(whole) // 60)):
        if whole[length:].startswith(ends) or is_between_articles(whole[:length]):
            continue
        (tmp_path / name).write_bytes(whole[:length])
        rows = read(tmp_path)
        assert len(ids(rows)) == 2 or reasons(rows), f"cut at {length} of {len(whole)}"


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "a.tar"])
def test_a_whole_file_of_each_shape_is_read_without_complaint(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WHOLE[name])
    rows = read(tmp_path)
    assert (len(ids(rows)), reasons(rows)) == (2, [])


BROKEN_RECORDS = [
    ("no length", b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.org/\r\n\r\n<html>\r\n\r\n"),
    ("wrong length", b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 3\r\n\r\nabcdef\r\n\r\n"),
    (
        "no http",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.org/\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
    ),
    ("unknown type", b"WARC/1.0\r\nWARC-Type: poem\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"),
    ("noise", b"what is this\r\n\r\n"),
    ("endless header", b"WARC/1.0\r\n" + b"A: b\r\n" * 200_000),
]  # fmt: skip


@pytest.mark.parametrize("record", [case[1] for case in BROKEN_RECORDS], ids=[case[0] for case in BROKEN_RECORDS])
def test_behind_a_broken_record_the_next_one_is_read(tmp_path: Path, record: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(record + WARC)
    rows = read(tmp_path)
    assert len(ids(rows)) == 2
    assert set(reasons(rows)) == {"bad_warc"}


def test_a_page_that_its_crawler_cut_is_read_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(
        WARC.replace(b"WARC-Type: response", b"WARC-Type: response\r\nWARC-Truncated: length", 1)
    )
    rows = read(tmp_path)
    assert (len(ids(rows)), reasons(rows)) == (2, ["truncated"])


@pytest.mark.parametrize("text", ['"a.txt"', "3", '{"a.txt": "a title"}'])
def test_a_manifest_of_another_shape_is_an_issue(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "manifest.json").write_text(text)
    assert reasons(read(tmp_path)) == ["bad_manifest"]


def test_of_a_compressed_file_that_breaks_off_the_whole_lines_are_read(tmp_path: Path) -> None:
    noise = random.Random(0)
    packed = gzip.compress(b"\n".join(line(id=str(n), section=noise.randbytes(200).hex()) for n in range(400)))
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    rows = read(tmp_path)
    assert reasons(rows) == ["truncated"]
    assert ids(rows) == [str(n) for n in range(len(ids(rows)))]
    assert len(ids(rows)) > 100


def test_a_file_that_no_reader_foresaw_costs_no_other_and_is_read_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.html", "c.txt"):
        (tmp_path / name).write_text(PAGE if name.endswith(".html") else TEXT)
    state: dict[str, Any] = {}

    def fails(*_: object) -> Any:
        raise RecursionError("nobody foresaw this")

    with monkeypatch.context() as patch:
        patch.setitem(KNOWN_FORMATS, ".html", fails)
        rows = read(tmp_path, state=state)
    assert (ids(rows), reasons(rows)) == (["a", "c"], ["crashed"])
    assert ids(read(tmp_path, state=state)) == ["b"]


def test_a_pipe_and_a_device_among_files_are_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("/dev/zero")
    rows = read(tmp_path)
    assert (ids(rows), reasons(rows)) == (["a"], ["unreadable", "unreadable"])


def test_a_tar_that_claims_to_hold_more_than_there_is_in_the_world_is_not_counted_through(tmp_path: Path) -> None:
    header = tarfile.TarInfo("b.txt")
    header.size = 10**18
    whole = gzip.decompress(tarred(("a.txt", TEXT.encode()))).rstrip(b"\0")
    padded = whole + bytes(-len(whole) % 512)
    (tmp_path / "a.tar").write_bytes(padded + header.tobuf(tarfile.GNU_FORMAT) + TEXT.encode())
    rows = read(tmp_path)
    assert (ids(rows), reasons(rows)) == (["a"], ["bomb"])


def test_members_of_a_zip_that_share_their_packed_bytes_are_a_bomb(tmp_path: Path) -> None:
    zeros = bytes(18_000_000)
    (tmp_path / "a.zip").write_bytes(zipped(("a.txt", zeros)))
    packed = (tmp_path / "a.zip").read_bytes()
    directory, end = packed.index(b"PK\1\2"), packed.index(b"PK\5\6")
    entry, count = packed[directory:end], 50
    counts = struct.pack("<HHII", count, count, count * len(entry), directory)
    (tmp_path / "a.zip").write_bytes(packed[:directory] + entry * count + packed[end : end + 8] + counts + b"\0\0")
    rows = read(tmp_path, limits=Limits(max_ratio=250))
    assert (ids(rows), reasons(rows)[-1]) == ([], "bomb")
    assert len(rows) < 10


def test_half_a_character_anywhere_does_not_keep_an_article_out_of_the_lake(tmp_path: Path) -> None:
    half = "\ud800"
    keys = ("id", "title", "url", "publisher", "section", "authors", "language", "date")
    said = {key: f"http://x.org/{half}" if key == "url" else f"x{half}" for key in keys}
    (tmp_path / "a.jsonl").write_bytes(line(id="good") + b"\n" + line(**said))
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text(TEXT)
    (tmp_path / os.fsdecode(b"\xfe.txt")).write_text("")
    rows = read(tmp_path)
    assert ids(rows) == ["good", "x�", "�"]
    assert reasons(rows) == ["bad_date", "empty"]
    for row in rows:
        table_of(type(row), [row], pipeline_version="", batch_id="")


@pytest.mark.parametrize("begins", [b"", b"\xef\xbb\xbf \n"])
def test_a_list_of_articles_in_one_json_file_is_as_many_articles(tmp_path: Path, begins: bytes) -> None:
    both = b",\n".join((line(id="1"), line(id="2"), b"[]", line(id=None)))
    (tmp_path / "a.json").write_bytes(begins + b"[" + both + b"]")
    rows = read(tmp_path)
    assert (ids(rows), reasons(rows)) == (["1", "2", "a:4"], ["bad_json"])
    assert [row.place for row in rows if isinstance(row, Issue)] == [f"{tmp_path}/a.json:3"]


@pytest.mark.parametrize("text", [b"[", b"[]", b"[" * 100_000])
def test_a_list_that_is_none_is_one_issue(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "a.json").write_bytes(text)
    assert reasons(read(tmp_path)) == ["bad_json"]
