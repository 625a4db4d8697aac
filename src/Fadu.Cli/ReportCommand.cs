using System.CommandLine;
using System.Text.Json;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Writing;
using Fadu.Writing.Official;
using Microsoft.EntityFrameworkCore;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>report build</c> and <c>report verify</c>: the annual report as a Word file, and every figure in such a file recomputed.</summary>
internal static class ReportCommand
{
    private const int Tenant = 1;

    public static Command Create() => new("report", "年度报告：生成、核对") { Build(), Verify() };

    private static Command Build()
    {
        var year = new Option<int>("--year") { Description = "年度，如 2025", Required = true };
        var file = new Option<FileInfo>("--out")
        {
            Description = "写到哪个 .docx 文件",
            Required = true,
        };
        var organ = new Option<string?>("--organ")
        {
            Description = "哪个机关的报告（代码或全称），默认为县政府",
        };
        var site = new Option<Uri?>("--site")
        {
            Description = "系统的地址，数字链接到那里，默认 http://localhost:5080/",
        };
        var command = new Command("build", "把某年的年度报告写成 Word 文件，每个数都链接到它的记录")
        {
            year,
            file,
            organ,
            site,
        };
        command.SetAction(result =>
            TrailCommands.With(
                result.GetValue(Commands.Data)!,
                true,
                services =>
                    Build(
                        services,
                        result.GetValue(year),
                        result.GetValue(file)!,
                        result.GetValue(organ),
                        result.GetValue(site) is { IsAbsoluteUri: true } given
                            ? given
                            : new Uri("http://localhost:5080/"),
                        result.GetValue(Commands.Json)
                    )
            )
        );
        return command;
    }

    private static async Task<int> Build(
        IServiceProvider services,
        int year,
        FileInfo file,
        string? organ,
        Uri site,
        bool json
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FaduDb>();
        var owner = await db.Set<Organ>()
            .Where(o =>
                o.Tenant == Tenant
                && (
                    organ == null
                        ? o.Kind == OrganKind.Government
                        : o.Key == organ || o.Name == organ
                )
            )
            .OrderBy(o => o.Level)
            .ThenBy(o => o.Order)
            .FirstOrDefaultAsync();
        if (owner is null)
        {
            Console.Error.WriteLine(
                organ is null ? "还没有建立机关，没有报告可以生成。" : $"没有“{organ}”这个机关。"
            );
            return 2;
        }
        var report = await db.Set<Report>()
            .FirstOrDefaultAsync(r =>
                r.Tenant == Tenant && r.OrganId == owner.Id && r.Year == year
            );
        if (report is null)
        {
            Console.Error.WriteLine(
                $"{owner.ShortName}还没有建立{year}年的年度报告。请先在“年度报告”页面建立。"
            );
            return 2;
        }
        var today = services.GetRequiredService<TimeProvider>().Today();
        var draft = await services
            .GetRequiredService<ReportQueries>()
            .Draft(db, Scope.All(Tenant), report, today);
        var document = await ReportDocument.Of(
            db,
            services.GetRequiredService<FigureCatalogue>(),
            draft,
            site,
            today
        );
        // Written whole or not at all.
        await File.WriteAllBytesAsync(file.FullName, OfficialWriter.ToBytes(document));
        var problems = draft
            .Tokens.Where(t => t.Problem is not null)
            .Select(t => $"{t.Token.Raw}：{t.Problem}")
            .ToList();
        if (json)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        file = file.FullName,
                        title = report.Title,
                        state = report.State.DisplayName(),
                        figures = document.Figures.Count,
                        knownSeq = draft.KnownSeq,
                        problems,
                    },
                    EventRegistry.Json
                )
            );
        }
        else
        {
            Console.WriteLine(
                $"{report.Title}（{report.State.DisplayName()}）：{document.Figures.Count} 个数，写到 {file.FullName}"
            );
        }
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }
        return 0;
    }

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("FILE.docx") { Description = "本系统生成的报告" };
        var command = new Command("verify", "按当时已知的记录重算文件里的每个数，指出第一个不符的")
        {
            file,
        };
        command.SetAction(result =>
            TrailCommands.With(
                result.GetValue(Commands.Data)!,
                true,
                services => Verify(services, result.GetValue(file)!, result.GetValue(Commands.Json))
            )
        );
        return command;
    }

    private static async Task<int> Verify(IServiceProvider services, FileInfo file, bool json)
    {
        if (!file.Exists)
        {
            Console.Error.WriteLine($"没有文件“{file.FullName}”。");
            return 2;
        }
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FaduDb>();
        ReportVerification verification;
        try
        {
            await using var stream = file.OpenRead();
            verification = await services
                .GetRequiredService<ReportVerifier>()
                .Verify(db, Tenant, stream);
        }
        catch (UnusableFileException e)
        {
            Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
            return 2;
        }
        var first =
            verification.Figures == 0
                ? "文件里没有绑定来源的数，不是本系统生成的报告，或者来源已被去掉。"
                : verification.Differences.FirstOrDefault();
        if (json)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        ok = verification.Holds,
                        figures = verification.Figures,
                        problem = first,
                        differences = verification.Differences,
                    },
                    EventRegistry.Json
                )
            );
        }
        else
        {
            Console.WriteLine(first ?? $"{verification.Figures} 个数都与当时已知的记录相符。");
        }
        return verification.Holds ? 0 : 1;
    }
}
