using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Tests.Ledgers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.LegalityReview;

/// <summary>S003: opinions of the years before count in the same figures as those that the procedure issues, and their sums are held.</summary>
public sealed class OpinionLedgerTests
{
    [Fact]
    public async Task AnOpinionOfBefore_AddsUpAndCountsWhereTheProcedureCounts()
    {
        await using var county = await County.Found(Engine.Sqlite);
        var organs = await LedgerLifeTests.Organs(county);
        var ledger = LedgerDeclarationTests.Registry.All.Single(l => l.Key == "review-opinion");
        async Task<Refusal> Refused(string field, string value)
        {
            var texts = LedgerSamples.Texts(ledger, 0, county.Justice);
            texts[field] = value;
            return await county.Refused(
                new RecordLine(ledger.Key, ledger.Parse(texts, organs).Body),
                county.Coordinator
            );
        }

        Assert.Contains(
            "意见条数应等于采纳、部分采纳、未采纳、待反馈之和。",
            (await Refused("adopted", "3")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "有未采纳的，应写明每一条的理由。",
            (await Refused("whyNotAdopted", "")).Message,
            StringComparison.Ordinal
        );

        await county.Do(
            new RecordLine(
                ledger.Key,
                ledger.Parse(LedgerSamples.Texts(ledger, 0, county.Justice), organs).Body
            ),
            county.Coordinator
        );
        var catalogue = county.Services.GetRequiredService<FigureCatalogue>();
        await using var db = county.Read();
        var rate = await county
            .Services.GetRequiredService<FigureQuery>()
            .Value(
                db,
                Scope.All(),
                new FigureAsk(catalogue.Find("审查.采纳率")!, new(2026, 1, 1), new(2026, 12, 31))
            );
        Assert.Equal("3/4", rate.Exact);
    }
}
