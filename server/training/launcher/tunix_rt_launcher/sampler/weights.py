"""The weights of a model and of its checkpoints, each read once."""

from typing import Any

import jax
from flax import nnx

from ..manifest import SamplerManifest
from ..start import restore_step


class Weights:
    """By step, 0 being the base. Checkpoints of adapters share the weights that they adapt."""

    def __init__(self, module: Any, manifest: SamplerManifest):
        self._module, self._manifest = module, manifest
        self._known = {0: _leaves(module)}

    def of(self, step: int) -> list[Any]:
        if step not in self._known:
            restore_step(self._module, self._manifest, self._manifest.start, step)
            self._known[step] = _leaves(self._module)
        return self._known[step]


def _leaves(module: Any) -> list[Any]:
    """Variables of their own, for those of the module are written over."""
    own = jax.tree.map(lambda values: values, nnx.variables(module))
    return jax.tree.leaves(own, is_leaf=lambda each: isinstance(each, nnx.Variable))
