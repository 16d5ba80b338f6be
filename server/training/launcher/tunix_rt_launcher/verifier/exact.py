"""Exact numbers: sums of rational multiples of square roots and powers of π, within bounds.

A number is a mapping from (radicand without square factors, power of π) to a Fraction that is not 0.
"""

import math
from collections.abc import Mapping
from fractions import Fraction

Exact = Mapping[tuple[int, int], Fraction]

MAX_DIGITS = 1000
MAX_BITS = 20_000
MAX_TERMS = 8
MAX_POWER_OF_SUM = 16
MAX_FACTORIAL = 2500
MAX_RADICAND = 10**15
MAX_ROOT = 64

RATIONAL = (1, 0)
PI: Exact = {(1, 1): Fraction(1)}


class NotExact(Exception):
    """The number has no form here."""


class TooLarge(Exception):
    """The number is beyond the bounds; the message names it."""


def from_rational(value: Fraction | int) -> Exact:
    return _checked({RATIONAL: Fraction(value)})


def as_rational(number: Exact) -> Fraction | None:
    if not number:
        return Fraction(0)
    return number[RATIONAL] if number.keys() == {RATIONAL} else None


def negate(number: Exact) -> Exact:
    return {key: -value for key, value in number.items()}


def add(left: Exact, right: Exact) -> Exact:
    total = dict(left)
    for key, value in right.items():
        total[key] = total.get(key, Fraction(0)) + value
    return _checked(total)


def multiply(left: Exact, right: Exact) -> Exact:
    if len(left) * len(right) > MAX_TERMS**2:
        raise TooLarge(f"a sum of more than {MAX_TERMS} terms")
    total: dict[tuple[int, int], Fraction] = {}
    for (radicand, power), value in left.items():
        for (other, more), factor in right.items():
            _check_bits(_bits(value) + _bits(factor))
            shared = math.gcd(radicand, other)
            key = (radicand * other // shared**2, power + more)
            total[key] = total.get(key, Fraction(0)) + value * factor * shared
    return _checked(total)


def divide(left: Exact, right: Exact) -> Exact:
    """Raises NotExact for a division by zero, or by more than two terms."""
    if len(right) == 2:
        (first, _), (second, value) = sorted(right.items())
        conjugate = {first: right[first], second: -value}
        left, right = multiply(left, conjugate), multiply(right, conjugate)
    if len(right) != 1:
        raise NotExact
    ((radicand, power), value) = next(iter(right.items()))
    return multiply(left, {(radicand, -power): 1 / (value * radicand)})


def raise_to(base: Exact, exponent: Exact) -> Exact:
    power = as_rational(exponent)
    if power is None or (not base and power <= 0):
        raise NotExact
    if power == Fraction(1, 2):
        return root(base, 2)
    if power.denominator != 1:
        raise NotExact
    rational = as_rational(base)
    if rational is None:
        return _raise_sum(base, int(power))
    if abs(rational) not in (0, 1):
        _check_bits(_bits(rational) * abs(power))
    else:
        power = power % 2 if rational else Fraction(1)
    return from_rational(rational ** int(power))


def root(number: Exact, degree: int) -> Exact:
    """Raises NotExact where the root of a rational number isn't a rational, or for squares a rational times a root."""
    value = as_rational(number)
    if value is None or not 2 <= degree <= MAX_ROOT or (value < 0 and degree % 2 == 0):
        raise NotExact
    if degree == 2:
        outside, radicand = _split_square(value.numerator * value.denominator)
        return _checked({(radicand, 0): Fraction(outside, value.denominator)})
    sign = -1 if value < 0 else 1
    return from_rational(
        Fraction(sign * _whole_root(abs(value.numerator), degree), _whole_root(value.denominator, degree))
    )


def factorial(number: Exact) -> Exact:
    value = as_rational(number)
    if value is None or value < 0 or value.denominator != 1:
        raise NotExact
    if value > MAX_FACTORIAL:
        raise TooLarge(f"a factorial above {MAX_FACTORIAL}!")
    return {RATIONAL: Fraction(math.factorial(int(value)))}


def _raise_sum(base: Exact, power: int) -> Exact:
    if abs(power) > MAX_POWER_OF_SUM:
        raise TooLarge(f"a power of a root above {MAX_POWER_OF_SUM}")
    total = from_rational(1)
    for _ in range(abs(power)):
        total = multiply(total, base)
    return total if power >= 0 else divide(from_rational(1), total)


def _split_square(number: int) -> tuple[int, int]:
    """(a, b) with a² · b = number and no square in b."""
    whole = math.isqrt(number)
    if whole * whole == number:
        return whole, 1
    if number > MAX_RADICAND:
        raise TooLarge(f"a root of more than {MAX_RADICAND:.0e}")
    outside, inside, rest, divisor = 1, 1, number, 2
    while divisor**3 <= rest:
        while rest % divisor**2 == 0:
            rest //= divisor**2
            outside *= divisor
        if rest % divisor == 0:
            rest //= divisor
            inside *= divisor
        divisor += 1
    # What is left has at most two prime factors.
    whole = math.isqrt(rest)
    return (outside * whole, inside) if whole * whole == rest else (outside, inside * rest)


def _whole_root(number: int, degree: int) -> int:
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    if low**degree != number:
        raise NotExact
    return low


def _checked(number: Mapping[tuple[int, int], Fraction]) -> Exact:
    kept = {key: value for key, value in number.items() if value}
    if len(kept) > MAX_TERMS:
        raise TooLarge(f"a sum of more than {MAX_TERMS} terms")
    for (radicand, power), value in kept.items():
        _check_bits(_bits(value))
        if radicand > MAX_RADICAND or abs(power) > MAX_ROOT:
            raise TooLarge(f"a root of more than {MAX_RADICAND:.0e}")
    return kept


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _check_bits(bits: Fraction | int) -> None:
    if bits > MAX_BITS:
        raise TooLarge(f"a number of more than {MAX_BITS * 3 // 10} digits")
