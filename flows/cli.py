"""The `wirehouse` command: thin; every sub-command is one flow or one function."""

import atexit
import getpass
import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar

import typer
from rich.console import Console

from flows.guard import guard
from flows.settings import LAKE, SEEDS, SITE, WAREHOUSE, settle_prefect

# Prefect, spaCy and DuckDB are imported by the commands that need them: `wirehouse --help` should not wait for them.
P = ParamSpec("P")
T = TypeVar("T")

app = typer.Typer(help="A warehouse of what the news says.", no_args_is_help=True, pretty_exceptions_enable=False)
# Piped output has no width of its own: wide enough that a table's columns stay readable.
console = Console(highlight=False, width=None if sys.stdout.isatty() else 180)

LakeOption = Annotated[str, typer.Option("--lake", help="Folder or URL of the lake.")]
WarehouseOption = Annotated[Path, typer.Option("--warehouse", help="The DuckDB file.")]
WorkersOption = Annotated[int, typer.Option("--workers", min=1, help="Processes that read and extract.")]
RunnerOption = Annotated[
    str | None, typer.Option("--runner", help="A cluster that extracts: dask://host:port or ray://host:port.")
]
ReextractOption = Annotated[bool, typer.Option("--reextract", help="Extract again what is stale.")]
ByOption = Annotated[str | None, typer.Option("--by", help="Who judges; default: the user of this machine.")]
OnOption = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; default: today.")]
NoteOption = Annotated[str | None, typer.Option("--note", help="Why.")]
SeedsOption = Annotated[Path, typer.Option("--seeds", help="Folder of ratings.csv and corrections.csv.")]
ProgressOption = Annotated[bool, typer.Option("--progress/--no-progress", help="Show what Prefect logs while it runs.")]


# A run ends with the beginning of one answer, not with all of it.
_FIRST_ROWS = 12
_NOTHING_NEW = "Nothing new; nothing extracted. {warehouse} is up to date."


class Format(StrEnum):
    """How `query` prints its answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def _one_line_reason(command: Callable[P, T]) -> Callable[P, T]:
    """End with a one-line reason and exit code 1 instead of a traceback, when the error is one we know."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except typer.Exit:
            raise
        except (RuntimeError, OSError, ValueError, LookupError) as error:
            raise _ended(error) from error
        except Exception as error:
            from warehouse.query import DAMAGED  # which imports DuckDB; it says this to whoever asks it

            if DAMAGED not in str(error):
                raise
            raise _ended(f"{error}; `wirehouse rebuild` makes a new warehouse from the lake") from error

    return run


def _ended(reason: object) -> typer.Exit:
    """Print why a command ends, for whoever typed it."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"wirehouse: {reason}", markup=False)
    return typer.Exit(1)


@app.command()
@_one_line_reason
def run(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, globs or URLs; default: those of seeds/sources.toml.")
    ] = None,
    lake: LakeOption = LAKE,
    warehouse: WarehouseOption = Path(WAREHOUSE),
    workers: WorkersOption = 1,
    runner: RunnerOption = None,
    progress: ProgressOption = False,
    reextract: ReextractOption = False,
) -> None:
    """Ingest what is new, extract it and publish the warehouse."""
    settle_prefect(progress=progress)
    if not os.environ.get("PREFECT_API_URL"):  # with a server of its own, a run costs no start and is seen there
        from flows.looking import nothing_new

        if nothing_new(sources or [], lake, warehouse, reextract=reextract):
            console.print(_NOTHING_NEW.format(warehouse=warehouse))
            return
    guard()
    from flows.daily import daily

    _tell(daily(sources or [], lake, str(warehouse), workers, runner, reextract), warehouse)


@app.command()
@_one_line_reason
def rebuild(
    lake: LakeOption = LAKE,
    warehouse: WarehouseOption = Path(WAREHOUSE),
    workers: WorkersOption = 1,
    runner: RunnerOption = None,
    progress: ProgressOption = False,
    reextract: ReextractOption = False,
) -> None:
    """Publish the warehouse from the lake alone."""
    settle_prefect(progress=progress)
    guard()
    from flows.daily import rebuild as rebuild_flow

    _tell(rebuild_flow(lake, str(warehouse), workers, runner, reextract), warehouse)


def _tell(loaded: Any, warehouse: Path) -> None:
    """Print what a run loaded, where the warehouse is, and the answer of one question."""
    run = loaded.run
    if loaded.built is None:
        console.print(_NOTHING_NEW.format(warehouse=warehouse))
        return
    counts = loaded.built.counts
    console.print(
        f"{run.new_article_count} new articles ({run.seen_article_count} seen before), "
        f"{run.batch_count} batches extracted in {run.extract_seconds:.1f} s, published in {run.publish_seconds:.1f} s."
    )
    shown = ("articles", "mentions", "figures", "claims", "issues")
    console.print("The warehouse holds " + ", ".join(f"{counts[f'main.{table}']:,} {table}" for table in shown) + ".")
    for check in loaded.built.warned:
        console.print(f"warning: {check}", markup=False)
    console.print(
        f"It is in {warehouse}. Ask it with `wirehouse query`, for instance `wirehouse query claimed_figures`:\n"
    )
    from flows.terminal import as_table
    from warehouse.query import answer

    console.print(as_table(answer(warehouse, "claimed_figures", limit=_FIRST_ROWS)))


@app.command()
@_one_line_reason
def query(
    question: Annotated[str, typer.Argument(help="SQL, or the name of a question in sql/questions/.")],
    output_format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
    warehouse: WarehouseOption = Path(WAREHOUSE),
) -> None:
    """Answer a question from the warehouse, read-only."""
    from warehouse.query import answer

    table = answer(warehouse, question)
    if output_format is Format.TABLE:
        from flows.terminal import as_table

        console.print(as_table(table))
        if not table.num_rows:
            console.print(_nothing(warehouse))
    elif output_format is Format.CSV:
        import pyarrow.csv

        from warehouse.export import with_lists_as_json

        pyarrow.csv.write_csv(with_lists_as_json(table), sys.stdout.buffer)
    elif output_format is Format.JSON:
        typer.echo(json.dumps(table.to_pylist(), default=str, ensure_ascii=False, indent=1))
    else:
        import pyarrow.parquet

        pyarrow.parquet.write_table(table, sys.stdout.buffer)


@app.command()
@_one_line_reason
def export(
    name: Annotated[str, typer.Argument(help="A table or mart: conflicts, main.figures, history.claims, ...")],
    file: Annotated[Path, typer.Argument(help="Where to: .parquet, .csv, .json, .jsonl, or .jsonld for claims.")],
    warehouse: WarehouseOption = Path(WAREHOUSE),
) -> None:
    """Write a table or mart to a file; claims also as schema.org Claims."""
    from warehouse.export import export as export_table

    console.print(f"{file}: {export_table(warehouse, name, file):,} rows", markup=False)


@app.command()
@_one_line_reason
def snapshot(
    place: Annotated[Path, typer.Argument(help="A new folder, or a .zip.")],
    warehouse: WarehouseOption = Path(WAREHOUSE),
) -> None:
    """Write the whole warehouse as Parquet with a manifest of its versions."""
    from warehouse.export import snapshot as snapshot_of

    manifest = snapshot_of(warehouse, place)
    rows = sum(table["rows"] for table in manifest["tables"])
    console.print(f"{place}: {len(manifest['tables'])} tables, {rows:,} rows, manifest.json", markup=False)


def _nothing(warehouse: Path) -> str:
    from warehouse.query import answer

    if answer(warehouse, "from main.articles", limit=1).num_rows:
        return "No rows."
    return "No rows: the warehouse holds no article yet; `wirehouse run FILES` brings some in."


@app.command()
@_one_line_reason
def show(
    article_id: Annotated[str, typer.Argument(help="An article's id, or the beginning of it.")],
    warehouse: WarehouseOption = Path(WAREHOUSE),
) -> None:
    """Show an article with its entities, figures and claims marked."""
    from flows.terminal import article_view

    console.print(article_view(warehouse, article_id))


@app.command()
@_one_line_reason
def explain(sentence: Annotated[str, typer.Argument(help="A sentence, or a few.")]) -> None:
    """Show the rows found in a sentence, without a warehouse."""
    from flows.terminal import explained

    for part in explained(sentence):
        console.print(part)


@app.command()
@_one_line_reason
def report(
    out: Annotated[Path, typer.Option("--out", help="Folder of the site; a report there is replaced.")] = Path(SITE),
    warehouse: Annotated[Path, typer.Option("--warehouse", "--database", help="The DuckDB file.")] = Path(WAREHOUSE),
) -> None:
    """Write a site of pages to look at: no server, opens from a disk."""
    from warehouse.report import write_report

    written = write_report(warehouse, out)
    console.print(f"{written.page_count:,} pages; open {written.index}", markup=False, soft_wrap=True)


@app.command()
@_one_line_reason
def status(lake: LakeOption = LAKE) -> None:
    """Show batches, pipeline versions, the last runs and what is stale."""
    from flows.terminal import lake_view

    for part in lake_view(lake):
        console.print(part)


@app.command()
@_one_line_reason
def rate(
    rated: Annotated[str, typer.Argument(help="A source's name or entity id, or a claim's id.")],
    reliability: Annotated[str | None, typer.Option("--reliability", help="Of a source: A (best) to F.")] = None,
    credibility: Annotated[int | None, typer.Option("--credibility", help="Of a claim: 1 (best) to 6.")] = None,
    by: ByOption = None,
    on: OnOption = None,
    note: NoteOption = None,
    warehouse: WarehouseOption = Path(WAREHOUSE),
    seeds: SeedsOption = SEEDS,
) -> None:
    """Rate a source or a claim by the Admiralty code; the next rebuild shows it."""
    from warehouse.judgements import rate as rate_what

    told = rate_what(
        warehouse,
        seeds,
        rated=rated,
        reliability=reliability,
        credibility=credibility,
        rated_by=by or getpass.getuser(),
        rated_on=on.date() if on else date.today(),
        note=note,
    )
    console.print(f"{told}\n`wirehouse rebuild` shows it.", markup=False)


@app.command()
@_one_line_reason
def correct(
    table: Annotated[str, typer.Argument(help="The table: figures, claims, mentions, ...")],
    row_id: Annotated[str, typer.Argument(help="The row's key, or the beginning of it.")],
    column: Annotated[str, typer.Argument(help="The column.")],
    value: Annotated[str | None, typer.Argument(help="The right value.")] = None,
    null: Annotated[bool, typer.Option("--null", help="Set null instead of a value.")] = False,
    by: ByOption = None,
    on: OnOption = None,
    note: NoteOption = None,
    warehouse: WarehouseOption = Path(WAREHOUSE),
    seeds: SeedsOption = SEEDS,
) -> None:
    """Correct one value that was read wrongly; each rebuild replays it."""
    from warehouse.judgements import correct as correct_what

    if null == bool(value):
        raise ValueError("give the right value, or --null where there is none")
    told = correct_what(
        warehouse,
        seeds,
        table=table,
        row_id=row_id,
        column=column,
        value=value,
        corrected_by=by or getpass.getuser(),
        corrected_on=on.date() if on else date.today(),
        note=note,
    )
    console.print(f"{told}\n`wirehouse rebuild` shows it.", markup=False)


@app.command()
@_one_line_reason
def doctor(
    lake: LakeOption = LAKE,
    warehouse: WarehouseOption = Path(WAREHOUSE),
    repair: Annotated[bool, typer.Option("--repair", help="Mend it; without this nothing is written.")] = False,
) -> None:
    """Find what is wrong with a lake and say what mends it, or mend it; exit code 1 while anything is wrong."""
    from flows.terminal import examined

    said, is_well = examined(lake, warehouse, repair=repair)
    for line in said:
        console.print(line, markup=False, soft_wrap=True)
    if not is_well:
        raise typer.Exit(1)


@app.command()
@_one_line_reason
def serve(
    port: Annotated[int, typer.Option("--port", help="Port of the Prefect server, on loopback.")] = 4200,
    lake: LakeOption = LAKE,
    warehouse: WarehouseOption = Path(WAREHOUSE),
) -> None:
    """Run the deployments of prefect.yaml on their schedules, with Prefect's UI, until stopped."""
    settle_prefect(progress=True)
    guard()
    from flows.serving import serve as serve_deployments

    serve_deployments(port, lake if "://" in lake else str(Path(lake).resolve()), str(warehouse.resolve()))


def main() -> None:
    """Run a command and end the process.

    A process that ran a flow ends without tearing down its modules: Prefect's threads still hold DuckDB's there, and
    DuckDB's bindings print a page of leaked references. What was to be done at exit (Prefect's server) is done first.
    """
    code: int | str | None = 0
    try:
        app()
    except SystemExit as end:
        code = end.code
    if "prefect" not in sys.modules:
        sys.exit(code)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    main()
