"""All that a report says of itself, from visible text first, then the manifest, then the file name."""

from __future__ import annotations

from pipeline.facts.author import find_author
from pipeline.facts.heading import find_course, find_report_date, find_title
from pipeline.facts.homework import homework_from_pages, homework_numbers
from pipeline.facts.model_choice import choose_model
from pipeline.facts.witnesses import Outside
from pipeline.report import Facts, Layout

SURE = 6  # votes from which the visible text decides against a title that names another homework


def collect_facts(layouts: tuple[Layout, ...], manifest_title: str | None, file_name: str, removed: tuple[str, ...] = (), outside: Outside | None = None) -> Facts:
    """`layouts` are the report's pages in order; `file_name` is the PDF's name without its folder; `removed` are runs of
    print that somebody made unseen. They decide nothing, but may contradict the model that the rest names. `outside` tells who
    the author may be."""
    choice = choose_model(layouts, manifest_title, file_name, removed)
    seen, votes = homework_from_pages(layouts)
    told = [numbers[0] for numbers in map(homework_numbers, (manifest_title or "", file_name)) if numbers]
    homework = seen if seen is not None and (votes >= SURE or not told or seen in told) else told[0] if told else None
    model = choice.model
    return Facts(
        title=find_title(layouts) or manifest_title,
        course=find_course(layouts),
        homework=homework,
        report_date=find_report_date(layouts),
        model=model.label if model else None,
        model_family=model.family if model else None,
        model_version=model.version if model else None,
        model_tier=model.tier if model else None,
        model_mode=model.mode if model else None,
        model_raw=model.raw if model else None,
        model_source=choice.source,
        model_conflict=choice.conflict,
        author=find_author(layouts, outside or Outside(file_name=file_name, manifest_title=manifest_title or "")),
    )
