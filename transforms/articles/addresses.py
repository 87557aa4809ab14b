"""Urls by which copies of one page are known as one."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_|at_|pk_|mtm_|ga_|hsa_|mc_|ns_|wt\.|cmp|cmpid|icid|ito$|ocid|smid|smtyp|sref|ref(?:$|_|errer)|rss$|src$|"
    r"fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|_ga|spm|cid$|campaign|partner$|taid$|xtor|output$|amp$|outputtype|"
    r"s?share|guccounter|guce_|via$|fb_|feature$|mod$|tag$|intcid|emc$|nl$|mkt_tok|sh$)",
    re.IGNORECASE,
)
_VARIANT_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)")


def canonical_url(url: str | None, said: str | None = None) -> str | None:
    """The url without tracking, fragment, scheme and mobile or AMP variant; null when it is no http url.

    `said` is what the page calls its canonical url: taken when it is of the same site and is no front page.
    """
    own = _canonical(url)
    theirs = _canonical(joined(url, said) if url and said else said)
    if own is None or theirs is None:
        return own or theirs
    own_site, their_site = urlsplit(own), urlsplit(theirs)
    # Careless sites call their front page the canonical form of every article.
    if own_site.netloc != their_site.netloc or their_site.path == "/" != own_site.path:
        return own
    return theirs


def joined(base: str, link: str) -> str:
    """Where a link on a page leads; a link that is no url leads where it says, which nobody will fetch."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def path_of(url: str) -> str:
    """The path of a url, without query; empty when it is no url."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def is_url(text: str | None) -> bool:
    """Whether this is an http or https url with a host."""
    return _canonical(text) is not None


def _canonical(url: str | None) -> str | None:
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        if parts.scheme.lower() not in ("http", "https") or not host:
            return None
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return None
    host = _VARIANT_HOST.sub("", host)
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    path = re.sub(r"/(?:amp|index\.html?|index\.php)/?$|\.amp$", "/", re.sub(r"/{2,}", "/", parts.path or "/"))
    path = re.sub(r"\.amp(?=\.html?$)", "", path)
    path = path.rstrip("/") or "/"
    query = urlencode(
        sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k))
    )
    return urlunsplit(("https", netloc, path, query, ""))
