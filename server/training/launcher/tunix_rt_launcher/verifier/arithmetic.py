r"""Arithmetic as it is written by hand or in LaTeX: 2 1/2, \frac{1}{2}, 3\sqrt{2}, 2^{10}, 6.02 * 10^23."""

import re
from dataclasses import dataclass
from fractions import Fraction

from . import exact
from .exact import Exact, NotExact, TooLarge
from .literals import LITERAL, read_literal

TOKEN = re.compile(r"\\(?:frac|sqrt|overline)|sqrt|\\?pi(?![a-z])|π|[-+*/^!(){}\[\]]")
CLOSING = {"(": ")", "{": "}"}
MAX_DEPTH = 40
MAX_TOKENS = 400
MAX_OPERATIONS = 100


@dataclass(frozen=True)
class Calculated:
    """`is_carried_out` is false for a sum or product left to do, as 6*7; a fraction, a power or 2*10^3 is a result."""

    number: Exact
    is_carried_out: bool


@dataclass(frozen=True)
class Token:
    text: str
    value: Fraction | None
    is_integer: bool
    is_apart: bool


def calculate(text: str) -> Calculated | None:
    """The value of a text that is arithmetic and nothing else. Raises TooLarge beyond the bounds."""
    tokens = _tokenise(text)
    if not tokens:
        return None
    reader = _Reader(tokens)
    try:
        number = reader.sum(0)
    except NotExact:
        return None
    return Calculated(number, not reader.has_work_left) if reader.at == len(tokens) else None


def _tokenise(text: str) -> list[Token] | None:
    tokens, at, is_apart = [], 0, False
    while at < len(text):
        if text[at].isspace():
            at, is_apart = at + 1, True
            continue
        literal = LITERAL.match(text, at)
        found = literal or TOKEN.match(text, at)
        if not found or len(tokens) >= MAX_TOKENS:
            return None
        value = read_literal(literal) if literal else None
        tokens.append(Token(found[0], value, found[0].isdigit(), is_apart))
        at, is_apart = found.end(), False
    return tokens


class _Reader:
    """Reads tokens by recursive descent."""

    def __init__(self, tokens: list[Token]):
        self.tokens, self.at, self.has_work_left, self.operations = tokens, 0, False, 0

    def sum(self, depth: int) -> Exact:
        if depth > MAX_DEPTH:
            raise TooLarge(f"brackets nested more than {MAX_DEPTH} deep")
        total = self._product(depth)
        while (sign := self._peek()) in ("+", "-"):
            self.at += 1
            term = self._product(depth)
            self._operate(exact.as_rational(total) is not None and exact.as_rational(term) is not None)
            total = exact.add(total, term if sign == "+" else exact.negate(term))
        return total

    def _product(self, depth: int) -> Exact:
        total, start = self._signed(depth), self.at
        is_plain = self._is_literal(start - 1)
        while (operator := self._peek()) is not None and operator not in (*"+-)}]", ","):
            has_operator = operator in ("*", "/")
            if not has_operator and self._is_number_ahead():
                raise NotExact
            self.at += has_operator
            start = self.at
            factor = self._signed(depth) if has_operator else self._power(depth)
            is_work = exact.as_rational(total) is not None and exact.as_rational(factor) is not None
            is_ten = operator == "*" and is_plain and self._is_power_of_ten(start)
            self._operate(is_work and not is_ten and not (operator == "/" and is_plain))
            total = exact.divide(total, factor) if operator == "/" else exact.multiply(total, factor)
            is_plain = False
        return total

    def _signed(self, depth: int) -> Exact:
        sign = 1
        while self._peek() in ("+", "-"):
            sign = -sign if self._peek() == "-" else sign
            self.at += 1
            if self.at >= len(self.tokens):
                raise NotExact
        number = self._power(depth)
        return exact.negate(number) if sign < 0 else number

    def _power(self, depth: int) -> Exact:
        if depth > MAX_DEPTH:
            raise TooLarge(f"brackets nested more than {MAX_DEPTH} deep")
        base = self._primary(depth)
        while self._peek() == "!":
            self.at += 1
            base = exact.factorial(base)
        if self._peek() == "^":
            self.at += 1
            sign = -1 if self._peek() == "-" else 1
            self.at += sign < 0
            exponent = self._power(depth + 1)
            self._operate(False)
            return exact.raise_to(base, exact.negate(exponent) if sign < 0 else exponent)
        return base

    def _primary(self, depth: int) -> Exact:
        token = self._next()
        if token.value is not None:
            return exact.from_rational(self._with_repetend(token) + self._mixed_part(token))
        if token.text in CLOSING:
            number = self.sum(depth + 1)
            self._expect(CLOSING[token.text])
            return number
        if token.text == "\\frac":
            numerator = self._argument(depth)
            return exact.divide(numerator, self._argument(depth))
        if token.text.endswith("sqrt"):
            return exact.root(*self._root_arguments(depth))
        if token.text.endswith(("pi", "π")):
            return exact.PI
        raise NotExact

    def _root_arguments(self, depth: int) -> tuple[Exact, int]:
        degree = 2
        if self._peek() == "[":
            self.at += 1
            given = exact.as_rational(self.sum(depth + 1))
            self._expect("]")
            if given is None or given.denominator != 1:
                raise NotExact
            degree = int(given)
        return self._argument(depth), degree

    def _argument(self, depth: int) -> Exact:
        r"""What a LaTeX command takes: a group, or one token; of digits alone the first, as in \frac12."""
        token = self._next()
        if token.text in CLOSING:
            self.at -= 1
            return self._primary(depth + 1)
        if token.is_integer:
            if len(token.text) > 1 and self.tokens[self.at - 2].text == "\\frac":
                self.at -= 1
                self.tokens[self.at] = Token(token.text[1:], Fraction(token.text[1:]), True, False)
                return exact.from_rational(int(token.text[0]))
            return exact.from_rational(token.value or 0)
        self.at -= 1
        if depth > MAX_DEPTH:
            raise TooLarge(f"brackets nested more than {MAX_DEPTH} deep")
        return self._primary(depth + 1)

    def _mixed_part(self, whole: Token) -> Fraction:
        r"""The 1/2 of 2 1/2 or 2\frac{1}{2}, or 0."""
        ahead = [token.text for token in self.tokens[self.at : self.at + 7]]
        if not whole.is_integer or len(ahead) < 3:
            return Fraction(0)
        if ahead[0].isdigit() and ahead[1] == "/" and ahead[2].isdigit():
            numerator, denominator, length = ahead[0], ahead[2], 3
        elif ahead[0] == "\\frac" and ahead[1].isdigit() and len(ahead[1]) == 2:
            numerator, denominator, length = ahead[1][0], ahead[1][1], 2
        elif ahead[0] == "\\frac" and [ahead[at] for at in (1, 3, 4, 6) if at < len(ahead)] == ["{", "}", "{", "}"]:
            numerator, denominator, length = ahead[2], ahead[5], 7
        else:
            return Fraction(0)
        if not (numerator.isdigit() and denominator.isdigit()):
            return Fraction(0)
        if int(numerator) >= int(denominator):
            raise NotExact
        self.at += length
        return Fraction(int(numerator), int(denominator))

    def _with_repetend(self, token: Token) -> Fraction:
        r"""The 3 of 0.\overline{3} goes on for ever."""
        value = token.value or Fraction(0)
        ahead = [token.text for token in self.tokens[self.at : self.at + 4]]
        if len(ahead) < 4 or ahead[0] != "\\overline" or ahead[1] != "{" or ahead[3] != "}" or not ahead[2].isdigit():
            return value
        self.at += 4
        places = len(token.text.partition(".")[2])
        return value + Fraction(int(ahead[2]), (10 ** len(ahead[2]) - 1) * 10**places)

    def _operate(self, leaves_work: bool) -> None:
        self.operations += 1
        if self.operations > MAX_OPERATIONS:
            raise TooLarge(f"more than {MAX_OPERATIONS} operations")
        self.has_work_left |= leaves_work

    def _is_power_of_ten(self, start: int) -> bool:
        return self.tokens[start].text == "10" and (start + 1 == self.at or self.tokens[start + 1].text == "^")

    def _is_literal(self, at: int) -> bool:
        return self.tokens[at].value is not None or self.tokens[at].text in ")}"

    def _is_number_ahead(self) -> bool:
        return self.tokens[self.at].value is not None

    def _peek(self) -> str | None:
        return self.tokens[self.at].text if self.at < len(self.tokens) else None

    def _next(self) -> Token:
        if self.at >= len(self.tokens):
            raise NotExact
        self.at += 1
        return self.tokens[self.at - 1]

    def _expect(self, text: str) -> None:
        if self._next().text != text:
            raise NotExact
