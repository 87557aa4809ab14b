"""The Superset dashboard of dashboards/wirehouse: what it asks for is there, and its parts find each other."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
import yaml

from tests.conftest import ROOT
from tests.report_news import news

ASSETS = ROOT / "dashboards" / "wirehouse"


def assets(kind: str) -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text(encoding="utf8")) for path in sorted((ASSETS / kind).rglob("*.yaml"))]


DATASETS = {dataset["table_name"]: dataset for dataset in assets("datasets")}
CHARTS = {chart["slice_name"]: chart for chart in assets("charts")}
BY_UUID = {dataset["uuid"]: dataset for dataset in DATASETS.values()}


def relation(dataset: dict[str, Any]) -> str:
    return f"({dataset['sql']})" if "sql" in dataset else f"{dataset['schema']}.{dataset['table_name']}"


def named(things: list[dict[str, Any]], key: str) -> set[str]:
    return {thing[key] for thing in things}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(
        str(news().build(tmp_path_factory.mktemp("dashboards")).database), read_only=True
    ) as connection:
        yield connection


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_has_the_columns_and_types_it_declares(warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    described = warehouse.execute(f"describe select * from {relation(DATASETS[name])}").fetchall()
    types = {column: kind for column, kind, *_ in described}
    declared = {column["column_name"]: column["type"] for column in DATASETS[name]["columns"]}
    assert {column: types.get(column) for column in declared} == declared


@pytest.mark.parametrize(
    ("name", "metric"),
    [(name, metric["metric_name"]) for name, dataset in DATASETS.items() for metric in dataset["metrics"]],
)
def test_a_metric_of_a_dataset_has_a_value(warehouse: duckdb.DuckDBPyConnection, name: str, metric: str) -> None:
    (expression,) = [m["expression"] for m in DATASETS[name]["metrics"] if m["metric_name"] == metric]
    ((value,),) = warehouse.execute(f"select {expression} from {relation(DATASETS[name])}").fetchall()
    assert value is not None


@pytest.mark.parametrize("title", CHARTS)
def test_a_chart_names_columns_and_metrics_of_its_dataset(title: str) -> None:
    params, dataset = CHARTS[title]["params"], BY_UUID[CHARTS[title]["dataset_uuid"]]
    columns = {params.get("x_axis"), *params.get("groupby", []), *params.get("all_columns", [])}
    columns |= named(params["adhoc_filters"], "subject")
    assert columns - {None} <= named(dataset["columns"], "column_name")
    assert {params.get("metric"), *params.get("metrics", [])} - {None} <= named(dataset["metrics"], "metric_name")


def test_the_dashboard_shows_every_chart_and_filters_by_columns_that_are_there() -> None:
    (dashboard,) = assets("dashboards")
    parts = [part for name, part in dashboard["position"].items() if name.startswith("CHART-")]
    shown = {part["meta"]["uuid"] for part in parts}
    assert shown == named(list(CHARTS.values()), "uuid")
    for target in (
        target for each in dashboard["metadata"]["native_filter_configuration"] for target in each["targets"]
    ):
        if target:
            assert target["column"]["name"] in named(BY_UUID[target["datasetUuid"]]["columns"], "column_name")


def test_superset_opens_the_warehouse_for_reading_only_and_nothing_else() -> None:
    (database,) = assets("databases")
    assert {dataset["database_uuid"] for dataset in DATASETS.values()} == {database["uuid"]}
    assert "access_mode=read_only" in database["sqlalchemy_uri"]
    assert "enable_external_access=false" in database["sqlalchemy_uri"]
    assert "lock_configuration=true" in database["sqlalchemy_uri"]
