"""The report in headless Chromium: clicks, keys, what a screen reader is told, and that hostile text does nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.report_news import HARM, TROOPS, news
from transforms.rows import stable_id
from warehouse.build import build
from warehouse.report import write_report

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright, of requirements-dev.lock")
axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium on the PATH (apt-get install chromium)")

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    # Chromium keeps no profile of its own: Playwright gives it a fresh folder and removes it.
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("browser")
    return write_report(news().build(place).database, place / "site").index.parent


@pytest.fixture
def page(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    """A page on which any error, in the console or in a script, and any request to a network fails the test."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith("file:") else None)
    yield page
    context.close()
    assert not wrong


def article(site: Path, text: str) -> Path:
    return site / "articles" / f"{stable_id('article', stable_id(text))}.html"


def barriers(page: sync_api.Page) -> list[str]:
    """What axe-core finds wrong, as text; it may not fetch the style sheet a second time from a disk."""
    found = axe_playwright.Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{rule['id']}: {node['html']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


PAGES = ("index", "disagreements", "series", "sources", "entities", "articles", "troops", "harm", "entity")


def path_of(site: Path, name: str) -> Path:
    if name in ("troops", "harm"):
        return article(site, TROOPS if name == "troops" else HARM)
    return site / "entities" / f"{stable_id('org:agency')}.html" if name == "entity" else site / f"{name}.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_that_axe_finds(page: sync_api.Page, site: Path, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(path_of(site, name).as_uri())
    assert barriers(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(page: sync_api.Page, site: Path, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path_of(site, name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_empty_report_is_sound_too(page: sync_api.Page, tmp_path: Path) -> None:
    empty = build(tmp_path / "empty.duckdb", tables={}).database
    page.goto(write_report(empty, tmp_path / "site").index.as_uri())
    assert page.get_by_role("heading", name="No articles yet").is_visible()
    assert barriers(page) == []


def test_from_the_overview_to_the_evidence(page: sync_api.Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    assert page.get_by_text("Sources disagree:").bounding_box()["y"] < 720
    page.get_by_role("link", name="3,000", exact=True).click()
    card = page.locator(".figure-card:target")
    card.get_by_text("conflicts with").wait_for()
    card.get_by_role("link", name="Compare with others").click()
    page.locator(".series:target").wait_for()
    page.get_by_role("link", name="intelligence agency").first.click()
    page.wait_for_url("**/entities/*.html")
    assert page.get_by_role("heading", level=1).inner_text() == "intelligence agency"


def test_marked_words_tell_what_they_are_by_pointer_and_by_key(page: sync_api.Page, site: Path) -> None:
    page.goto(article(site, TROOPS).as_uri())
    tip = page.get_by_role("tooltip")
    figure = page.locator(".text a.figure", has_text="3,000")
    figure.hover()
    assert tip.inner_text() == "count: 3,000"
    assert page.locator('.claim-card.lit[data-claim="3"]').count() == 1
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    figure.focus()
    assert tip.is_visible()
    assert figure.get_attribute("aria-describedby") == "tip"
    page.keyboard.press("Enter")
    page.locator(".figure-card:target").wait_for()
    assert page.locator(".figure-card:target").inner_text().startswith("3,000")


def test_marks_can_be_put_away(page: sync_api.Page, site: Path) -> None:
    page.goto(article(site, TROOPS).as_uri())
    background = "getComputedStyle(document.querySelector('.text .figure')).backgroundColor"
    marked = page.evaluate(background)
    page.get_by_label("figures").uncheck()
    assert page.evaluate(background) != marked


def test_the_theme_is_chosen_and_kept(page: sync_api.Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    button = page.get_by_role("button", name="Colours: auto")
    button.click()
    page.get_by_role("button", name="Colours: light").click()
    page.goto((site / "articles.html").as_uri())
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_search_goes_by_key_from_words_to_a_page(page: sync_api.Page, site: Path) -> None:
    page.goto(article(site, TROOPS).as_uri())
    page.get_by_label("Search entities and articles").fill("vale om")
    page.get_by_role("link", name="Omar Vale person").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/*.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Omar Vale"


def test_search_says_when_it_finds_nothing(page: sync_api.Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_label("Search entities and articles").fill("omxx")
    page.get_by_text("0 found").wait_for()


def test_a_keyboard_skips_to_the_content(page: sync_api.Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("name", ["harm", "index", "articles", "sources", "entities"])
def test_hostile_text_is_shown_and_does_nothing(page: sync_api.Page, site: Path, name: str) -> None:
    page.goto(path_of(site, name).as_uri())
    assert page.evaluate("window.harmed") is None
    assert page.locator("main img, main script").count() == 0
    if name == "harm":
        assert "<script>window.harmed = 1</script>" in page.locator(".reading").inner_text()
    if name == "index":
        page.get_by_label("Search entities and articles").fill("harmed")
        page.locator(".found a").first.wait_for()
        assert "<script>" in page.locator(".found a").first.inner_text()
        assert page.evaluate("window.harmed") is None


def test_pages_read_without_scripts(browser: sync_api.Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(article(site, TROOPS).as_uri())
    assert page.locator(".claim-card").count() == 4
    assert page.locator(".search").is_hidden()
    context.close()
