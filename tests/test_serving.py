"""What `wirehouse serve` registers: flows that exist, with parameters that they have, on the schedules of sources."""

import importlib
from dataclasses import replace
from typing import Any

import pytest

from flows.serving import deployments
from sources import Source

WIRE = Source(name="wire", kind="feed", location="https://example.org/rss", schedule="*/30 * * * *")
UNSCHEDULED = Source(name="archive", kind="files", location="archive")
DEPLOYMENTS = deployments([WIRE, UNSCHEDULED], "s3://news/lake", "/srv/news.duckdb")["deployments"]


def flow_of(deployment: dict[str, Any]) -> Any:
    path, name = deployment["entrypoint"].split(":")
    return getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_a_deployment_names_a_flow_and_parameters_it_has(deployment: dict[str, Any]) -> None:
    flow = flow_of(deployment)
    assert deployment["name"] in (flow.name, "source wire")
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_every_parameter_says_what_it_is(deployment: dict[str, Any]) -> None:
    flow = flow_of(deployment)
    assert all(parameter.get("description") for parameter in flow.parameters.properties.values())


def test_a_source_runs_on_its_own_schedule_and_one_without_a_schedule_does_not() -> None:
    (of_source,) = [deployment for deployment in DEPLOYMENTS if "source" in deployment["name"]]
    assert of_source["schedules"] == [{"cron": "*/30 * * * *", "timezone": "Etc/UTC"}]
    assert of_source["parameters"]["sources"] == ["wire"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_every_deployment_works_on_the_lake_and_warehouse_that_serve_was_given(deployment: dict[str, Any]) -> None:
    places = {"lake": "s3://news/lake", "warehouse": "/srv/news.duckdb"}
    asked = flow_of(deployment).parameters.properties
    assert {name: deployment["parameters"][name] for name in places if name in asked} == {
        name: place for name, place in places.items() if name in asked
    }


def test_a_source_may_be_called_what_prefect_forbids_or_what_a_deployment_is_called() -> None:
    sources = [replace(WIRE, name=name) for name in ("daily", "BBC/World", "50% < 100%")]
    names = [deployment["name"] for deployment in deployments(sources, "lake", "news.duckdb")["deployments"]]
    assert names[-3:] == ["source daily", "source BBC-World", "source 50- - 100-"]
    assert len(set(names)) == len(names)
