"""What `wirehouse serve` registers: flows that exist, with parameters that they have, on the schedules of sources."""

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.serving import _deployment
from sources import registered

ROOT = Path(__file__).resolve().parents[1]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]


def flow_of(deployment: dict[str, Any]) -> Any:
    path, name = deployment["entrypoint"].split(":")
    return getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_a_deployment_names_a_flow_and_parameters_it_has(deployment: dict[str, Any]) -> None:
    flow = flow_of(deployment)
    assert flow.name == deployment["name"]
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_every_parameter_says_what_it_is(deployment: dict[str, Any]) -> None:
    flow = flow_of(deployment)
    assert all(parameter.get("description") for parameter in flow.parameters.properties.values())


def test_a_source_runs_on_its_own_schedule(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(
        '[[source]]\nname = "wire"\nkind = "feed"\nlocation = "https://example.org/rss"\nschedule = "*/30 * * * *"\n'
    )
    (source,) = registered(file)
    arguments = _deployment(source)
    assert arguments[arguments.index("--cron") + 1] == "*/30 * * * *"
    assert '"sources": ["wire"]' in arguments[-1]
