"""Texts without their dress: LaTeX, Markdown and Unicode brought to one plain notation, case and words kept."""

import re
import unicodedata

from .boxes import last_boxed

MONEY = "\ue000"
FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5"}
FRACTIONS |= {"⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("−–—‒‑－‐", "-"),
        **dict.fromkeys("×·∗⋅✕", "*"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‛ʼ", "'"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
        "÷": "/",
        "⁄": "/",
        "∕": "/",
        "º": "°",
        "√": "\\sqrt ",
        "：": ":",
    }
)
COMMANDS = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "pm": "±", "le": "≤", "leq": "≤", "leqslant": "≤"}
COMMANDS |= {"ge": "≥", "geq": "≥", "geqslant": "≥", "lt": "<", "gt": ">", "ne": "≠", "neq": "≠", "infty": "∞"}
COMMANDS |= {"cup": "∪", "in": "∈", "pi": "π", "approx": "≈", "degree": "°", "circ": "°", "euro": "€", "pounds": "£"}
COMMANDS |= {"dfrac": "\\frac", "tfrac": "\\frac", "cfrac": "\\frac", "lbrace": "{", "rbrace": "}", "colon": ":"}
COMMANDS |= dict.fromkeys("left right big Big bigl bigr Bigl Bigr displaystyle textstyle limits".split(), "")
COMMANDS |= dict.fromkeys("quad qquad thinspace medspace thickspace space".split(), " ")
TEXTS = re.compile(
    r"\\(?:text(?:bf|it|rm|tt|sf|normal)?|math(?:rm|bf|it|sf|tt|bb|cal)|mbox|hbox|operatorname|bold|bm|emph|unit)"
    r"\s?\{([^{}]*)\}"
)
MAX_DRESSED = 20_000
LEAD = re.compile(
    r"(?:(?:so|thus|hence|therefore),? )?(?:(?:the|my) )?(?:final |correct )?answer(?: is(?: that)?:?|:| =) ?",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """The text on one line in plain notation. Money's `$` becomes MONEY; grouping and set braces stay as they are.

    Beyond MAX_DRESSED characters only the spaces are plain.
    """
    if len(text) > MAX_DRESSED:
        return " ".join(text.split())
    text = re.sub(r"</?answer>", " ", text, flags=re.IGNORECASE)
    if "\\boxed" in text or "\\fbox" in text:
        text = last_boxed(text) or text
    text = _unicode(_latex(_markdown(text)))
    text = " ".join(text.split())
    return _bare(LEAD.sub("", _bare(text), count=1))


def folded(text: str) -> str:
    """Of plain text, what is compared as text: without case, spaces around signs, and the leading article."""
    text = re.sub(r"^the (?=.)", "", text.casefold())
    if len(text) > MAX_DRESSED:
        return text
    text = re.sub(r" ?([-+*/^=:<>≤≥(){}\[\]]) ?", r"\1", text)
    single = re.fullmatch(r"\((\w)\)|(\w)\)", text)
    return (single[1] or single[2]) if single else text


def _markdown(text: str) -> str:
    text = re.sub(r"```\w{0,12}|`", " ", text)
    return re.sub(r"(?<![\w)}])(?:\*\*|__)|(?:\*\*|__)(?![\w({\\-])", "", text).replace("**", "^")


def _latex(text: str) -> str:
    text = text.replace("\\$", MONEY).replace("{,}", ",").replace("\\!", "")
    for _ in range(5):
        text, count = TEXTS.subn(r" \1 ", text)
        if not count:
            break
    text = re.sub(r"\\(?:[,;: ]|\\)|~", " ", text)
    text = re.sub(r"\\[()\[\]]", " ", text)
    text = re.sub(r"\\([%#&_{}])", r"\1", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda found: COMMANDS.get(found[1], found[0]), text)
    text = re.sub(r"\^ ?(?:\{ ?° ?\}|°)", "°", text)
    # Two dollars enclose mathematics, unless another amount follows the second.
    text = re.sub(r"\$\$?([^$]+?)\$\$?(?!\d)", r"\1", text)
    return text.replace("$", MONEY)


def _unicode(text: str) -> str:
    for sign, value in FRACTIONS.items():
        text = text.replace(sign, f" {value}") if sign in text else text
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda found: f"^{found[0].translate(SUPERSCRIPTS)}", text)
    return unicodedata.normalize("NFKC", text.translate(CHARACTERS)).translate(CHARACTERS)


def _bare(text: str) -> str:
    """Without what stands around an answer: quotes, stars, and the point at its end."""
    before = None
    while text != before:
        before = text
        text = text.strip().strip("\"'*").strip()
        text = re.sub(r"(?<=[^\W\d])!+$", "", text.rstrip(".,;:?"))
        text = re.sub(r"^_([^_]+)_$", r"\1", text)
    return text
