"""Words that every chart's key shares, as safe HTML."""

from html import escape

from analysis.results import HIGHER, LOWER, TOO_FEW, Result, SharedResult
from analysis.text import listed, percent

NOT_THE_SAME = (
    "“No clear difference” does not mean the same: with this few pupils a real difference could be missed."
)


def own_mark(result: Result) -> str:
    """The sentence for dot and line, with the first shown row's range spelled out."""
    row = next((row for row in result.shown_rows if row.has_share and row.count), None)
    if row is None:
        return ""
    low, high = row.range
    counted = "rounded count" if isinstance(result, SharedResult) else "count"
    return (
        '<p><span class="mark ours" aria-hidden="true">●</span> our school. On the pale line, any underlying rate from '
        f"{percent(low)} to {percent(high)} fits our {counted} for “{escape(row.label)}”.</p>"
    )


def dots_key(result: Result) -> str:
    """The sentences for dots and diamonds, or for the bars that stand there where only numbers of pupils are known."""
    if result.counts_only:
        return "<p>Each bar is a number of pupils. England's figures are shares of all pupils, so none stands here.</p>"
    return own_mark(result) + comparison_key(result)


def comparison_key(result: Result, mark: str = "◇") -> str:
    """The sentence for the diamond (or another mark): what it is, its year, and how it was worked out; or that no figure is held."""
    compared = {row.comparison.words: row.comparison for row in (*result.shown_rows, result.whole) if row.comparison}
    if not compared:
        return "<p>No England figure is shown here.</p>"
    alike: dict[tuple[str, str, bool], list[str]] = {}  # the same schools in several years share one mark
    for words, one in compared.items():
        alike.setdefault((words.rsplit(", ", 1)[0], one.note, one.older), []).append(one.year)
    sentences = []
    for (whose, note, older), years in alike.items():
        kind = "older" if older else "compared"
        newest = f"{years[0]}, the newest figure held" if len(years) == 1 else f"the newest figures held ({listed(sorted(years))})"
        sentences.append(f'<p><span class="mark {kind}" aria-hidden="true">{mark}</span> {escape(whose)}, {newest}. {escape(note)}</p>')
        if older:
            sentences.append("<p>This figure is too old to judge by, so no word stands beside it.</p>")
    return "".join(sentences)


def chances(result: Result) -> str:
    """How many comparisons there are, and how many would be marked if nothing differed; "" where nothing is compared."""
    judged = [row for row in result.judged_rows if row.verdict not in (TOO_FEW, "")]
    if not judged:
        return ""
    marked = sum(row.verdict in (HIGHER, LOWER) for row in judged)
    by_chance = sum(row.chance_of_a_mark for row in judged)
    expected = "fewer than 1" if by_chance < 1 else f"about {by_chance:.0f}"
    compared = "1 comparison" if len(judged) == 1 else f"{len(judged)} comparisons"
    return f"<p>{compared}, {marked} marked. If nothing differed, {expected} would be marked by chance. {NOT_THE_SAME}</p>"
