"""Facts of a report: visible text first, then the manifest, then the file name."""

from dataclasses import replace

from pipeline.facts.collect import collect_facts
from pipeline.report import Layout, Line


def _page(*texts: str, large: int = 1) -> tuple[Layout, ...]:
    lines = tuple(
        Line(1, text, text, (72, 60 + 20 * i, 72 + 6 * len(text), 70 + 20 * i), size=16.0 if i < large else 10.0) for i, text in enumerate(texts)
    )
    return (Layout(1, 612, 792, lines),)


def test_title_states_model_and_homework() -> None:
    facts = collect_facts(_page("Participation: Grok 4.1 on HW 7", "Ada Example", "December 3, 2025", *["words of the report go on"] * 9), None, "x.pdf")
    assert (facts.model, facts.homework, facts.report_date, facts.author) == ("Grok 4.1", 7, "2025-12-03", "Ada Example")
    assert facts.model_source == "visible text" and not facts.model_conflict


def test_author_is_named_beside_the_model() -> None:
    facts = collect_facts(_page("Special Participation A", "Ada Example with Claude Opus 4.5", *["words of the report go on"] * 9), None, "x.pdf")
    assert (facts.author, facts.model) == ("Ada Example", "Claude Opus 4.5")


def test_mentions_in_passing_yield_to_the_manifest() -> None:
    facts = collect_facts(_page("My report", "here I compare it with what Gemini said once", *["words go on"] * 9), "Participation: Kimi K2 on HW 4", "x.pdf")
    assert (facts.model_family, facts.model_source, facts.homework) == ("Kimi", "manifest", 4)


def test_sources_that_differ_are_a_conflict() -> None:
    facts = collect_facts(_page("Participation: Claude on HW 2", *["words go on"] * 9), "Participation: Gemini on HW 2", "x.pdf")
    assert facts.model_family == "Claude" and facts.model_conflict


def test_covered_text_decides_nothing_but_contradicts() -> None:
    pages = _page("Report", *["words of the report go on"] * 9)
    for removed in ("Model: Grok 4.1", "GROK"):
        facts = collect_facts(pages, None, "report_kimi_k2.pdf", (removed,))
        assert (facts.model_family, facts.model_source, facts.model_conflict) == ("Kimi", "file name", True)
    for removed in ("Model: Kimi K2", "we compared it with Grok last week"):
        assert not collect_facts(pages, None, "report_kimi_k2.pdf", (removed,)).model_conflict
    assert collect_facts(pages, None, "report.pdf", ("Model: Grok",)).model is None


def test_nothing_stated_stays_unstated() -> None:
    facts = collect_facts(_page("Report", *["words go on"] * 9), None, "report.pdf")
    assert (facts.model, facts.homework, facts.model_source) == (None, None, "none")


def test_a_short_form_of_the_titles_name_does_not_contradict_it() -> None:
    pages = _page("Report", "GPT", *["words go on", "GPT:"] * 4)
    facts = collect_facts(pages, "Participation: gpt-oss-120b on HW 4", "x.pdf")
    assert (facts.model_family, facts.model_version, facts.model_source, facts.model_conflict) == ("gpt-oss", "120b", "manifest", False)
    assert collect_facts(pages, "Participation: Gemini on HW 4", "x.pdf").model_conflict


def test_the_chat_program_greets_the_author() -> None:
    said = ["Ready when you are, Berta. Send the first one!", *["words of the report go on"] * 9]
    assert collect_facts(_page("Widgets", *said), None, "x.pdf").author == "Berta"
    assert collect_facts(_page("Widgets", "Hello Claude! Please help me.", "Hey there!", *["words go on"] * 9), None, "x.pdf").author is None


def test_a_digit_glued_to_the_name_of_one_of_several_files_is_no_version() -> None:
    pages = _page("Report", *["words go on"] * 9)
    assert collect_facts(pages, "Participation: Grok on HW 4", "hw4_grok2.pdf").model == "Grok"
    assert collect_facts(pages, "Participation: Grok on HW 4", "hw4_grok_4.1.pdf").model == "Grok 4.1"
    assert collect_facts(pages, None, "hw4_grok4.pdf").model == "Grok 4"


def test_a_bold_line_centred_below_the_title_is_the_author() -> None:
    def head(text: str, y: float, half: float, size: float) -> Line:
        return Line(1, text, text, (306 - half, y, 306 + half, y + size), size=size, bold=True)

    prose = _page(*["words of the report go on"] * 9, large=0)[0].lines
    title = head("Participation: Grok 4.1 on HW 7", 10, 120, 16.0)
    pages = (Layout(1, 612, 792, (title, head("Ada Example", 30, 40, 10.0), *prose)),)
    assert collect_facts(pages, None, "x.pdf").author == "Ada Example"
    aside = replace(head("Wheels Belts", 30, 40, 10.0), box=(72.0, 30.0, 152.0, 40.0))
    assert collect_facts((replace(pages[0], lines=(title, aside, *prose)),), None, "x.pdf").author is None
