"""Bundles to run, as the server makes them, and the launcher as a process of its own."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

LAUNCHER = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(LAUNCHER))

HAS_TUNIX = find_spec("tunix") is not None
NEED_NO_TUNIX = {
    "test_verifier",
    "test_verifier_command",
    "test_verifier_hostile",
    "test_verifier_properties",
    "test_verifier_second",
}


class WithoutTunix(pytest.Module):
    def collect(self) -> list[pytest.Item]:
        pytest.skip("google-tunix is not installed: pip install -r requirements.txt", allow_module_level=True)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    can_run = HAS_TUNIX or module_path.stem in NEED_NO_TUNIX
    return None if can_run else WithoutTunix.from_parent(parent, path=module_path)


@dataclass(frozen=True)
class Finished:
    code: int
    stdout: str
    stderr: str
    events: list[dict[str, Any]]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["kind"] == kind]

    def last(self) -> dict[str, Any]:
        return self.events[-1]

    def metrics(self) -> dict[tuple[str, int], float]:
        """What was measured, but for time."""
        told = self.of("metric")
        return {(event["name"], event["step"]): event["value"] for event in told if "second" not in event["name"]}


@dataclass(frozen=True)
class Bundle:
    """A run's folder."""

    folder: Path
    environment: dict[str, str]

    def run(self, cwd: Path | None = None, **environment: str) -> Finished:
        return self._finish(self._start(cwd, environment))

    def interrupt(self, line: str, number: signal.Signals, times: int = 1) -> Finished:
        """Runs until a line of stdout holds a text, then sends a signal."""
        process = self._start(None, {})
        seen = ""
        for text in process.stdout:
            seen += text
            if line in text:
                for _ in range(times):
                    process.send_signal(number)
                break
        finished = self._finish(process)
        return Finished(finished.code, seen + finished.stdout, finished.stderr, finished.events)

    def manifest(self) -> dict[str, Any]:
        # JSON, which is YAML too.
        return json.loads((self.folder / "manifest.yaml").read_text())

    def change(self, **sections: Any) -> None:
        manifest = self.manifest()
        for name, value in sections.items():
            manifest[name] = manifest.get(name, {}) | value if isinstance(value, dict) else value
        (self.folder / "manifest.yaml").write_text(json.dumps(manifest, indent=2))

    def steps(self) -> list[int]:
        return sorted(int(path.name) for path in (self.folder / "checkpoints").iterdir() if path.name.isdigit())

    def _start(self, cwd: Path | None, environment: dict[str, str]) -> subprocess.Popen[str]:
        command = [sys.executable, str(self.folder / "train.py"), "--config", "manifest.yaml"]
        return subprocess.Popen(
            command,
            cwd=cwd or self.folder,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _finish(self, process: subprocess.Popen[str]) -> Finished:
        stdout, stderr = process.communicate()
        path = self.folder / "events.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return Finished(process.returncode, stdout, stderr, [json.loads(line) for line in lines])


def render(prompt: str, answer: str) -> str:
    return f"<start_of_turn>user\n{prompt}<end_of_turn>\n<start_of_turn>model\n{answer}<end_of_turn>"


def row(number: int) -> dict[str, Any]:
    left, right = number % 40 + 2, number % 7 + 3
    answer = f"Reasoning:\n1. Add {left} and {right}.\n2. {left} + {right} = {left + right}\nAnswer: {left + right}"
    return {
        "id": f"trace-{number}",
        "prompts": render(f"What is {left} plus {right}?", answer),
        "final_answer": str(left + right),
        "metadata": {},
    }


def write_rows(path: Path, rows: list[dict[str, Any] | str]) -> None:
    """Writes rows as JSONL; a row that is a text is written as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
def make_bundle(tmp_path: Path, compiled: Path) -> Callable[..., Bundle]:
    """Makes bundles for tunix-rt/tiny with quick settings; sections given are merged into the manifest."""

    def make(name: str = "run", rows: list[dict[str, Any] | str] | None = None, **sections: Any) -> Bundle:
        folder = tmp_path / name
        dataset = folder / "datasets" / "sums-v1.jsonl"
        write_rows(dataset, [row(number) for number in range(50)] if rows is None else rows)
        manifest = {
            "version": "1.0",
            "runner": "tunix",
            "mode": "sft",
            "model": {"model_id": "tunix-rt/tiny"},
            "dataset": {"format": "tunix_sft", "path": "./datasets/sums-v1.jsonl"},
            "training": {
                "learning_rate": 5.0e-03,
                "num_epochs": 3,
                "batch_size": 4,
                "max_seq_length": 128,
            },
            "output": {"output_dir": "./output"},
            "data": {
                "sha256": hashlib.sha256(dataset.read_bytes()).hexdigest(),
                "digest": "0",
                "count": None,
            },
        }
        (folder / "manifest.yaml").write_text(json.dumps(manifest))
        shutil.copy(LAUNCHER / "train.py", folder)
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(LAUNCHER / "tunix_rt_launcher", folder / "tunix_rt_launcher", ignore=ignored)
        bundle = Bundle(folder, environment_of(compiled))
        bundle.change(**sections)
        return bundle

    return make


SUMS = 100


def sums(number: int) -> tuple[int, int, int]:
    left, right = number % 10, number // 10 % 10
    return left, right, left + right


def trained_row(number: int) -> dict[str, Any]:
    left, right, total = sums(number)
    return {
        "id": f"trace-{number}",
        "prompts": f"What is {left} plus {right}?",
        "trace_steps": [f"{left} + {right} = {total}"],
        "final_answer": str(total),
        "metadata": {},
    }


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Bundle:
    """Sums that `tunix-rt/tiny` has learned, with checkpoints at 60, 120 and 180."""
    return train(tmp_path_factory.mktemp("trained"), compiled)


@pytest.fixture(scope="session")
def adapted(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Bundle:
    """The same sums with LoRA, a few steps."""
    return train(tmp_path_factory.mktemp("adapted"), compiled, lora={"rank": 8, "alpha": 16.0}, max_steps=20)


def train(folder: Path, compiled: Path, **sections: Any) -> Bundle:
    write_rows(folder / "datasets" / "sums.jsonl", [trained_row(number) for number in range(SUMS)])
    manifest = {
        "version": "1.0",
        "runner": "tunix",
        "mode": "sft",
        "model": {"model_id": "tunix-rt/tiny"},
        "dataset": {"format": "trace", "path": "./datasets/sums.jsonl"},
        "training": {"learning_rate": 5.0e-03, "num_epochs": 18, "batch_size": 10, "max_seq_length": 128},
        "output": {"output_dir": "./output"},
        "optimizer": {"schedule": "cosine", "warmup_steps": 2},
        "checkpoints": {"every_steps": 60, "keep": 10},
    } | sections
    bundle = pack(folder, manifest, compiled)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    return bundle


def pack(folder: Path, manifest: dict[str, Any], compiled: Path) -> Bundle:
    """A run's folder with the launcher beside its manifest."""
    (folder / "manifest.yaml").write_text(json.dumps(manifest))
    shutil.copy(LAUNCHER / "train.py", folder)
    shutil.copytree(
        LAUNCHER / "tunix_rt_launcher", folder / "tunix_rt_launcher", ignore=shutil.ignore_patterns("__pycache__")
    )
    return Bundle(folder, environment_of(compiled))


def environment_of(compiled: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "JAX_PLATFORMS": "cpu",
        "JAX_COMPILATION_CACHE_DIR": str(compiled),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
        "HF_HUB_OFFLINE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@pytest.fixture
def exporting(tmp_path, compiled):
    def make(training, step, name="export", **export):
        from tunix_rt_launcher.start import start_digest

        folder = tmp_path / name
        before = training.manifest()
        shutil.copytree(training.folder / "checkpoints" / str(step), folder / "start" / "checkpoints" / str(step))
        shutil.copytree(training.folder / "tokenizer", folder / "start" / "tokenizer")
        manifest = {
            "version": "1.0",
            "runner": "tunix",
            "mode": "export",
            "model": before["model"],
            "start": {"run": "a-run", "steps": [step], "path": "./start", "digest": start_digest(folder / "start", [step])},
            "output": {"output_dir": "./output"},
            "export": export,
            "prompt": before.get("prompt", {}),
            "seed": before.get("seed", 0),
            "lora": before.get("lora"),
            "source": before.get("source", {}),
        }
        return pack(folder, manifest, compiled)

    return make
