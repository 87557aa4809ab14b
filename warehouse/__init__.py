"""What is kept: the lake of Parquet batches and the DuckDB file that is published from it."""
