using System.Globalization;
using Fadu.Core.People;

namespace Fadu.Core.Figures;

/// <summary>All relations that the loaded assemblies declare, and what they come to. The page of a figure, the page of a ledger line and the check of a report ask here.</summary>
public sealed class FigureRelations(
    ModelAssemblies assemblies,
    FigureCatalogue catalogue,
    FigureQuery figures
)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<FigureRelation> All { get; } =
    [.. assemblies.Declared<RelationSet>().SelectMany(s => s.All)];

    /// <summary>Those about a figure.</summary>
    public IReadOnlyList<FigureRelation> About(Figure figure) =>
        [.. All.Where(r => r.IsAbout(figure))];

    /// <summary>What the relations about some figures come to in one scope, period and state of knowledge; with what stated rates tell.</summary>
    public async Task<IReadOnlyList<RelationOutcome>> Check(
        FaduDb db,
        Scope scope,
        IReadOnlyCollection<Figure> about,
        FigureAsk question,
        CancellationToken cancellationToken = default
    )
    {
        var outcomes = new List<RelationOutcome>();
        foreach (var relation in All.Where(r => about.Any(r.IsAbout)))
        {
            if (relation.Per is not { } dimension)
            {
                outcomes.Add(
                    await Look(db, scope, relation, question, "", cancellationToken)
                        .ConfigureAwait(false)
                );
                continue;
            }
            foreach (
                var slice in await Slices(db, scope, relation, question, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                outcomes.Add(
                    await Look(
                            db,
                            scope,
                            relation,
                            question,
                            $"{dimension}={slice}",
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                );
            }
        }
        outcomes.AddRange(
            await Sources(db, scope, about, question, cancellationToken).ConfigureAwait(false)
        );
        outcomes.AddRange(
            await Stated(db, scope, about, question, cancellationToken).ConfigureAwait(false)
        );
        return
        [
            .. outcomes
                .OrderBy(o => o.Verdict == RelationVerdict.Fails ? 0 : 1)
                .ThenBy(o => o.Kind),
        ];
    }

    private async Task<IReadOnlyList<string>> Slices(
        FaduDb db,
        Scope scope,
        FigureRelation relation,
        FigureAsk question,
        CancellationToken cancellationToken
    )
    {
        var figure = catalogue.Find(relation.Left[0].Figure!.Code) ?? relation.Left[0].Figure!;
        var ask = question with { Figure = figure, Dimensions = "" };
        var (_, rows) = await figures
            .OutsideOf(db, scope, ask, cancellationToken)
            .ConfigureAwait(false);
        var counted = await figures
            .ByDimension(db, scope, ask, relation.Per!, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(r =>
                    DimensionText.Read(r.Dimensions).GetValueOrDefault(relation.Per!, "")
                )
                .Concat(counted.Select(c => c.Value))
                .Where(v => v.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task<RelationOutcome> Look(
        FaduDb db,
        Scope scope,
        FigureRelation relation,
        FigureAsk question,
        string slice,
        CancellationToken cancellationToken
    )
    {
        var left = await Side(db, scope, relation.Left, question, slice, cancellationToken)
            .ConfigureAwait(false);
        var right = await Side(db, scope, relation.Right, question, slice, cancellationToken)
            .ConfigureAwait(false);
        var verdict = RelationVerdict.Undecided;
        if (left.Sum is { } a && right.Sum is { } b)
        {
            var holds = relation.Sign switch
            {
                RelationSign.AtMost => a <= b,
                RelationSign.AtLeast => a >= b,
                _ => a == b,
            };
            verdict = holds ? RelationVerdict.Holds : RelationVerdict.Fails;
        }
        var sign =
            verdict == RelationVerdict.Fails
                ? relation.Sign switch
                {
                    RelationSign.AtMost => ">",
                    RelationSign.AtLeast => "<",
                    _ => "≠",
                }
                : relation.Sign switch
                {
                    RelationSign.AtMost => "≤",
                    RelationSign.AtLeast => "≥",
                    _ => "=",
                };
        return new RelationOutcome(
            relation.Kind,
            relation.Words + (slice.Length == 0 ? "" : $"（{slice}）"),
            verdict,
            $"{left.Text} {sign} {right.Text}",
            relation.Why,
            [
                .. relation
                    .Left.Concat(relation.Right)
                    .Select(t => t.Figure?.Code)
                    .OfType<string>()
                    .Distinct(),
            ]
        );
    }

    private async Task<(decimal? Sum, string Text)> Side(
        FaduDb db,
        Scope scope,
        IReadOnlyList<FigureTerm> terms,
        FigureAsk question,
        string slice,
        CancellationToken cancellationToken
    )
    {
        var (sum, isKnown) = (0m, false);
        var texts = new List<string>();
        foreach (var term in terms)
        {
            if (term.Plain is { } plain)
            {
                (sum, isKnown) = (sum + plain, true);
                texts.Add(plain.ToString("0.##", CultureInfo.InvariantCulture));
                continue;
            }
            // What is declared elsewhere under the same code is what counts.
            var figure = catalogue.Find(term.Figure!.Code) ?? term.Figure;
            var ask = question with
            {
                Figure = figure,
                Dimensions = Join(term.Dimensions, slice),
                From = question.From,
                To = term.AtEve
                    ? question.From.AddDays(-1)
                    : figure.LastDay(question.From, question.To, question.To),
            };
            if (term.SumOver is { } dimension)
            {
                var parts = await PartsOf(db, scope, ask, dimension, cancellationToken)
                    .ConfigureAwait(false);
                if (parts.Count > 0)
                {
                    isKnown = true;
                    sum += parts.Sum();
                    texts.AddRange(
                        parts.Select(p => p.ToString("0.##", CultureInfo.InvariantCulture))
                    );
                }
                else
                {
                    texts.Add("—");
                }
                continue;
            }
            var value = await figures
                .Value(db, scope, ask, cancellationToken)
                .ConfigureAwait(false);
            if (value.Number is not { } number)
            {
                if (!term.AtEve && value.Missing is not null)
                {
                    return (null, value.Why ?? "—");
                }
                texts.Add("—");
                continue;
            }
            // A 0 that nobody stated says nothing by itself.
            isKnown |= number != 0 || value.Stated is not null;
            if (number == 0 && figure.AcceptsTotals)
            {
                isKnown |=
                    (
                        await figures
                            .OutsideOf(db, scope, ask, cancellationToken)
                            .ConfigureAwait(false)
                    )
                        .Sum
                        .Value
                        is not null;
            }
            sum += number;
            texts.Add(decimal.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture));
        }
        return (isKnown ? sum : null, string.Join(" + ", texts));
    }

    private async Task<IReadOnlyList<decimal>> PartsOf(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        string dimension,
        CancellationToken cancellationToken
    )
    {
        var (_, rows) = await figures
            .OutsideOf(db, scope, ask, cancellationToken)
            .ConfigureAwait(false);
        var asked = DimensionText.Read(ask.Dimensions);
        var values = rows.Select(r => DimensionText.Read(r.Dimensions))
            .Where(d =>
                d.Count == asked.Count + 1 && asked.All(a => d.GetValueOrDefault(a.Key) == a.Value)
            )
            .Select(d => d.GetValueOrDefault(dimension))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (values.Count > 0)
        {
            var given = new List<decimal>();
            foreach (var value in values)
            {
                var part = await figures
                    .Value(
                        db,
                        scope,
                        ask with
                        {
                            Dimensions = Join(ask.Dimensions, $"{dimension}={value}"),
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (part.Number is { } number)
                {
                    given.Add(number);
                }
            }
            return given;
        }
        return
        [
            .. (
                await figures
                    .ByDimension(db, scope, ask, dimension, cancellationToken)
                    .ConfigureAwait(false)
            )
                .Where(p => p.Value.Length > 0)
                .Select(p => p.Amount.Number)
                .OfType<decimal>(),
        ];
    }

    /// <summary>Where several sources give a different number for the same thing.</summary>
    private async Task<IReadOnlyList<RelationOutcome>> Sources(
        FaduDb db,
        Scope scope,
        IReadOnlyCollection<Figure> about,
        FigureAsk question,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new List<RelationOutcome>();
        foreach (var figure in about.Where(f => f.AcceptsTotals))
        {
            var (_, rows) = await figures
                .OutsideOf(
                    db,
                    scope,
                    question with
                    {
                        Figure = figure,
                        Dimensions = "",
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            outcomes.AddRange(
                rows.Where(r => r.From >= question.From && r.To <= question.To)
                    .GroupBy(r => (r.Organ, r.From, r.To, r.Dimensions, r.IsForAll))
                    .Where(g => g.Count() > 1)
                    .Select(g => new RelationOutcome(
                        RelationKind.Expect,
                        $"{figure.Name}{(g.Key.Dimensions.Length == 0 ? "" : $"〔{g.Key.Dimensions}〕")} 几个来源一致",
                        g.Select(r => r.Value).Distinct().Count() == 1
                            ? RelationVerdict.Holds
                            : RelationVerdict.Fails,
                        string.Join(
                            "、",
                            g.Select(r => r.Value.ToString("0.####", CultureInfo.InvariantCulture))
                        ),
                        "同一个数几个来源不一致的，核对之后在采用的那一条选“采用”并写明理由。",
                        [figure.Code]
                    ))
            );
        }
        return outcomes;
    }

    /// <summary>What rates that a source states tell: whether they follow from their counts, can be reached from them, and share the denominator that they name.</summary>
    private async Task<IReadOnlyList<RelationOutcome>> Stated(
        FaduDb db,
        Scope scope,
        IReadOnlyCollection<Figure> about,
        FigureAsk question,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new List<RelationOutcome>();
        var open = new List<(Figure Rate, decimal Stated, long Numerator)>();
        foreach (
            var rate in catalogue.All.Where(f =>
                f is { Fold: Fold.Ratio, AcceptsTotals: true, Numerator: not null }
            )
        )
        {
            if (
                !about.Any(f =>
                    f.Code == rate.Code
                    || f.Code == rate.Numerator!.Code
                    || f.Code == rate.Denominator!.Code
                )
            )
            {
                continue;
            }
            var whole = await figures
                .OutsideOf(
                    db,
                    scope,
                    question with
                    {
                        Figure = rate,
                        Dimensions = "",
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (
                var dimensions in whole
                    .Rows.Select(r => r.Dimensions)
                    .Distinct(StringComparer.Ordinal)
            )
            {
                var ask = await FigureQuery
                    .Chosen(
                        db,
                        scope,
                        question with
                        {
                            Figure = rate,
                            Dimensions = dimensions,
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                var (sum, _) = await figures
                    .OutsideOf(db, scope, ask, cancellationToken)
                    .ConfigureAwait(false);
                if (sum.Value is not { } stated)
                {
                    continue;
                }
                var above = await figures
                    .Value(
                        db,
                        scope,
                        ask with
                        {
                            Figure = ask.Figure.Numerator!,
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                var below = await figures
                    .Value(
                        db,
                        scope,
                        ask with
                        {
                            Figure = ask.Figure.Denominator!,
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                var text = stated.ToString("0.####", CultureInfo.InvariantCulture) + rate.Unit;
                var slice = dimensions.Length == 0 ? "" : $"（{dimensions}）";
                if (
                    rate.Unit == "%"
                    && above.Number is { } a and not 0
                    && below.Number is { } b and not 0
                )
                {
                    var exact = 100 * a / b;
                    outcomes.Add(
                        Outcome(
                            rate,
                            slice,
                            StatedRates.Fits(stated, exact),
                            $"{text}，按 {a:0.##}/{b:0.##} 为 {decimal.Round(exact, 2):0.##}%",
                            "外部给出的比率应当等于按两个数算出的比率，四舍五入或者截取到它的小数位。"
                        )
                    );
                }
                else if (rate.Unit == "%" && below.Number is { } d and not 0)
                {
                    outcomes.Add(
                        Outcome(
                            rate,
                            slice,
                            StatedRates.IsAttainable(stated, (long)d),
                            $"{text}，分母 {d:0.##}",
                            "以这个分母，没有整数的分子能算出这个比率的，比率或者分母有误。"
                        )
                    );
                }
                else if (
                    rate.Unit == "%"
                    && dimensions.Length == 0
                    && above.Number is { } n and not 0
                )
                {
                    outcomes.Add(
                        Outcome(
                            rate,
                            slice,
                            StatedRates.Denominators(stated, (long)n).Count > 0,
                            $"{text}，分子 {n:0.##}",
                            "以这个分子，没有整数的分母能算出这个比率的，比率或者分子有误。"
                        )
                    );
                    open.Add((ask.Figure, stated, (long)n));
                }
            }
        }
        foreach (var group in open.GroupBy(o => o.Rate.Denominator!.Code).Where(g => g.Count() > 1))
        {
            var common = group
                .Select(o => StatedRates.Denominators(o.Stated, o.Numerator))
                .Aggregate(
                    (IEnumerable<long>?)null,
                    (all, next) => all is null ? next : all.Intersect(next)
                )!
                .ToList();
            outcomes.Add(
                new RelationOutcome(
                    RelationKind.Expect,
                    string.Join("、", group.Select(o => o.Rate.Name)) + " 同一分母",
                    common.Count > 0 ? RelationVerdict.Holds : RelationVerdict.Fails,
                    string.Join(
                        "；",
                        group.Select(o =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{o.Numerator} 占 {o.Stated:0.##}% 的分母是 {string.Join("、", StatedRates.Denominators(o.Stated, o.Numerator).Order().Take(4))}"
                            )
                        )
                    ),
                    "同一分母的几个比率应当能由同一个分母算出；不能的，其中一个用了别的分母或者有误。",
                    [.. group.Select(o => o.Rate.Code)]
                )
            );
        }
        return outcomes;
    }

    private static RelationOutcome Outcome(
        Figure rate,
        string slice,
        bool holds,
        string numbers,
        string why
    ) =>
        new(
            RelationKind.Expect,
            $"外部给出的{rate.Name}{slice}与它的分子、分母相符",
            holds ? RelationVerdict.Holds : RelationVerdict.Fails,
            numbers,
            why,
            [rate.Code]
        );

    private static string Join(string dimensions, string slice) =>
        DimensionText.Write(
            DimensionText
                .Read(dimensions)
                .Concat(DimensionText.Read(slice))
                .Select(d => KeyValuePair.Create(d.Key, (string?)d.Value))
        );
}
