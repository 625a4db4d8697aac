using System.Diagnostics;
using System.IO.Compression;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Official;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Bench;

/// <summary>The county's annual report as a Word file: its figures resolved, its text written, zipped; beside zipping the same bytes.</summary>
internal static class DocumentBench
{
    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        await using var county = await County.Found(Engine.Sqlite);
        var ledger = county.Services.GetRequiredService<LedgerRegistry>().Find("publicity-event")!;
        await using var db = county.Read();
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        for (var i = 0; i < 200; i++)
        {
            await county.Do(
                new RecordLine(ledger.Key, LedgerSamples.Body(ledger, i, county.Qingshi, organs)),
                county.QingshiClerk
            );
        }
        var report = (
            await county.Do(
                new CreateReport(county.Government, 2025, county.Time.Today(), []),
                county.Coordinator
            )
        ).Id;
        var catalogue = county.Services.GetRequiredService<FigureCatalogue>();
        var names = catalogue
            .All.Where(f => f.Fold is Fold.Count or Fold.Sum)
            .Select(f => f.Name)
            .Take(12)
            .ToList();
        foreach (
            var section in await db.Set<ReportSection>()
                .Where(s => s.ReportId == report)
                .ToListAsync()
        )
        {
            var text = string.Join(
                '\n',
                Enumerable
                    .Range(0, 8)
                    .Select(i =>
                        $"坚持把法治政府建设作为全面依法治县的重点任务和主体工程，健全工作机制，压实工作责任，全年{{{{{names[i % names.Count]}}}}}，持续提升行政执法质量和效能，严格规范公正文明执法。"
                    )
            );
            await county.Do(new WriteSection(section.Id, text, null), county.Coordinator);
        }
        var queries = county.Services.GetRequiredService<ReportQueries>();
        var written = await db.Set<Report>().SingleAsync(r => r.Id == report);
        byte[] bytes = [];
        async Task Write()
        {
            var draft = await queries.Draft(db, Scope.All(), written, county.Time.Today());
            bytes = OfficialWriter.ToBytes(
                await ReportDocument.Of(
                    db,
                    catalogue,
                    draft,
                    new Uri("http://localhost:5080/"),
                    county.Time.Today()
                )
            );
        }
        var watch = Stopwatch.StartNew();
        await Write();
        var cold = watch.Elapsed.TotalMilliseconds;
        var warm = await Measure.Typical(options.Amount(30), Write);
        var parts = new List<(string Name, byte[] Content)>();
        using (var zip = new ZipArchive(new MemoryStream(bytes)))
        {
            foreach (var entry in zip.Entries)
            {
                using var content = new MemoryStream();
                await using var stream = await entry.OpenAsync();
                await stream.CopyToAsync(content);
                parts.Add((entry.FullName, content.ToArray()));
            }
        }
        var floor = await Measure.Typical(
            options.Amount(30),
            async () =>
            {
                using var zip = new ZipArchive(new MemoryStream(), ZipArchiveMode.Create);
                foreach (var (name, content) in parts)
                {
                    await using var stream = await zip.CreateEntry(name).OpenAsync();
                    await stream.WriteAsync(content);
                }
            }
        );
        return
        [
            new Figure(
                "document.report",
                $"年度报告 Word 文件（{bytes.Length / 1024} KB，取数、成文、压缩），对照只压缩同样的内容",
                warm,
                "毫秒",
                floor,
                warm / floor,
                "≤ 500 毫秒",
                warm <= 500
            ),
            new Figure(
                "document.first",
                "程序启动后的第一份",
                cold,
                "毫秒",
                null,
                null,
                "≤ 500 毫秒",
                cold <= 500
            ),
        ];
    }
}
