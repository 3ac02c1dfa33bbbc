"""The question bank: an invented course in measuring everyday things, with answers that are right, flawed and mended.

Every word is made up for these tests. Markup as in typeset.py.
"""

from __future__ import annotations

from dataclasses import dataclass

Blocks = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part of a question. `remarks` gives, for each outcome, a typed remark and a short one for the margin."""

    question: str
    part: str
    title: str
    prompt: str
    right: Blocks
    flawed: Blocks
    hint: str
    mended: Blocks
    remarks: dict[str, tuple[str, str]]


PARTS: tuple[Part, ...] = (
    Part(
        "1",
        "a",
        "Sand in a Jar",
        (
            "Please start with question 1, part (a). A jar holds $2 \\times 10^{3}$ spoons of sand and a spoon"
            " holds $4 \\times 10^{5}$ grains. How many grains are in the jar, and how does this compare to "
            "$10^{30}$?"
        ),
        (
            "Let us multiply the two counts and keep the powers of ten apart.",
            "$$N = (2 \\times 10^{3}) \\times (4 \\times 10^{5}) = 8 \\times 10^{8}$$",
            (
                "So the jar holds about $8 \\times 10^{8}$ grains. Since $8 \\times 10^{8} \\ll 10^{30}$, the "
                "jar is tiny beside that number. This difference of more than twenty powers of ten is so "
                "large that the exact count of spoons has no effect on it."
            ),
            "**Answer:** $N = 8 \\times 10^{8}$.",
        ),
        (
            "We add the two counts to find the number of grains in the whole jar.",
            "$$N = 2 \\times 10^{3} + 4 \\times 10^{5} \\approx 4 \\times 10^{5}$$",
            (
                "Therefore the jar holds roughly $4 \\times 10^{5}$ grains, which is sufficiently close to one"
                " full spoon."
            ),
        ),
        "Are you sure that the two counts should be added? Every single spoon holds that many grains.",
        (
            "You are right, each spoon holds the same number of grains, so the counts must be multiplied.",
            "$$N = 2 \\times 10^{3} \\times 4 \\times 10^{5} = 8 \\times 10^{8}$$",
            "The jar holds $8 \\times 10^{8}$ grains, and $8 \\times 10^{8} \\ll 10^{30}$.",
        ),
        {
            "correct": (
                ("1(a) is correct on the first try. The model kept the powers of ten apart, just as the solutions do."),
                "correct, one shot",
            ),
            "partial": (
                ("It added the two counts at first, but got 1(a) right after I pointed out that every spoon is full."),
                "right only after my hint",
            ),
            "incorrect": (
                "1(a) is wrong: the counts have to be multiplied, and the model added them without any doubt.",
                "wrong, it should multiply",
            ),
        },
    ),
    Part(
        "1",
        "b",
        "Sand in a Jar",
        (
            "Now solve part (b). Every grain has a width of at most $\\Delta x$ and the shelf has the length "
            "$L$. Give a lower bound for the number of grains in one row along the shelf."
        ),
        (
            "A row of $n$ grains covers at most the length $n \\Delta x$, so it can only fill the shelf when",
            "$$n \\Delta x \\ge L, \\quad n \\ge \\frac{L}{\\Delta x}$$",
            ("The bound holds for every width $w \\le \\Delta x$, because a smaller grain only makes the row longer."),
        ),
        (
            "The row is filled by grains of the largest width, so the number of grains is at most",
            "$$n \\le \\frac{L}{\\Delta x}$$",
            "Hence no row on the shelf can hold more grains than this.",
        ),
        (
            "The question asks for a lower bound, and the grains may well be smaller. Please look at the "
            "direction again."
        ),
        (
            (
                "Thank you for the correction. Smaller grains need more of them, so the inequality has to be "
                "turned around."
            ),
            "$$n \\ge \\frac{L}{\\Delta x}$$",
        ),
        {
            "correct": (
                "Part (b) is fully correct and it also explains why smaller grains do not break the bound.",
                "fully correct",
            ),
            "partial": (
                "1(b) needed a nudge: the first inequality pointed the wrong way, the second answer is right.",
                "needed a nudge for the sign",
            ),
            "incorrect": (
                "The answer to 1(b) is incorrect, the inequality points the wrong way.",
                "incorrect bound",
            ),
        },
    ),
    Part(
        "2",
        "a",
        "A Walk on a Line",
        (
            "Let us go on with question 2. Part (a): a walker takes steps of the lengths $1, 2, ..., r$ in "
            "one direction. How far does the walker come in total?"
        ),
        (
            "The total distance is the sum of the first $r$ whole numbers.",
            "$$S = \\sum_{k=1}^{r} k = \\frac{r(r+1)}{2}$$",
            ("For large $r$ this grows like $\\frac{r^{2}}{2}$, and as $r \\to \\infty$ the ratio to it goes to $1$."),
        ),
        (
            "Every step has about the same length, so we take the last one for all of them.",
            "$$S = \\sum_{k=1}^{r} r = r^{2}$$",
            "The walker comes $r^{2}$ steps far in total.",
        ),
        "The steps are not of the same length. Could you sum them properly?",
        (
            "Of course, the lengths differ. Pairing the first step with the last one gives",
            "$$S = \\sum_{k=1}^{r} k = \\frac{r(r+1)}{2}$$",
        ),
        {
            "correct": (
                "Question 2(a): correct at the first attempt, and the limit is a nice addition.",
                "correct! nice limit",
            ),
            "partial": (
                (
                    "For 2(a) the model first took every step to be the longest one. After re-prompting it "
                    "found the right sum."
                ),
                "fixed after a second prompt",
            ),
            "incorrect": (
                "2(a) is wrong by a factor of about two, since it replaced every step by the longest one.",
                "wrong sum",
            ),
        },
    ),
    Part(
        "2",
        "b",
        "A Walk on a Line",
        (
            "Part (b): each of $d$ steps now has the length $s$ and they stand at right angles to each other."
            " How far is the walker from the start?"
        ),
        (
            "At right angles the squares of the lengths add up.",
            "$$D = \\sqrt{d} \\cdot s, \\quad D^{2} = \\sum_{i=1}^{d} s^{2} = d s^{2}$$",
            "So the distance grows like $\\sqrt{d}$ and not like $d$. For $s^{2} = d$ we find $D = d$.",
        ),
        (
            "The distances of the steps simply add up, whatever their angles are.",
            "$$D = d \\cdot s$$",
            "So the distance grows in proportion to $d$.",
        ),
        "Remember that the steps stand at right angles. Please try again with the squares.",
        (
            "With right angles the squares add up, so my first answer was too large.",
            "$$D = \\sqrt{d} \\cdot s$$",
        ),
        {
            "correct": (
                "2(b) matches the staff solution, no help was needed.",
                "matches the solution",
            ),
            "partial": (
                "2(b) was one-sided at first, but with the hint about squares it arrived at the correct root.",
                "ok after a hint",
            ),
            "incorrect": (
                "For 2(b) it failed to see the right angles, so the final distance is incorrect.",
                "not correct, angles!",
            ),
        },
    ),
    Part(
        "3",
        "a",
        "Cooling Tea",
        (
            "Question 3 is next. Part (a): a cup of tea has the temperature $T$ in a room of temperature "
            "$T_{0}$ and cools at the rate $\\alpha$. Write down the equation and its solution."
        ),
        (
            "# Setting up",
            "The change of the temperature is proportional to the difference between the cup and the room.",
            "$$\\frac{\\partial T}{\\partial t} = - \\alpha (T - T_{0})$$",
            "Its solution starts at $T_{1}$ and decays towards the room:",
            "$$T(t) = T_{0} + (T_{1} - T_{0}) e^{- \\alpha t}$$",
            "- For $t = 0$ this gives $T_{1}$, the temperature of the fresh tea.",
            "- For $t \\to \\infty$ it gives $T_{0}$, the temperature of the room.",
        ),
        (
            "The tea loses the same amount of heat in every minute.",
            "$$T(t) = T_{1} - \\alpha t$$",
            "After a sufficient time the cup is as cold as we like.",
        ),
        "That would make the tea colder than the room. How should the rate depend on the difference?",
        (
            "Good point, the rate has to shrink as the cup comes closer to the room.",
            (
                "$$\\frac{\\partial T}{\\partial t} = - \\alpha (T - T_{0}), \\quad T(t) = T_{0} + (T_{1} - T_{0})"
                " e^{- \\alpha t}$$"
            ),
        ),
        {
            "correct": (
                "3(a) is entirely correct. I was surprised that it checked both ends of the curve by itself.",
                "entirely correct",
            ),
            "partial": (
                ("In 3(a) the straight line was a mistake, which the model corrected once I asked about the room."),
                "corrected after I asked",
            ),
            "incorrect": (
                "3(a) is incorrect because a straight line would cool the tea below the room.",
                "incorrect, no straight line",
            ),
        },
    ),
    Part(
        "3",
        "b",
        "Cooling Tea",
        "Part (b): for which times $t$ is the difference to the room smaller than $\\varepsilon$?",
        (
            "We solve the inequality for the time, with $D = T_{1} - T_{0}$ for the first difference.",
            (
                "$$D e^{- \\alpha t} \\le \\varepsilon, \\quad t \\ge \\frac{1}{\\alpha} \\text{ln} \\biggl( "
                "\\frac{D}{\\varepsilon} \\biggr)$$"
            ),
            "So every time $t$ from that value on will do, as long as $\\varepsilon \\ne 0$.",
        ),
        (
            "The difference is small when the time is large, so it is enough to wait for",
            "$$t \\ge \\frac{\\varepsilon}{\\alpha}$$",
            "A smaller $\\varepsilon$ gives an earlier time, which is efficient.",
        ),
        "A smaller difference cannot be reached earlier. Where did the logarithm go?",
        (
            "The logarithm was lost when I cleared the exponential. With it the result is",
            "$$t \\ge \\frac{1}{\\alpha} \\text{ln} \\biggl( \\frac{D}{\\varepsilon} \\biggr)$$",
        ),
        {
            "correct": (
                "Part 3(b) got everything right with a single prompt.",
                "right, single prompt",
            ),
            "partial": (
                "The logarithm was missing in 3(b). It came back with the right result after my follow-up.",
                "log missing at first",
            ),
            "incorrect": (
                "3(b) is wrong, the logarithm is missing and the conclusion makes no sense.",
                "wrong, log is missing",
            ),
        },
    ),
    Part(
        "4",
        "a",
        "Storing a Grid",
        (
            "Please solve question 4 now. Part (a): a picture $X$ is a grid of $m \\times n$ numbers with $m "
            "\\ll n$. How many numbers do two strips $A \\in R^{m \\times k}$ and $B \\in R^{k \\times n}$ need?"
        ),
        (
            "The first strip holds $m k$ numbers and the second one $k n$ numbers.",
            "$$M = m k + k n = k (m + n)$$",
            (
                "Compared to the full grid this is a share of $\\frac{k(m+n)}{m n} \\approx \\frac{k}{m}$, "
                "because $m \\ll n$. With $4$ bytes for each number the two strips take $4 k (m + n)$ bytes."
            ),
            "```grid = strip_a @ strip_b\nsize = strip_a.size + strip_b.size",
        ),
        (
            "Both strips together describe the whole grid, so they need as many numbers as the grid has.",
            "$$M = m \\times n$$",
            "There is no difference between the strips and the grid, so nothing is saved.",
        ),
        "Please count the two strips one by one instead of the product.",
        (
            "Counting the strips one by one gives a different and much smaller number.",
            "$$M = m k + k n = k (m + n)$$",
        ),
        {
            "correct": (
                "4(a): the count is correct and the comparison with the full grid is accurate too.",
                "correct count",
            ),
            "partial": (
                "4(a) was incorrect at first; told to count the strips one by one, it self-corrected.",
                "2nd try is right",
            ),
            "incorrect": (
                "The count in 4(a) is wrong since it counts the grid and not the strips.",
                "wrong count",
            ),
        },
    ),
    Part(
        "4",
        "b",
        "Storing a Grid",
        ("Part (b): how many products of two numbers does it take to multiply the strips, and when are they worth it?"),
        (
            "Each of the $m n$ entries of the product is a sum of $k$ products.",
            "$$C = m \\times n \\times k$$",
            "The strips are worth it when $k (m + n) \\le m n$, that is for",
            "$$k \\le \\frac{m n}{m + n}$$",
        ),
        (
            "One product for each entry is sufficient, so the cost is",
            "$$C = m + n$$",
            "The strips are always worth it, whatever $k$ is.",
        ),
        "Each entry is a sum of several products. What does that do to the cost?",
        (
            "Then every entry costs $k$ products and the total has three factors.",
            "$$C = m \\times n \\times k$$",
        ),
        {
            "correct": (
                "No errors in 4(b), the model one-shot this part.",
                "one shot, no errors",
            ),
            "partial": (
                ("For 4(b) the cost was off at first, then right after a hint; the second half was never answered."),
                "partly right, after a hint",
            ),
            "incorrect": (
                "4(b): the model made up a cost that has nothing to do with the strips. Incorrect.",
                "incorrect, made up cost",
            ),
        },
    ),
)

SUMMARIES: tuple[Blocks, ...] = (
    (
        (
            "Overall the model was easy to work with. It handled the counting well, and most of its slips "
            "were small ones that a single question could repair."
        ),
        ("I did not see any hallucination in this log. I expected it to stumble over the units, but it never did."),
    ),
    (
        "I gave the model one part at a time and compared each answer with the published solutions afterwards.",
        (
            "It tends to explain too much. The style is clear, yet a reader has to look for the result in the"
            " middle of a paragraph."
        ),
    ),
    (
        (
            "The purpose of this log was to find out how far the model gets without help. It got further than"
            " I had thought."
        ),
        "Its weak spot is the direction of an inequality, and it rarely checks a result against a simple case.",
    ),
)
