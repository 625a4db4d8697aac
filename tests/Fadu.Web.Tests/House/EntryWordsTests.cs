using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fadu.Web.Tests.House;

/// <summary>What the audit shows of each kind of entry is words, never the program's own data.</summary>
public sealed partial class EntryWordsTests
{
    // Of use to the program only, or told by another property.
    private static readonly HashSet<string> Silent =
    [
        "Action",
        "After",
        "Base",
        "Batch",
        "By",
        "Change",
        "Child",
        "DoubtId",
        "Existing",
        "FileHash",
        "ForThoseWho",
        "Handler",
        "Hash",
        "Href",
        "Id",
        "Into",
        "IsLate",
        "IsNew",
        "Item",
        "Key",
        "Kind",
        "KnownAt",
        "KnownSeq",
        "Ledger",
        "MediaType",
        "NextItem",
        "NextPlan",
        "Notice",
        "Order",
        "Ordinal",
        "Origin",
        "OriginLedger",
        "OtherThan",
        "Parent",
        "Plan",
        "Previous",
        "PrincipalId",
        "Problem",
        "Procedure",
        "Register",
        "Report",
        "ReportId",
        "Return",
        "Section",
        "Sender",
        "Slot",
        "Successor",
        "Target",
        "Version",
    ];

    [Fact]
    public async Task EveryPropertyOfAnEvent_HasAName_OrIsLeftOutOnPurpose()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        var registry = county.Services.GetRequiredService<EventRegistry>();
        var open = registry
            .All.SelectMany(k => k.Type.GetProperties().Select(p => (k.Name.Kind, p)))
            .Where(p => IsSimple(p.p.PropertyType))
            .Where(p => !EntryWords.Names.ContainsKey(p.p.Name) && !Silent.Contains(p.p.Name))
            .Where(p => !SaidInFull.Any(s => p.Kind.StartsWith(s, StringComparison.Ordinal)))
            .Select(p => $"{p.Kind}: {p.p.Name}")
            .ToList();
        Assert.True(open.Count == 0, string.Join(" | ", open));
    }

    [Fact]
    public async Task EveryEntryOfTheGoldenTrail_IsSaidInWords()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        var services = county.Services;
        var registry = services.GetRequiredService<EventRegistry>();
        var directories = services.GetRequiredService<Directories>();
        var (organs, people) = await directories.Both(1, TestContext.Current.CancellationToken);
        var words = new EntryWords(
            organs,
            people,
            services.GetRequiredService<LedgerRegistry>(),
            await LedgerOrgans.Of(directories, 1, TestContext.Current.CancellationToken),
            services.GetRequiredService<ProcedureRegistry>()
        );
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var line in await File.ReadAllLinesAsync(
                GoldenTrail,
                TestContext.Current.CancellationToken
            )
        )
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            var kind = (string)entry["kind"]!;
            said[kind] = words.Say(
                registry.Read(kind, (int)entry["schema"]!, entry["data"]!.AsObject())
            );
        }
        Assert.All(said, s => Assert.DoesNotMatch(Raw(), s.Value));
        Assert.StartsWith(
            "建议提案办理：备注：",
            said["ledger.continued"],
            StringComparison.Ordinal
        );
        Assert.Contains("→", said["ledger.corrected"], StringComparison.Ordinal);
        Assert.Contains("下一步：", said["matter.acted"], StringComparison.Ordinal);
        Assert.StartsWith(
            "历史遗留问题：事项：",
            said["ledger.recorded"],
            StringComparison.Ordinal
        );
    }

    private static string GoldenTrail =>
        Path.Combine(
            Look.Repository.Root,
            "tests",
            "Fadu.Core.Tests",
            "Trail",
            "golden-trail.ndjson"
        );

    // Whole sentences are written for these.
    private static readonly string[] SaidInFull =
    [
        "organ.",
        "person.",
        "matter.",
        "document.",
        "document-",
        "law.",
        "law-cleanup.",
        "publication.",
        "consultation.",
        "opinion.",
        "personal.",
    ];

    [GeneratedRegex("""[{}"]|[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{32}""")]
    private static partial Regex Raw();

    private static bool IsSimple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive
            || type.IsEnum
            || type == typeof(string)
            || type == typeof(Guid)
            || type == typeof(DateOnly)
            || type == typeof(decimal);
    }
}
