"""Authors' names leave the text; scientists, models and everyday words stay."""

from __future__ import annotations

import pytest

from pipeline.tables.names import name_words, without_names


@pytest.mark.parametrize(
    ("author", "text", "left"),
    [
        ("Ada Example", "Ada Example, adaexample and ada_example99", "[name] and [name]"),
        ("Ada Example", "Example, Ada; ADA EXAMPLE; A. Example", "[name]; [name]; [name]"),
        ("Ada Example", "Ada said it, and so did Example", "[name] said it, and so did [name]"),
        ("Ada Example", "an example of Ada", "an example of Ada"),
        ("Émile Øster", "Emile Oster (SID 3012345678)", "[name] (SID [id])"),
        ("Ada van der Muster", "Ada van der Muster wrote", "[name] wrote"),
        ("Anne-Marie O’Muster", "Anne-Marie O'Muster says", "[name] says"),
        ("Ada Muster and Bob Sample", "Ada Muster, Bob Sample", "[name]"),
        ("Rosina Sample", "Rosima Sample and Kimi chat", "[name] and Kimi chat"),
        ("Rosina Sample", "Rosima alone, Simple things", "Rosima alone, Simple things"),
        ("Bo Li", "Bo Li said bo li", "[name] said bo li"),
        ("Berta", "BERTA's Report; berta", "[name]'s Report; [name]"),
        ("李例子", "我是李例子。", "我是[name]。"),
        ("이 예시", "이예시 and 이 예시", "[name] and [name]"),
        ("Claude Example", "Claude by Anthropic", "Claude by Anthropic"),
        ("Adam Muster", "Adam with the Muster chart; Adam Muster wrote", "Adam with the Muster chart; [name] wrote"),
        ("Adam", "Adam: a better step. Newton's step.", "Adam: a better step. Newton's step."),
        ("Max Li", "Max pooling by Max Li", "Max pooling by [name]"),
        ("Will Young", "will young people; Will Young", "will young people; [name]"),
        (None, "Ada Example, ada@example.edu", "Ada Example, [email]"),
    ],
)
def test_a_name_leaves_and_content_stays(author: str | None, text: str, left: str) -> None:
    assert without_names(text, name_words(author)) == left


@pytest.mark.parametrize("text", ["Hi Ada, here it is.", "Ada: please solve it", "Ada's Special Participation", "Written by Ada.", "Name: Ada", "Ada and Kimi chat", "Ada"])
def test_one_word_of_the_name_leaves_where_it_means_the_person(text: str) -> None:
    assert without_names(text, name_words("Ada Muster")) == text.replace("Ada", "[name]")


@pytest.mark.parametrize("text", ["the Ada lemma", "Muster et al. show", "by Muster [3]", "adamant", "Hi Bob,"])
def test_one_word_of_the_name_stays_elsewhere(text: str) -> None:
    assert without_names(text, name_words("Ada Muster")) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("see github.com/amuster/x", "see github.com/[name]/x"),
        ("https://github.com/ada-muster99", "https://github.com/[name]"),
        ("admuster.github.io", "[name].github.io"),
        ("https://github.com/zebra77/participation-a", "https://github.com/[name]/participation-a"),
        ("https://github.com/zebra77/nets", "https://github.com/zebra77/nets"),
        ("https://github.com/EECS99-Course/hw3", "https://github.com/EECS99-Course/hw3"),
    ],
)
def test_accounts(text: str, left: str) -> None:
    assert without_names(text, name_words("Ada Muster")) == left


def test_a_files_name_keeps_no_word_of_the_name() -> None:
    assert without_names("ada_hw3 3012345678", name_words("Ada Muster"), path=True) == "[name]_hw3 [id]"
    assert without_names("hw3-musterada", name_words("Ada Muster"), path=True) == "hw3-[name]"
