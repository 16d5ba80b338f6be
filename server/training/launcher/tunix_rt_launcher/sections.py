"""Takes typed values out of a mapping, and says what is wrong with those that do not fit."""

import math
from dataclasses import dataclass, field
from typing import Any

REQUIRED = object()


class ManifestError(ValueError):
    """The manifest does not say what a run needs."""


@dataclass
class Section:
    """One mapping of the manifest, whose values are taken by name; `close` refuses what nobody took."""

    name: str
    values: dict[str, Any]
    taken: set[str] = field(default_factory=set)

    def section(self, key: str) -> "Section":
        value = self._take(key, {})
        return self._section(key, {} if value is None else value)

    def optional_section(self, key: str) -> "Section | None":
        value = self._take(key, None)
        return None if value is None else self._section(key, value)

    def text(
        self, key: str, default: Any = REQUIRED, choices: tuple[str, ...] = (), longest: float = math.inf
    ) -> Any:
        value = self._take(key, default)
        if value is None and default is None:
            return None
        if not isinstance(value, str) or not value:
            raise self._wrong(key, "a text", value)
        if choices and value not in choices:
            raise self._wrong(key, f"one of {', '.join(choices)}", value)
        if len(value) > longest:
            raise self._wrong(key, f"a text of at most {longest} characters", value)
        return value

    def boolean(self, key: str, default: Any = REQUIRED) -> Any:
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false", value)
        return value

    def integer(self, key: str, default: Any = REQUIRED, minimum: int = 0, maximum: float = math.inf) -> Any:
        value = self._take(key, default)
        if value is None and default is None:
            return None
        if type(value) is not int or not minimum <= value <= maximum:
            raise self._wrong(key, f"a whole number {_range(minimum, None, maximum)}", value)
        return value

    def number(
        self,
        key: str,
        default: Any = REQUIRED,
        minimum: float = 0,
        above: float | None = None,
        maximum: float = math.inf,
    ) -> Any:
        value = self._take(key, default)
        if value is None and default is None:
            return None
        try:
            # YAML 1.1 reads 2e-5, without a dot, as a text.
            number = float(value) if not isinstance(value, bool) else math.nan
        except (TypeError, ValueError):
            number = math.nan
        is_in_range = number > above if above is not None else number >= minimum
        if not math.isfinite(number) or not is_in_range or number > maximum:
            raise self._wrong(key, f"a number {_range(minimum, above, maximum)}", value)
        return number

    def items(
        self, key: str, kind: type, default: Any, minimum: float = -math.inf, maximum: float = math.inf
    ) -> tuple[Any, ...]:
        value = self._take(key, default)
        if not isinstance(value, list) or not value or not all(type(item) is kind for item in value):
            raise self._wrong(key, f"a list of {'whole numbers' if kind is int else 'texts'}", value)
        if kind is int and not all(minimum <= item <= maximum for item in value):
            raise self._wrong(key, f"a list of whole numbers {_range(minimum, None, maximum)}", value)
        return tuple(value)

    def close(self) -> None:
        unknown = [key for key in self.values if key not in self.taken]
        if unknown:
            raise ManifestError(
                f"Unknown key `{self._path(unknown[0])}` in the manifest; "
                f"here it may hold {', '.join(sorted(self.taken))}."
            )

    def _take(self, key: str, default: Any) -> Any:
        self.taken.add(key)
        value = self.values.get(key, default)
        if value is REQUIRED:
            raise ManifestError(f"Expected `{self._path(key)}` in the manifest, found nothing: add it.")
        return value

    def _section(self, key: str, value: Any) -> "Section":
        if not isinstance(value, dict):
            raise self._wrong(key, "a mapping", value)
        return Section(self._path(key), value)

    def _path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else str(key)

    def _wrong(self, key: str, expected: str, value: Any) -> ManifestError:
        return ManifestError(f"Expected `{self._path(key)}` to be {expected}, got {value!r}.")


def _range(minimum: float, above: float | None, maximum: float) -> str:
    least = f"of at least {minimum:,}" if above is None else f"above {above:,}"
    return least if maximum == math.inf else f"{least} and at most {maximum:,}"
