using System.IO.Compression;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Fadu.Core;
using Fadu.Core.Documents;
using Fadu.Core.Organs;
using Fadu.Testing;
using Fadu.Web.Tests.Matters;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Documents;

/// <summary>Sixty documents in three acts: drafted, sent on, signed; then as one file to print and as a zip.</summary>
public sealed class ManyDocumentsTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private const int Many = 60;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SixtyReceipts_AreMadeSignedAndPrintedTogether(Engine engine)
    {
        await using var office = await ReviewOffice.Start(engine);
        for (var i = 1; i <= Many; i++)
        {
            var matter = await office.Open($"云岭县办法之{i}");
            await office.Act(
                matter,
                "intake.accept",
                "qianshen",
                new { completeOn = office.Today }
            );
        }
        var ids = (await Documents(office)).ConvertAll(d => d.Id);
        Assert.Equal(Many, ids.Count);
        using var reviewer = await office.As("qianshen");
        var all = string.Concat(ids.Select(id => $"&ids={id}"));

        foreach (var act in new[] { "start", "submit", "issue" })
        {
            await reviewer.Open($"/workbench/documents/bulk?act={act}{all}");
            await reviewer.Submit(reviewer.FormOf("input[name=commands]"));
            Assert.Contains($"{Many} 件已办", reviewer.Text, StringComparison.Ordinal);
        }

        var issued = await Documents(office);
        Assert.All(issued, d => Assert.Equal(DocumentStage.Issued, d.Stage));
        Assert.Equal(Enumerable.Range(1, Many), issued.Select(d => d.Number!.Value).Order());
        var (status, zip, _) = await reviewer.Download(
            $"/workbench/documents/packed?form=zip{all}"
        );
        Assert.Equal(HttpStatusCode.OK, status);
        using (var archive = new ZipArchive(new MemoryStream(zip)))
        {
            Assert.Equal(
                Many,
                archive.Entries.Count(e => e.Name.EndsWith(".docx", StringComparison.Ordinal))
            );
            Assert.Equal(Many, archive.Entries.Select(e => e.FullName).Distinct().Count());
        }
        var (_, merged, _) = await reviewer.Download(
            $"/workbench/documents/packed?form=merged{all}"
        );
        using var word = WordprocessingDocument.Open(new MemoryStream(merged), isEditable: false);
        var text = word.MainDocumentPart!.Document!.Body!.InnerText;
        Assert.All(issued, d => Assert.Contains(d.NumberText!, text, StringComparison.Ordinal));

        // What is renamed later signed these under its former name; all papers of one run say so.
        office.Host.Time.GoTo(office.Host.Time.Today().AddDays(1));
        await office.Host.Do(
            new RenameOrgan(
                office.Host.Organ("sfj"),
                "云岭县司法行政局",
                "县司法行政局",
                office.Host.Time.Today()
            )
        );
        using var next = await office.As("qianshen");
        var (_, later, _) = await next.Download($"/workbench/documents/packed?form=merged{all}");
        using var again = WordprocessingDocument.Open(new MemoryStream(later), isEditable: false);
        Assert.Equal(text, again.MainDocumentPart!.Document!.Body!.InnerText);
    }

    private static async Task<List<MatterDocument>> Documents(ReviewOffice office)
    {
        await using var db = office.Host.Read();
        return await db.Set<MatterDocument>()
            .Where(d => d.Kind == "receipt")
            .OrderBy(d => d.Id)
            .ToListAsync();
    }
}
