"""Writes `reference.json`, which the statistics are tested against: the same numbers by scipy and statsmodels.

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install scipy==1.17.1 statsmodels==0.15.0
    /tmp/reference/bin/python server/evaluations/statistics/testing/reference.py

The rows are drawn here, so that neither side has made the other's input.
"""

import collections
import fractions
import json
import math
import pathlib

import numpy as np
import scipy.stats
import statsmodels.api as sm
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

RANDOM = np.random.default_rng(20260127)


def draw_rows(rows, samples, spread=1.0):
    """Rows of different difficulty, each with as many samples."""
    chances = RANDOM.beta(spread, spread, rows)
    return [int(RANDOM.binomial(samples, chance)) for chance in chances]


def groups_of(rows, samples):
    counts = collections.Counter(rows)
    return [{"rows": n, "samples": samples, "correct": c} for c, n in sorted(counts.items())]


def clustered(rows, samples):
    """Mean and standard error of an intercept over samples, clustered by row."""
    answers = np.concatenate([[1] * c + [0] * (samples - c) for c in rows]).astype(float)
    clusters = np.repeat(np.arange(len(rows)), samples)
    fit = sm.OLS(answers, np.ones_like(answers)).fit(cov_type="cluster", cov_kwds={"groups": clusters})
    return {"value": float(fit.params[0]), "error": float(fit.bse[0])}


def bootstrap(values):
    """Many more draws than ours, so that the difference is ours alone."""
    result = scipy.stats.bootstrap(
        (np.asarray(values, dtype=float),),
        np.mean,
        n_resamples=200_000,
        batch=2_000,
        method="percentile",
        rng=np.random.default_rng(1),
    )
    low, high = result.confidence_interval
    return {"low": float(low), "high": float(high), "error": float(result.standard_error)}


def pass_at(tries, samples, correct):
    """By counting, in fractions."""
    missed = fractions.Fraction(math.comb(samples - correct, tries), math.comb(samples, tries))
    return float(1 - missed)


def paired(base, other, samples):
    differences = (np.asarray(other) - np.asarray(base)) / samples
    better, worse = int((differences > 0).sum()), int((differences < 0).sum())
    sign = scipy.stats.binomtest(better, better + worse, 0.5).pvalue
    counts = collections.Counter(zip(base, other))
    result = {
        "groups": [
            {
                "rows": n,
                "base": {"samples": samples, "correct": one},
                "other": {"samples": samples, "correct": two},
            }
            for (one, two), n in sorted(counts.items())
        ],
        "value": float(differences.mean()),
        "error": float(scipy.stats.sem(differences)),
        "bootstrap": bootstrap(differences),
        "better": better,
        "worse": worse,
        "p": float(sign),
    }
    if samples == 1:
        table = np.array([[counts[(1, 1)], counts[(1, 0)]], [counts[(0, 1)], counts[(0, 0)]]])
        result["p"] = float(mcnemar(table, exact=True).pvalue)
    return result


def improved(rows, samples):
    """Another draw of much the same rows, a little better."""
    return [min(samples, max(0, c + int(RANDOM.integers(-1, 3)))) if RANDOM.random() < 0.4 else c for c in rows]


def cases():
    wilson = [
        {"correct": c, "total": n, "low": low, "high": high}
        for c, n in [(0, 1), (1, 1), (0, 20), (20, 20), (7, 20), (613, 1000), (499_999, 1_000_000)]
        for low, high in [map(float, proportion_confint(c, n, method="wilson"))]
    ]
    accuracy = []
    for rows, samples in [(40, 4), (99, 8), (250, 2), (1319, 4), (500, 64)]:
        drawn = draw_rows(rows, samples)
        accuracy.append(
            {
                "groups": groups_of(drawn, samples),
                **clustered(drawn, samples),
                "bootstrap": bootstrap(np.asarray(drawn) / samples),
            }
        )
    passes = [
        {"tries": j, "samples": n, "correct": c, "value": pass_at(j, n, c)}
        for n, c, j in [
            (1, 0, 1), (1, 1, 1), (4, 1, 2), (4, 3, 2), (8, 1, 4), (10, 3, 7),
            (64, 1, 32), (200, 13, 100), (1024, 1, 512), (1024, 3, 1024), (1024, 500, 8),
        ]
    ]
    binomial = [
        {"one": a, "other": b, "p": float(scipy.stats.binomtest(a, a + b, 0.5).pvalue)}
        for a, b in [
            (1, 0), (3, 3), (0, 6), (5, 15), (12, 30), (200, 260), (1000, 1100),
            (50_000, 50_700), (499_000, 501_000),
        ]
    ]
    pairs = []
    for rows, samples in [(60, 1), (1319, 1), (80, 4), (1000, 8)]:
        base = draw_rows(rows, samples)
        pairs.append(paired(base, improved(base, samples), samples))
    draws = [
        {"trials": n, "chance": p, "chances": [float(x) for x in scipy.stats.binom.pmf(range(n + 1), n, p)]}
        for n, p in [(5, 0.3), (30, 0.2), (60, 0.5), (200, 0.9)]
    ]
    return {
        "wilson": wilson,
        "accuracy": accuracy,
        "passAt": passes,
        "binomialTest": binomial,
        "pairs": pairs,
        "draws": draws,
    }


if __name__ == "__main__":
    path = pathlib.Path(__file__).with_name("reference.json")
    path.write_text(json.dumps(cases(), indent=2) + "\n")
