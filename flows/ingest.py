"""Sources into the lake: every article once, every change a version, every refusal an issue."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from transforms.rows import Article, Issue
from warehouse.lake import Known, Lake

# A batch is the unit of work and of recovery: about ten seconds of reading on one core.
BATCH_WORDS = 60_000
BATCH_ARTICLES = 500


@dataclass(slots=True)
class Ingested:
    """What ingesting found, in counts, and the batches it committed."""

    new_articles: int = 0
    seen_articles: int = 0
    issues: int = 0
    batches: list[str] = field(default_factory=list)

    def add(self, other: "Ingested") -> None:
        """Count what another source brought, too."""
        self.new_articles += other.new_articles
        self.seen_articles += other.seen_articles
        self.issues += other.issues
        self.batches += other.batches


@dataclass(slots=True)
class _Packing:
    """The batch being filled."""

    articles: dict[str, Article] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    words: int = 0

    def has_room_for(self, article: Article) -> bool:
        is_full = self.words >= BATCH_WORDS or len(self.articles) >= BATCH_ARTICLES
        return not is_full and article.article_id not in self.articles

    def add(self, article: Article) -> None:
        self.articles[article.article_id] = article
        self.words += article.word_count

    def commit(self, lake: Lake, done: Ingested) -> None:
        done.batches.append(lake.write_batch(list(self.articles.values()), self.issues))
        done.new_articles += len(self.articles)
        done.issues += len(self.issues)


def ingest(found: Iterable[Article | Issue], lake: Lake) -> Ingested:
    """Commit what is new among these articles and issues, in batches, in the order they come.

    An article whose text the lake has is seen; one whose text changed gets the next version. A batch holds at most
    one version of an article. A file that holds several versions may be read again: a text that the lake has as an
    earlier one is the next version only when no other text of the article follows, since then it has gone back to it.
    """
    known, known_issues = lake.known_articles(), lake.known_issues()
    done, packing = Ingested(), _Packing()
    gone_back: dict[str, Article] = {}

    def add(article: Article) -> None:
        nonlocal packing
        if not packing.has_room_for(article):
            packing.commit(lake, done)
            packing = _Packing()
        has = known.get(article.article_id, Known())
        version = has.version + 1
        known[article.article_id] = has.and_has(version, article.text_sha256)
        packing.add(replace(article, version=version))

    for item in found:
        if isinstance(item, Issue):
            if item.issue_id not in known_issues:
                known_issues.add(item.issue_id)
                packing.issues.append(item)
            continue
        has = known.get(item.article_id, Known())
        done.seen_articles += gone_back.pop(item.article_id, None) is not None
        if item.text_sha256 == has.text_sha256:
            done.seen_articles += 1
        elif item.text_sha256 in has.earlier:
            gone_back[item.article_id] = item
        else:
            add(item)
    for article in gone_back.values():
        add(article)
    if packing.articles or packing.issues:
        packing.commit(lake, done)
    return done
