"""The smaller task that peers do with a k6 NDJSON: count, p50, p95, p99 and error rate of each endpoint.

usage: peers_k6.py duckdb|polars PATH
"""

import os
import sys

QUANTILES = (0.5, 0.95, 0.99)


def with_duckdb(path):
    import duckdb

    duckdb.sql("SET threads = 2")
    return duckdb.sql(
        f"""SELECT data.tags.name, count(*), quantile_disc(data.value, {list(QUANTILES)}),
              avg(CASE WHEN data.tags.expected_response = 'false' THEN 1 ELSE 0 END)
            FROM read_json('{path}', format = 'newline_delimited', columns = {{
              'metric': 'VARCHAR', 'type': 'VARCHAR',
              'data': 'STRUCT(time VARCHAR, value DOUBLE, tags STRUCT(name VARCHAR, status VARCHAR, expected_response VARCHAR))'}})
            WHERE metric = 'http_req_duration' AND type = 'Point' GROUP BY 1 ORDER BY 1"""
    ).fetchall()


def with_polars(path):
    os.environ["POLARS_MAX_THREADS"] = "2"
    import polars

    text = polars.String
    tags = polars.Struct({"name": text, "status": text, "expected_response": text})
    data = polars.Struct({"time": text, "value": polars.Float64, "tags": tags})
    rows = polars.scan_ndjson(path, schema={"metric": text, "type": text, "data": data})
    value = polars.col("data").struct.field("value")
    tag = polars.col("data").struct.field("tags").struct
    return (
        rows.filter((polars.col("metric") == "http_req_duration") & (polars.col("type") == "Point"))
        .select(name=tag.field("name"), value=value, failed=tag.field("expected_response") == "false")
        .group_by("name")
        .agg(
            polars.len(), *(polars.col("value").quantile(p).alias(f"p{p}") for p in QUANTILES),
            polars.col("failed").mean(),
        )
        .sort("name")
        .collect(engine="streaming")
        .rows()
    )  # fmt: skip


if __name__ == "__main__":
    for row in {"duckdb": with_duckdb, "polars": with_polars}[sys.argv[1]](sys.argv[2]):
        print(*row, sep="\t")
