"""The smaller task that peers do with a JMeter CSV: count, p50, p95, p99 and errors of each label.

usage: peers_jtl.py duckdb|polars PATH
"""

import sys

QUANTILES = (0.5, 0.95, 0.99)


def with_duckdb(path):
    import duckdb

    duckdb.sql("SET threads = 2")
    return duckdb.sql(
        f"""SELECT label, responseCode, count(*), quantile_disc(elapsed, {list(QUANTILES)}), count(*) FILTER (NOT success)
            FROM read_csv('{path}', header = true, quote = '"', escape = '"', columns = {{
              'timeStamp': 'BIGINT', 'elapsed': 'INTEGER', 'label': 'VARCHAR', 'responseCode': 'VARCHAR',
              'responseMessage': 'VARCHAR', 'threadName': 'VARCHAR', 'dataType': 'VARCHAR', 'success': 'BOOLEAN',
              'failureMessage': 'VARCHAR', 'bytes': 'BIGINT', 'sentBytes': 'BIGINT', 'grpThreads': 'INTEGER',
              'allThreads': 'INTEGER', 'URL': 'VARCHAR', 'Latency': 'INTEGER', 'IdleTime': 'INTEGER', 'Connect': 'INTEGER'}})
            GROUP BY ALL ORDER BY 1, 2"""
    ).fetchall()


def with_polars(path):
    import polars

    elapsed = polars.col("elapsed")
    rows = polars.scan_csv(path, schema_overrides={"responseCode": polars.String})
    return (
        rows.group_by("label", "responseCode")
        .agg(polars.len(), *(elapsed.quantile(p).alias(f"p{p}") for p in QUANTILES), (~polars.col("success")).sum().alias("errors"))
        .sort("label", "responseCode")
        .collect(engine="streaming")
        .rows()
    )


if __name__ == "__main__":
    for row in {"duckdb": with_duckdb, "polars": with_polars}[sys.argv[1]](sys.argv[2]):
        print(*row, sep="\t")
