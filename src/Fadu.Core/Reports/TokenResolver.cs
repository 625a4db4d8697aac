using System.Globalization;
using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Reports;

/// <summary>What a token came to.</summary>
/// <param name="Problem">Why it has no value; null when it has.</param>
public sealed record ResolvedToken(ReportToken Token, string? Problem)
{
    public Figure? Figure { get; init; }

    /// <summary>What was asked; null when it could not be.</summary>
    public FigureAsk? Ask { get; init; }

    public FigureValue? Value { get; init; }

    /// <summary>The words that stand in the text.</summary>
    public string Text { get; init; } = "";

    /// <summary>汇总, 本级, 本机关 or the organ's name.</summary>
    public string ScopeName { get; init; } = "";

    /// <summary>How addresses name the organs; empty for all.</summary>
    public string OrganLink { get; init; } = "";

    public string PeriodName { get; init; } = "";

    /// <summary>How many records are behind it.</summary>
    public int Records { get; init; }
}

/// <summary>Finds for tokens whose records are meant and what they come to, for one report and one state of knowledge.</summary>
public sealed class TokenResolver
{
    private readonly FigureCatalogue catalogue;
    private readonly FigureQuery figures;
    private readonly IReadOnlyList<Organ> organs;
    private readonly IReadOnlyList<(Guid From, Guid To)> followed;
    private readonly Organ owner;
    private readonly int year;

    private TokenResolver(
        FigureCatalogue catalogue,
        FigureQuery figures,
        IReadOnlyList<Organ> organs,
        IReadOnlyList<(Guid From, Guid To)> followed,
        Organ owner,
        int year
    )
    {
        this.followed = followed;
        this.catalogue = catalogue;
        this.figures = figures;
        this.organs = organs;
        this.owner = owner;
        this.year = year;
    }

    /// <summary>Makes one for the report of an organ and year.</summary>
    public static async Task<TokenResolver> For(
        FaduDb db,
        FigureCatalogue catalogue,
        FigureQuery figures,
        int tenant,
        Guid owner,
        int year,
        CancellationToken cancellationToken = default
    )
    {
        var organs = await db.Set<Organ>()
            .AsNoTracking()
            .Where(o => o.Tenant == tenant)
            .OrderBy(o => o.Order)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        // Those that have ended; what is only decided for a later day has no end yet that lies behind.
        var ended = organs.Where(o => o.ValidTo is not null).Select(o => o.Id).ToHashSet();
        var links = await db.Set<OrganLink>()
            .AsNoTracking()
            .Where(l =>
                l.Tenant == tenant
                && (l.Kind == LineageKind.Merger || l.Kind == LineageKind.Abolition)
            )
            .Select(l => new { l.FromId, l.ToId })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return new TokenResolver(
            catalogue,
            figures,
            organs,
            [.. links.Where(l => ended.Contains(l.FromId)).Select(l => (l.FromId, l.ToId))],
            organs.First(o => o.Id == owner),
            year
        );
    }

    /// <summary>All organs of the tenant in official order.</summary>
    public IReadOnlyList<Organ> Organs => organs;

    /// <summary>
    /// The value of a token. What lies outside of the reader's scope is not computed: the token then says that the total is the coordinator's to show.
    /// </summary>
    /// <param name="known">As known up to this entry; null for now.</param>
    public async Task<ResolvedToken> Resolve(
        FaduDb db,
        Scope scope,
        ReportToken token,
        long? known,
        CancellationToken cancellationToken = default
    )
    {
        if (token.Problem is not null)
        {
            return new ResolvedToken(token, token.Problem);
        }
        if (catalogue.Find(token.Name) is not { } figure)
        {
            var like = catalogue.Search(token.Name.Split('.')[^1]).Take(3).Select(f => f.Name);
            return new ResolvedToken(
                token,
                $"没有名为“{token.Name}”的指标"
                    + (like.Any() ? $"，是否为 {string.Join('、', like)}" : "")
            );
        }
        if (ReportTokens.ReadPeriod(token.Period, year) is not var (from, to))
        {
            return new ResolvedToken(
                token,
                $"看不懂期间“{token.Period}”，可写 2025、2025-03、2025Q1、2025H1、上年 或 2025-01-01..2025-06-30"
            )
            {
                Figure = figure,
            };
        }
        foreach (var name in DimensionText.Read(token.Dimensions).Keys)
        {
            if (!figure.Dimensions.Contains(name, StringComparer.Ordinal))
            {
                return new ResolvedToken(
                    token,
                    figure.Dimensions.Count == 0
                        ? $"“{figure.Name}”不能按“{name}”细分"
                        : $"“{figure.Name}”不能按“{name}”细分，可用：{string.Join('、', figure.Dimensions)}"
                )
                {
                    Figure = figure,
                };
            }
        }
        if (figure.IsStock && known is { } seq)
        {
            // "目前", "截至" is the day up to which the report knows, not a day that lies ahead of it.
            var dataDay = (
                await FigureQuery
                    .MomentOf(db, owner.Tenant, seq, cancellationToken)
                    .ConfigureAwait(false)
            ).LocalDay();
            to = to > dataDay ? dataDay : to;
        }
        if (OrgansOf(token.Organ) is not var (whose, scopeName, link))
        {
            return new ResolvedToken(
                token,
                $"没有“{token.Organ}”这个机关，可写 汇总、本级、本机关 或机关的全称、简称"
            )
            {
                Figure = figure,
            };
        }
        var ask = new FigureAsk(figure, from, to)
        {
            Organs = whose,
            Dimensions = token.Dimensions,
            Known = known,
        };
        var resolved = new ResolvedToken(token, null)
        {
            Figure = figure,
            Ask = ask,
            ScopeName = scopeName,
            OrganLink = link,
            PeriodName = figure.IsStock
                ? string.Create(CultureInfo.InvariantCulture, $"截至{to:yyyy-MM-dd}")
                : FigurePeriod.NameOf(from, to),
        };
        if (!scope.Everything && (whose is null || whose.Except(scope.Organs).Any()))
        {
            return resolved with { Text = "〔汇总数〕" };
        }
        var value = await figures.Value(db, scope, ask, cancellationToken).ConfigureAwait(false);
        return resolved with
        {
            Value = value,
            Text = await Words(figures, db, scope, token, ask, value, cancellationToken)
                .ConfigureAwait(false),
            Records = await figures
                .Records(db, scope, ask, cancellationToken)
                .ConfigureAwait(false),
        };
    }

    /// <summary>
    /// The organs a token names, what they are called together and how an address names them; no list means all; null where nobody is called so.
    /// </summary>
    public (IReadOnlyList<Guid>? Organs, string Name, string Link)? OrgansOf(string text)
    {
        var isGovernment = owner.Kind == OrganKind.Government;
        if (text.Length == 0)
        {
            // The report of a government tells of everything below it, that of a department of itself.
            text = isGovernment ? "汇总" : "本机关";
        }
        switch (text)
        {
            case "汇总" or "全县" or "all":
                return isGovernment ? (null, "汇总", "") : (Below(owner), "汇总", owner.Key);
            case "本级" or "level":
                return isGovernment
                    ? (
                        [.. organs.Where(o => o.Level == owner.Level).Select(o => o.Id)],
                        "本级",
                        "本级"
                    )
                    : (Below(owner), "本级", owner.Key);
            case "本机关" or "self":
                return (isGovernment ? [owner.Id] : Below(owner), "本机关", owner.Key);
        }
        var named = organs.FirstOrDefault(o =>
            o.Name == text || o.ShortName == text || o.Key == text
        );
        return named is null
            ? null
            : (
                named.Kind == OrganKind.Government ? [named.Id] : Below(named),
                named.ShortName,
                named.Key
            );
    }

    /// <summary>The words of a value as a token asks for them.</summary>
    internal static async Task<string> Words(
        FigureQuery figures,
        FaduDb db,
        Scope scope,
        ReportToken token,
        FigureAsk ask,
        FigureValue value,
        CancellationToken cancellationToken = default
    )
    {
        if (token.IsGrowth)
        {
            return FigureWords.Growth(
                value,
                await figures
                    .Value(db, scope, ask.YearBefore(), cancellationToken)
                    .ConfigureAwait(false)
            );
        }
        var words = FigureWords.Say(value, token.Wording, token.Digits);
        return !value.HasNumber ? $"—（{value.Why}）"
            : token.WithUnit && value.Figure.Unit != "%" ? words + value.Figure.Unit
            : words;
    }

    // An organ that followed another counts what that one did.
    private List<Guid> Below(Organ organ) =>
        OrganDirectory.Reach(
            organ.Id,
            at => organs.Where(o => o.ParentId == at).Select(o => o.Id),
            followed
        );
}
