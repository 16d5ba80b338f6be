import random
from collections.abc import Iterator
from fractions import Fraction

from tunix_rt_launcher.verifier.verify import verify

SEED = 20261125


def spellings(number: int) -> list[str]:
    size = abs(number)
    sign = "-" if number < 0 else ""
    grouped = f"{size:,}"
    return [
        f"{number}",
        f"{number}.0",
        f"+{size}.00" if number >= 0 else f"−{size}.00",
        f"{sign}{grouped}",
        f"{sign}{grouped.replace(',', ' ')}",
        f"{sign}{grouped.replace(',', '{,}')}",
        f"{2 * number}/2",
        f"\\frac{{{3 * number}}}{{3}}",
        f"${number}$",
        f"**{number}**",
        f"\\boxed{{{number}}}",
        f"{sign}{size}e0",
        f"{sign}\\sqrt{{{size * size}}}",
        f"x = {number}",
    ]


def numbers(count: int) -> Iterator[int]:
    source = random.Random(SEED)
    for _ in range(count):
        yield source.randint(-(10 ** source.randint(1, 12)), 10 ** source.randint(1, 12))


def test_a_number_is_itself_in_every_spelling():
    wrong = [
        (one, other)
        for number in numbers(60)
        for one in spellings(number)
        for other in spellings(number)
        if verify(f"Answer: {one}", other).outcome != "correct"
    ]
    assert wrong == []


def test_a_number_is_no_other_in_any_spelling():
    source = random.Random(SEED)
    wrong = []
    for number in numbers(60):
        others = {number + 1, number - 1, -number, number * 10, number * 1000, number // 10, number + 10**6}
        for other in others - {number}:
            for one in spellings(number):
                spelling = source.choice(spellings(other))
                if verify(f"Answer: {one}", spelling).outcome != "wrong":
                    wrong.append((one, spelling))
    assert wrong == []


def test_a_fraction_is_its_decimals_only_where_they_are_exact():
    source = random.Random(SEED)
    for _ in range(500):
        value = Fraction(source.randint(-9999, 9999), source.randint(1, 400))
        exact = Fraction(f"{float(value):.6f}")
        outcome = verify(f"Answer: {float(value):.6f}", f"{value.numerator}/{value.denominator}").outcome
        assert outcome == ("correct" if exact == value else "wrong"), value


def test_two_answers_are_never_one():
    source = random.Random(SEED)
    for number in numbers(100):
        other = number + source.randint(1, 1000)
        for joined in (
            "{} or {}",
            "{}, {}",
            "{} and {}",
            "{}; {}",
            "{} / {} / 1",
            "{} (or {})",
            "{} = {}",
            "{}\\quad {}",
        ):
            for pair in ((number, other), (other, number)):
                text = joined.format(*pair)
                assert verify(f"Answer: {text}", str(number)).outcome == "wrong", text
                assert verify(f"\\boxed{{{text}}}", str(number)).outcome == "wrong", text


def test_words_mean_their_number():
    tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    ones = "zero one two three four five six seven eight nine".split()
    for number in range(20, 100):
        ten, one = divmod(number, 10)
        word = f"{tens[ten]}-{ones[one]}" if one else tens[ten]
        for text, value in (
            (word, number),
            (f"three hundred and {word}", 300 + number),
            (f"{word} thousand two hundred", number * 1000 + 200),
            (f"{word} million", number * 10**6),
        ):
            assert verify(f"Answer: {text}", str(value)).outcome == "correct", text
            assert verify(f"Answer: {text}", str(value + 1)).outcome == "wrong", text


def test_a_list_keeps_its_order_and_a_set_does_not():
    source = random.Random(SEED)
    for _ in range(50):
        items = [str(item) for item in source.sample(range(-999, 999), source.randint(2, 6))]
        turned = items[::-1]
        assert verify(f"Answer: {', '.join(turned)}", "{" + ",".join(items) + "}").outcome == "correct"
        assert verify(f"Answer: ({','.join(items)})", f"({', '.join(items)})").outcome == "correct"
        assert verify(f"Answer: ({', '.join(turned)})", f"({', '.join(items)})").outcome == "wrong"
