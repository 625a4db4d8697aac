using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Fadu.Core;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.House;

/// <summary>docs/adr/0002: nothing but the committer writes what the trail stands for.</summary>
public sealed partial class OneWritePathTests
{
    /// <summary>Where saving is allowed, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Fadu.Core/FaduDb.cs"] = "the guard itself",
        ["Fadu.Core/Figures/FigureSum.cs"] =
            "sums beside the book of contributions, upserted inside the commit",
        ["Fadu.Core/Inbox/NoticeSender.cs"] = "that a copy of a notice went out, outside the trail",
        ["Fadu.Core/Search/IndexWriter.cs"] =
            "the index beside its pieces, written inside the commit",
        ["Fadu.Core/Trail/Committer.cs"] = "the one write path",
        ["Fadu.Core/Trail/NewRows.cs"] =
            "the new rows of a commit, called by the context while the committer holds the lane",
        ["Fadu.Core/Search/SearchIndex.cs"] = "vacuums the index after an import; no row changes",
        ["Fadu.Core/Trail/Rebuild.cs"] = "projections made anew from the trail",
        ["Fadu.Core/Trail/Seals.cs"] = "seals stand over the trail",
        ["Fadu.Core/Trail/Backup.cs"] = "restore into an empty database",
        ["Fadu.Store.Postgres/PostgresStore.cs"] = "takes the advisory lock",
        ["Fadu.Store.Sqlite/SqliteStore.cs"] = "sets the pragmas of a connection",
        ["Fadu.Web/Drafts.cs"] = "drafts, outside the trail",
        ["Fadu.Web/Pages/Workbench/Index.cshtml.cs"] =
            "that a notice was opened, outside the trail",
    };

    [GeneratedRegex(
        @"\.(SaveChanges|ExecuteUpdate|ExecuteDelete|ExecuteSql|ExecuteSqlRaw|ExecuteSqlInterpolated|ExecuteNonQuery|BulkInsert)(Async)?\s*\(|\bINSERT INTO\b|\bUPDATE \w+ SET\b"
    )]
    private static partial Regex Saving();

    private static IEnumerable<string> PathsThatSave(
        IEnumerable<(string Path, string Text)> sources
    ) =>
        sources
            .Where(s => !Allowed.ContainsKey(s.Path) && Saving().IsMatch(s.Text))
            .Select(s => s.Path);

    [Fact]
    public void Sources_SaveOnlyWhereItIsAllowed()
    {
        var root = Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "src")
        );
        var sources = Directory
            .EnumerateFiles(root, "*.cs*", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(root, p).Replace('\\', '/'))
            .Where(p =>
                !p.Contains("/obj/", StringComparison.Ordinal)
                && !p.Contains("/bin/", StringComparison.Ordinal)
                && !p.Contains("/Migrations/", StringComparison.Ordinal)
            )
            .Where(p =>
                p.EndsWith(".cs", StringComparison.Ordinal)
                || p.EndsWith(".cshtml", StringComparison.Ordinal)
            )
            .Select(p => (p, File.ReadAllText(Path.Combine(root, p))))
            .ToList();
        Assert.True(sources.Count > 40);
        Assert.Empty(PathsThatSave(sources));
        // an entry of the list that no longer saves is a hole waiting to be used
        Assert.All(
            Allowed.Keys,
            path => Assert.Contains(sources, s => s.Item1 == path && Saving().IsMatch(s.Item2))
        );
    }

    [Fact]
    public void Fixture_ThatSavesByItself_IsFound() =>
        Assert.Equal(
            ["Fadu.Modules/Bad.cs"],
            PathsThatSave([
                ("Fadu.Modules/Bad.cs", "await db.SaveChangesAsync();"),
                ("Fadu.Modules/Good.cs", "await work.Append(stream, e);"),
            ])
        );

    [Fact]
    public async Task TablesOutsideTheTrail_AreExactlyThese()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        await using var db = county.Read();
        var outside = db
            .Model.GetEntityTypes()
            .Select(t => t.ClrType)
            .Where(FaduDb.IsOutsideTrail)
            .Select(t => t.Name.Split('`')[0])
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Account",
                "FormDraft",
                "IdentityUserClaim",
                "IdentityUserLogin",
                "IdentityUserToken",
                "InboxSeen",
                "NoticeDelivery",
                "Seal",
            ],
            outside
        );
    }

    [Fact]
    public async Task EveryTable_LeadsWithItsTenant()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        await using var db = county.Read();
        foreach (
            var type in db
                .Model.GetEntityTypes()
                .Where(t =>
                    t.ClrType.Namespace != "Microsoft.AspNetCore.Identity"
                    && t.ClrType.Name != "Account"
                )
        )
        {
            Assert.Equal("Tenant", type.FindPrimaryKey()!.Properties[0].Name);
            Assert.All(type.GetIndexes(), i => Assert.Equal("Tenant", i.Properties[0].Name));
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
