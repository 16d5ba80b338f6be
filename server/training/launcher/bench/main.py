"""Measures what training spends on padding, on its loop, on its loss and on its start: python bench/main.py [PART…].

The machine's CPU, `tunix-rt/tiny` and the rows of `--rows NAME=FILE` (JSONL exports). Nothing is asserted.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LAUNCHER = Path(__file__).resolve().parent.parent
PARTS = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", default=["packing", "loop", "loss", "start"])
    parser.add_argument("--rows", action="append", default=[], help="NAME=FILE of a tunix_sft export")
    arguments = parser.parse_args()
    rows = dict(item.split("=", 1) for item in arguments.rows)
    print("| measured | value | beside |\n|---|---|---|")
    for part in arguments.parts:
        MEASURES[part](rows)


def tell(name: str, value: str, beside: str = "") -> None:
    print(f"| {name} | {value} | {beside} |", flush=True)


def measured(script: str, *arguments: object) -> dict[str, float]:
    """What a part prints last, in a process of its own: memory is measured by process, and JAX keeps what it compiled."""
    command = [sys.executable, str(PARTS / f"{script}.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def measure_packing(rows: dict[str, str]) -> None:
    for name, path in rows.items():
        found = {kind: measured("throughput", path, kind) for kind in ("padded", "buckets", "packed")}
        base = found["padded"]["tokens_per_second"]
        for kind, told in found.items():
            ratio = told["tokens_per_second"] / base
            tell(
                f"{name}, {kind}: useful tokens/s",
                f"{told['tokens_per_second']:,.0f} ({ratio:.1f} ×)",
                f"{told['fill']:.0%} real, {told['lengths']}",
            )


def measure_loop(rows: dict[str, str]) -> None:
    for name, path in list(rows.items())[:1]:
        told = measured("loop", path)
        tell(f"{name}: our loop, time a step", f"{told['ours']:.4f} s", f"PeftTrainer alone {told['bare']:.4f} s")
        tell("our loop beside PeftTrainer alone", f"{told['ratio']:.3f} ×", "median of turns")


def measure_loss(_rows: dict[str, str]) -> None:
    for vocabulary, length in ((32_768, 512), (262_144, 512)):
        found = {kind: measured("memory", kind, vocabulary, length) for kind in ("none", "tunix", "ours")}
        base = found["none"]["peak_bytes"]
        ours, tunix = (found[kind]["peak_bytes"] - base for kind in ("ours", "tunix"))
        tell(
            f"vocabulary {vocabulary:,}, 4 × {length} tokens: peak of a step",
            f"{ours / 2**20:,.0f} MiB",
            f"by one-hot vectors {tunix / 2**20:,.0f} MiB ({tunix / ours:.1f} ×); loss {found['ours']['loss']:.5f}, "
            f"{found['tunix']['loss']:.5f}",
        )


def measure_start(rows: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as cache:
        for kind in ("cold", "warm"):
            told = measured("start", next(iter(rows.values())), cache)
            seconds = ", ".join(f"{name} {taken:.1f}" for name, taken in told["seconds"].items())
            tell(f"start to first step, {kind}", f"{told['first_step_seconds']:.1f} s", seconds)


MEASURES = {"packing": measure_packing, "loop": measure_loop, "loss": measure_loss, "start": measure_start}

if __name__ == "__main__":
    main()
