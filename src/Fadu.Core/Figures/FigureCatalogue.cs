namespace Fadu.Core.Figures;

/// <summary>Figures of the catalogue that nothing counts yet, as a <c>static readonly</c> field.</summary>
public sealed record AwaitedFigures(IReadOnlyList<Figure> Figures);

/// <summary>Every figure that the loaded assemblies declare as a <c>static readonly</c> field of type <see cref="Figure"/>.</summary>
public sealed class FigureCatalogue
{
    private readonly Dictionary<string, Figure> byCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Figure> byName = new(StringComparer.Ordinal);

    public FigureCatalogue(ModelAssemblies assemblies)
        : this(
            assemblies
                .Declared<Figure>()
                .Concat(assemblies.Declared<Registers.Register>().SelectMany(r => r.Figures)),
            assemblies.Declared<AwaitedFigures>().SelectMany(a => a.Figures)
        ) { }

    /// <param name="figures">What is counted.</param>
    /// <param name="awaited">What is not counted by anything yet; what is counted wins over a figure of the same code.</param>
    public FigureCatalogue(IEnumerable<Figure> figures, IEnumerable<Figure>? awaited = null)
    {
        var counted = figures.Distinct().ToList();
        var known = counted.Select(f => f.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var open = (awaited ?? []).Where(f => !known.Contains(f.Code)).ToList();
        foreach (var figure in counted.Concat(open))
        {
            if (!byCode.TryAdd(figure.Code, figure) || !byName.TryAdd(figure.Name, figure))
            {
                throw new InvalidOperationException(
                    $"Two figures are called {figure.Code} / {figure.Name}."
                );
            }
            if (
                figure.Fold == Fold.Ratio != (figure is { Numerator: { }, Denominator: { } })
                && figure is not { Fold: Fold.Ratio, Awaits: not null, Numerator: null }
            )
            {
                throw new InvalidOperationException(
                    $"{figure.Name}: a ratio, and only a ratio, names its numerator and denominator."
                );
            }
            if (
                figure.Fold is Fold.Growth or Fold.Points or Fold.LeastQuarter
                != (figure.Base is not null)
            )
            {
                throw new InvalidOperationException(
                    $"{figure.Name}: growth, points and the least quarter, and only they, name their base."
                );
            }
            if (
                figure.Fold == Fold.Composed != figure.Parts.Count > 0
                || figure.Parts.Any(p =>
                    p.AtEve
                        ? p.Figure.Fold != Fold.AsOf
                        : p.Figure.Fold is not (Fold.Count or Fold.Sum)
                )
            )
            {
                throw new InvalidOperationException(
                    $"{figure.Name}: a composed figure, and only one, names its parts: what adds up in the period, and stocks at its eve."
                );
            }
        }
        // What is computed from figures that are counted elsewhere is computed from those.
        foreach (var figure in open)
        {
            byName[figure.Name] = byCode[figure.Code] = figure with
            {
                Numerator = Counted(figure.Numerator),
                Denominator = Counted(figure.Denominator),
                Base = Counted(figure.Base),
            };
        }
        All =
        [
            .. byName
                .Values.OrderBy(f => f.Section, StringComparer.Ordinal)
                .ThenBy(f => f.Name, StringComparer.Ordinal),
        ];
    }

    private Figure? Counted(Figure? figure) =>
        figure is null ? null : byCode.GetValueOrDefault(figure.Code, figure);

    /// <summary>All figures by section of the annual report, then by name.</summary>
    public IReadOnlyList<Figure> All { get; }

    /// <summary>The figure of a code (as in addresses) or a name (as in texts).</summary>
    public Figure? Find(string codeOrName) =>
        byName.GetValueOrDefault(codeOrName) ?? byCode.GetValueOrDefault(codeOrName);

    /// <summary>Figures whose name, code, unit or definition has every word of the text; the name weighs most.</summary>
    public IReadOnlyList<Figure> Search(string? text, string? section = null, string? area = null)
    {
        var words = (text ?? "").Split(
            [' ', '　', ',', '，'],
            StringSplitOptions.RemoveEmptyEntries
        );
        return
        [
            .. All.Where(f =>
                    (string.IsNullOrEmpty(section) || f.Section == section)
                    && (string.IsNullOrEmpty(area) || AreaOf(f) == area)
                    && words.All(w =>
                        Has(f.Name, w) || Has(f.Code, w) || Has(f.Definition, w) || f.Unit == w
                    )
                )
                .OrderBy(f => words.All(w => Has(f.Name, w)) ? 0 : 1),
        ];

        static bool Has(string text, string word) =>
            text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The area a figure belongs to: the part of its name before the dot, such as 普法.</summary>
    public static string AreaOf(Figure figure) => figure.Name.Split('.')[0];

    /// <summary>The heading of a section of the annual report (督察规定25条; the nine fields of the model index).</summary>
    public static string SectionName(string section) =>
        section switch
        {
            "A1" => "政府职能依法全面履行",
            "A2" => "依法行政制度体系",
            "A3" => "重大行政决策",
            "A4" => "行政执法",
            "A5" => "行政权力制约监督",
            "A6" => "矛盾纠纷化解和法律服务",
            "A7" => "突发事件应对",
            "A8" => "法治意识和普法",
            "A9" => "组织领导和数字化",
            "B" => "不足和原因",
            "C" => "第一责任人履职",
            "D" => "下年安排",
            _ => "其他",
        };
}
