"""Looks at the served dashboard in headless Chromium as its user would, and keeps docs/images/superset.png.

Any chart that does not show, any error on the page and any request to another host that gets through ends it with
exit code 1. Run by `make -C dashboards screenshot` while `make -C dashboards superset` serves.
"""

import shutil
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def log_in(page: Page, address: str, password: str) -> None:
    """Through the form, as a person does."""
    page.goto(f"{address}/login/")
    page.get_by_test_id("username-input").fill("admin")
    page.get_by_test_id("password-input").fill(password)
    page.get_by_test_id("login-button").click()
    page.wait_for_url(lambda url: "/login" not in url)


def look(page: Page, address: str, titles: list[str]) -> None:
    """Wait until every chart has drawn itself."""
    page.goto(f"{address}/superset/dashboard/who-claims-what/")
    for title in titles:
        holder = page.locator(".dashboard-component-chart-holder").filter(has=page.get_by_text(title, exact=True))
        expect(holder).to_be_visible()
        expect(holder.locator("canvas, table, .header-line").first).to_be_visible()
        expect(holder.locator(".ant-alert")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    # ECharts draws its bars and lines growing.
    page.wait_for_timeout(3000)


def main(address: str) -> int:
    """0 when every chart shows; else 1, with what was wrong."""
    password = (ROOT / ".cache" / "superset-home" / "password").read_text(encoding="utf8").strip()
    charts = sorted((ROOT / "dashboards" / "wirehouse" / "charts").glob("*.yaml"))
    titles = [yaml.safe_load(chart.read_text(encoding="utf8"))["slice_name"] for chart in charts]
    wrong: list[str] = []
    here = (address, "data:", "blob:")
    expect.set_options(timeout=120_000)
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        page = browser.new_page(viewport={"width": 1440, "height": 1260})
        page.set_default_timeout(120_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
        page.on("requestfinished", lambda asked: None if asked.url.startswith(here) else wrong.append(asked.url))
        log_in(page, address, password)
        look(page, address, titles)
        page.screenshot(path=ROOT / "docs" / "images" / "superset.png")
        browser.close()
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
