"""What was measured, as Markdown that also reads well in a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev

from bot.domain.measures import Row
from tests.benchmarks.matching.measuring import GENERIC_SLANG, OUR_SLANG, Cost, Measured, Quality
from tests.benchmarks.matching.peers import OURS, Entrant

BINS = 10
BAR = 30
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A matcher without figures, and why."""

    name: str
    why: str


Result = Measured | Unmeasured


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with aligned columns."""
    lines = [[*head], *([*row] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(
        "| "
        + " | ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in (lines[0], rule, *lines[1:])
    )


def quality_table(results: Sequence[Result], test: str) -> str:
    """How well one test was understood; the last column holds each against ours."""
    head = ["matcher", "rows", "acc@1", "acc@3", "group", "AUROC", "cov95", "ECE"]
    head += [OUR_SLANG, "loss", GENERIC_SLANG, "loss", "acc@1 - ours"]
    ours = ours_of(results)
    rows = [
        [
            of.entrant.name,
            *_quality_cells(of.entrant, of.quality[test]),
            _gap(of.rows[test], ours.rows[test]) if ours and of is not ours else NOTHING,
        ]
        for of in results
        if isinstance(of, Measured)
    ]
    return table(head, rows)


def ours_of(results: Sequence[Result]) -> Measured | None:
    """Our own figures, where there are any."""
    measured = (of for of in results if isinstance(of, Measured))
    return next((of for of in measured if of.entrant is OURS), None)


def _gap(theirs: Sequence[Row], ours: Sequence[Row]) -> str:
    """Points of accuracy on the rows that both ranked, with twice the standard error."""
    pairs = zip(theirs, ours, strict=False)
    gaps = [100 * (their.is_right - our.is_right) for their, our in pairs if not our.is_outside]
    if len(gaps) < 2:
        return NOTHING
    return f"{mean(gaps):+.1f} ±{2 * stdev(gaps) / len(gaps) ** 0.5:.1f}"


def _quality_cells(entrant: Entrant, quality: Quality) -> list[str]:
    found = quality.found
    calibration = None if entrant.scale == "open" else found["calibration_error"]
    cells = [str(quality.rows), _share(found["accuracy"]), _share(found["accuracy_at_3"])]
    cells += [_share(quality.group_accuracy), _share(found["oos_auroc"])]
    cells += [_share(found["coverage_at_95_precision"]), _share(calibration)]
    for kind in (OUR_SLANG, GENERIC_SLANG):
        cells += [_share(quality.noisy.get(kind)), _points(quality.lost.get(kind))]
    return cells


def cost_table(results: Sequence[Result], sizes: Mapping[str, float]) -> str:
    """What each took, and how many times ours that is."""
    head = ["matcher", "p50 ms", "p99 ms", "fit s", "load s", "import s", "peak MB", "serving MB"]
    head += ["installed MB", "p50 x", "p99 x", "fit x", "serving x", "installed x"]
    ours = ours_of(results)
    rows, reasons = [], [""]
    for of in results:
        if isinstance(of, Unmeasured):
            # Below the table: a long reason would widen its first column.
            reasons.append(f"- {of.name}: {of.why}")
            continue
        size = sizes[of.entrant.name]
        cells = [of.entrant.name, *_cost_cells(of.cost), f"{size:.0f}"]
        if ours and of is not ours:
            cells += [*_ratios(of.cost, ours.cost), _times(size, sizes[OURS.name])]
        rows.append([*cells, *["1"] * (len(head) - len(cells))])
    return "\n".join([table(head, rows), *(reasons if reasons[1:] else [])])


def _cost_cells(cost: Cost) -> list[str]:
    times = [f"{cost.p50_ms:.3f}", f"{cost.p99_ms:.3f}", f"{cost.fit_seconds:.2f}"]
    times += [f"{cost.load_seconds:.3f}", f"{cost.import_seconds:.2f}"]
    return [*times, f"{cost.peak_mb:.0f}", f"{cost.serving_mb:.0f}"]


def _ratios(theirs: Cost, ours: Cost) -> list[str]:
    return [
        _times(theirs.p50_ms, ours.p50_ms),
        _times(theirs.p99_ms, ours.p99_ms),
        _times(theirs.fit_seconds, ours.fit_seconds),
        _times(theirs.serving_mb, ours.serving_mb),
    ]


def growth_table(runs: Mapping[int, Sequence[Result]]) -> str:
    """Latency, learning and memory by the size of the base."""
    head = ["matcher"]
    for name in ("p50 ms", "p99 ms", "fit s", "peak MB", "serving MB"):
        head += [f"{name}, {size // 1000}k" for size in runs]
    names = [_name(of) for of in next(iter(runs.values()))]
    rows = []
    for place, name in enumerate(names):
        cells = [[*_growth_cells(results[place])] for results in runs.values()]
        rows.append([name, *(column[at] for at in range(5) for column in cells)])
    return table(head, rows)


def _growth_cells(of: Result) -> list[str]:
    if isinstance(of, Unmeasured):
        return [NOTHING] * 5
    cost = of.cost
    cells = [f"{cost.p50_ms:.3f}", f"{cost.p99_ms:.3f}", f"{cost.fit_seconds:.2f}"]
    return [*cells, f"{cost.peak_mb:.0f}", f"{cost.serving_mb:.0f}"]


def _name(of: Result) -> str:
    return of.entrant.name if isinstance(of, Measured) else of.name


def reliability(rows: Sequence[Row], calibration_error: float | None) -> str:
    """Score against success in ten bins; `#` the share that was right, `|` what it should be."""
    bins: list[list[Row]] = [[] for _ in range(BINS)]
    for row in rows:
        bins[min(int(row.confidence * BINS), BINS - 1)].append(row)
    lines = ["score       count   mean  right"]
    for place, inside in enumerate(bins):
        label = f"{place / BINS:.1f}-{(place + 1) / BINS:.1f}"
        if not inside:
            lines.append(f"{label}  {0:7}      -      -")
            continue
        score = mean(row.confidence for row in inside)
        right = mean(row.is_right for row in inside)
        lines.append(f"{label}  {len(inside):7}  {score:5.3f}  {right:5.3f}  {_bar(right, score)}")
    return "\n".join([*lines, f"expected calibration error {_share(calibration_error)}"])


def _bar(right: float, score: float) -> str:
    bar = list(("#" * round(right * BAR)).ljust(BAR, "."))
    bar[min(round(score * BAR), BAR - 1)] = "|"
    return "".join(bar)


def _share(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3f}"


def _points(value: float | None) -> str:
    return NOTHING if value is None else f"{value:+.1f}"


def _times(theirs: float, ours: float) -> str:
    ratio = theirs / ours if ours else float("nan")
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"
