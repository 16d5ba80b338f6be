"""Says whether Tunix can train here.

Prints one line of JSON: `{"version", "devices", "device_problem", "models"}`, or `{"unavailable": reason}`.
"""

import json
import os
import re
import threading
import traceback
from importlib import import_module, metadata, util

MINIMUM_VERSION = "0.1.7"
DEVICE_SECONDS = 20


def main():
    # What the imported libraries print must not end up in the answer.
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    json.dump(probe(), answer)
    answer.close()
    # A device that never answers must not keep the process.
    os._exit(0)


def probe():
    try:
        version = metadata.version("google-tunix")
    except metadata.PackageNotFoundError:
        return {"unavailable": without_distribution()}
    if release(version) < release(MINIMUM_VERSION):
        problem = f"google-tunix {version} is too old, {MINIMUM_VERSION} or newer is needed"
        return {"unavailable": problem}
    try:
        import tunix
    except Exception as error:
        return {"unavailable": f"google-tunix {version} can't be imported ({describe(error)})"}
    if getattr(tunix, "__file__", None) is None:
        return {"unavailable": "a folder named tunix hides the google-tunix package"}
    devices, problem = list_devices()
    return {"version": version, "devices": devices, "device_problem": problem, "models": list_models()}


def without_distribution():
    if util.find_spec("tunix") is None:
        return "google-tunix is not installed"
    return "a tunix is on the path, but the google-tunix distribution is not installed"


def release(version):
    numbers = re.match(r"(?:\d+!)?(\d+(?:\.\d+)*)", version)
    return [int(number) for number in numbers.group(1).split(".")] if numbers else []


def list_devices():
    """An accelerator in use may fail or wait without end: that does not make Tunix unavailable."""
    # By default jax would take most of a GPU's memory, which a running training may need.
    os.environ["XLA_PYTHON_CLIENT_PREALLOCATE"] = "false"
    found = []
    problems = []

    def ask():
        try:
            import jax

            found.extend(str(device) for device in jax.devices())
        except Exception as error:
            problems.append(describe(error))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(DEVICE_SECONDS)
    if asking.is_alive():
        return [], f"jax did not list them within {DEVICE_SECONDS} s"
    return found, problems[0] if problems else None


def list_models():
    """Families by the prefix of a model's name, and configurations; None where this Tunix keeps them elsewhere."""
    try:
        from tunix.models import naming

        families = naming._HF_MODEL_FAMILY_INFO_MAPPING
        categories = {info.config_category for info in families.values()}
        configs = [import_module(f"tunix.models.{category}.model").ModelConfig for category in sorted(categories)]
        starts = tuple(f"{info.family}_" for info in families.values())
        return {
            "families": {prefix: info.family for prefix, info in families.items()},
            "configurations": [name for config in configs for name in dir(config) if name.startswith(starts)],
        }
    except Exception:
        return None


def describe(error):
    return traceback.format_exception_only(type(error), error)[-1].strip()


if __name__ == "__main__":
    main()
