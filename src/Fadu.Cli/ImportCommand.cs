using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Reading.Plans;
using Fadu.Web;
using Fadu.Writing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>import plan|ledger|register|laws</c>: the same doors as the pages', for who has many files. What is there already changes nothing; of a file with an error nothing is taken.</summary>
internal static class ImportCommand
{
    private const int Tenant = 1;

    public static Command Create()
    {
        return new Command("import", "导入方案、台账、名录、法规")
        {
            Plan(),
            Ledger(),
            Register(),
            LawsCommand.Create(),
        };
    }

    private static Command Plan()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "实施方案、工作要点或任务分工表（.docx、.pdf、.txt、.html）",
        };
        var command = new Command("plan", "读入方案，成为待核对的草稿；同一个文件只导入一次")
        {
            file,
        };
        command.SetAction(result =>
            TrailCommands.With(
                result.GetValue(Commands.Data)!,
                true,
                services => Plan(services, result.GetValue(file)!, result.GetValue(Commands.Json))
            )
        );
        return command;
    }

    private static async Task<int> Plan(IServiceProvider services, FileInfo file, bool json)
    {
        if (await Keep(services, file) is not { } kept)
        {
            return 2;
        }
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FaduDb>();
        var known = await db.Set<Plan>()
            .Where(p => p.Tenant == Tenant && p.FileHash == kept.Hash)
            .Select(p => new { p.Id, p.Title })
            .FirstOrDefaultAsync();
        if (known is not null)
        {
            Answer(
                json,
                new
                {
                    plan = known.Id,
                    items = 0,
                    doubts = 0,
                    known = true,
                },
                $"“{known.Title}”已经由这个文件导入过，没有重复导入。"
            );
            return 0;
        }
        ImportPlan import;
        try
        {
            var bytes = await File.ReadAllBytesAsync(
                services.GetRequiredService<FileStore>().PathOf(kept.Hash)
            );
            import = PlanImporter.Prepare(
                PlanReader.Read(SourceText.From(bytes, file.Name, PdfText.Read)),
                kept.Hash,
                await services.GetRequiredService<Directories>().Organs(Tenant),
                services.GetRequiredService<TimeProvider>().Today()
            );
        }
        catch (UnreadableException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
        if (import.Items.Count == 0)
        {
            Console.Error.WriteLine(
                $"“{file.Name}”里没有读出任务，没有导入。请确认它是实施方案、工作要点或任务分工表。"
            );
            return 2;
        }
        var result = await Do(services, import);
        Answer(
            json,
            new
            {
                plan = result.Id,
                items = import.Items.Count,
                doubts = import.Doubts.Count,
                known = false,
            },
            $"读出 {import.Items.Count} 项任务，{import.Doubts.Count} 处待核对。请统筹人员在“方案”页面核对后确认。"
        );
        return 0;
    }

    private static Command Ledger()
    {
        var name = new Argument<string>("NAME")
        {
            Description = "台账的代号或名称，如 publicity-event、普法活动",
        };
        var file = new Argument<FileInfo[]>("FILE")
        {
            Description =
                ".xlsx、.csv 或 .txt，第一行是表头；可以写几个，依次导入，遇到有错误的停下",
            Arity = ArgumentArity.OneOrMore,
        };
        var organ = new Option<string?>("--organ")
        {
            Description = "表中没有单位一列时，算作哪个单位的（名称或代号）",
        };
        var command = new Command("ledger", "按表导入台账；已有的不重复，有一行错误就一行也不导入")
        {
            name,
            file,
            organ,
        };
        command.SetAction(result =>
            TrailCommands.With(
                result.GetValue(Commands.Data)!,
                true,
                services =>
                    Ledger(
                        services,
                        result.GetValue(name)!,
                        result.GetValue(file)!,
                        result.GetValue(organ),
                        result.GetValue(Commands.Json)
                    )
            )
        );
        return command;
    }

    private static async Task<int> Ledger(
        IServiceProvider services,
        string name,
        FileInfo[] files,
        string? organ,
        bool json
    )
    {
        var ledgers = services.GetRequiredService<LedgerRegistry>();
        if (
            (ledgers.Find(name) ?? ledgers.All.FirstOrDefault(l => l.Title == name))
            is not { } ledger
        )
        {
            Console.Error.WriteLine(
                $"没有台账“{name}”。现有：{string.Join('、', ledgers.All.Select(l => $"{l.Title}（{l.Key}）"))}。"
            );
            return 2;
        }
        var organs = await LedgerOrgans.Of(services.GetRequiredService<Directories>(), Tenant);
        Guid? owner = null;
        if (organ is not null && (owner = organs.Find(organ)) is null)
        {
            Console.Error.WriteLine($"没有“{organ}”这个单位。");
            return 2;
        }
        var (added, known, code) = (0, 0, 0);
        // told after what was done before it
        var trouble = () => { };
        await Ahead.Run(files, LedgerSheets.UnderWay, Ready, Finish, Tell);
        trouble();
        if (files.Length == 1 && code != 0)
        {
            return code;
        }
        Answer(
            json,
            new
            {
                ledger = ledger.Key,
                added,
                known,
            },
            $"{ledger.Title}：新增 {added} 条，已有 {known} 条。"
        );
        return code;

        async Task<ReadySheet?> Ready(FileInfo file)
        {
            if (!file.Exists)
            {
                trouble = () => Missing(file);
                code = 2;
                return null;
            }
            var kept = await Take(services, file);
            // done after the file before; this one is checked meanwhile
            var keeping = Do(services, new KeepFile(kept));
            await using var scope = services.CreateAsyncScope();
            CheckedSheet sheet;
            try
            {
                await using var content = services.GetRequiredService<FileStore>().Open(kept.Hash);
                sheet = await LedgerSheets.Check(
                    scope.ServiceProvider.GetRequiredService<FaduDb>(),
                    Actor.System(Tenant),
                    ledger,
                    SheetReader.Read(content, file.Name),
                    owner,
                    organs,
                    services.GetRequiredService<TimeProvider>().Today(),
                    CancellationToken.None
                );
            }
            catch (UnusableFileException e)
            {
                trouble = () =>
                    Console.Error.WriteLine($"“{file.Name}”：{e.Message.ReplaceLineEndings(" ")}");
                await keeping;
                code = 2;
                return null;
            }
            // A page asks the person what a doubtful row is; here nobody can answer, so it stands in the way like a wrong one.
            var wrong = sheet
                .Rows.Where(r => r.Fate is RowFate.Wrong or RowFate.Doubtful or RowFate.Changed)
                .ToList();
            if (wrong.Count > 0)
            {
                trouble = () =>
                {
                    Unused(sheet.Ignored);
                    code = InTheWay(
                        wrong.Select(r => (r.Row, r.Text)),
                        $"“{file.Name}”：{sheet.Rows.Count} 行中有 {wrong.Count} 行有错误或待确认，一行也没有导入。请改好后重新导入，或在“台账”页面导入并逐行确认。"
                    );
                };
                await keeping;
                return null;
            }
            return new ReadySheet(file.Name, sheet, keeping);
        }

        async Task<(ReadySheet Ready, int Fresh)> Finish(ReadySheet ready)
        {
            var (fileName, sheet, keeping) = ready;
            await keeping;
            var fresh = sheet.Of(RowFate.New);
            if (fresh > 0)
            {
                var result = await Do(
                    services,
                    new ImportLines(
                        ledger.Key,
                        fileName,
                        [.. sheet.Rows.Select(r => ImportRow.Of(r))],
                        0
                    )
                );
                // what the file before brought was not there yet when this one was checked
                await using var scope = services.CreateAsyncScope();
                var import = result.Id;
                fresh = await scope
                    .ServiceProvider.GetRequiredService<FaduDb>()
                    .Set<LedgerImport>()
                    .Where(i => i.Tenant == Tenant && i.Id == import)
                    .Select(i => i.Added)
                    .SingleAsync();
            }
            return (ready, fresh);
        }

        void Tell((ReadySheet Ready, int Fresh) done)
        {
            var (fileName, sheet, _) = done.Ready;
            var there = sheet.Rows.Count - done.Fresh;
            added += done.Fresh;
            known += there;
            Unused(sheet.Ignored);
            if (files.Length > 1)
            {
                Console.Error.WriteLine($"“{fileName}”：新增 {done.Fresh} 条，已有 {there} 条。");
            }
        }
    }

    private sealed record ReadySheet(string FileName, CheckedSheet Sheet, Task Keeping);

    private static Command Register()
    {
        var name = new Argument<string>("NAME")
        {
            Description = "名录的代号或名称，如 normative-document、规范性文件",
        };
        var file = new Argument<FileInfo>("FILE")
        {
            Description = ".xlsx、.csv 或 .txt，第一行是表头",
        };
        var basis = new Option<string>("--basis")
        {
            Description = "依据：法律法规的条款，或者决定文件的文号",
            Required = true,
        };
        var approved = new Option<string?>("--approved")
        {
            Description = "已经书面批准的，写批准文号，导入即生效；不写的，等单位负责人在页面批准",
        };
        var command = new Command(
            "register",
            "按表导入名录；已有的不重复，有一行错误就一行也不导入，批准后生效"
        )
        {
            name,
            file,
            basis,
            approved,
        };
        command.SetAction(result =>
            TrailCommands.With(
                result.GetValue(Commands.Data)!,
                true,
                services =>
                    Register(
                        services,
                        result.GetValue(name)!,
                        result.GetValue(file)!,
                        result.GetValue(basis)!,
                        result.GetValue(approved),
                        result.GetValue(Commands.Json)
                    )
            )
        );
        return command;
    }

    private static async Task<int> Register(
        IServiceProvider services,
        string name,
        FileInfo file,
        string basis,
        string? approved,
        bool json
    )
    {
        var registers = services.GetRequiredService<RegisterRegistry>();
        if (
            (registers.Find(name) ?? registers.All.FirstOrDefault(l => l.Title == name))
            is not { } register
        )
        {
            Console.Error.WriteLine(
                $"没有名录“{name}”。现有：{string.Join('、', registers.All.Select(r => $"{r.Title}（{r.Key}）"))}。"
            );
            return 2;
        }
        if (await Keep(services, file) is not { } kept)
        {
            return 2;
        }
        await using var scope = services.CreateAsyncScope();
        var today = services.GetRequiredService<TimeProvider>().Today();
        CheckedItems sheet;
        try
        {
            await using var content = services.GetRequiredService<FileStore>().Open(kept.Hash);
            sheet = await RegisterSheets.Check(
                scope.ServiceProvider.GetRequiredService<FaduDb>(),
                Actor.System(Tenant),
                Scope.All(Tenant),
                register,
                SheetReader.Read(content, file.Name),
                await LedgerOrgans.Of(services.GetRequiredService<Directories>(), Tenant),
                today
            );
        }
        catch (UnusableFileException e)
        {
            Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
            return 2;
        }
        Unused(sheet.Ignored);
        // Whether a row that differs changes the item or corrects it is for a person to say.
        var wrong = sheet.Rows.Where(r => r.Fate is ItemFate.Wrong or ItemFate.Changed).ToList();
        if (wrong.Count > 0)
        {
            return InTheWay(
                wrong.Select(r => (r.Row, r.Text)),
                $"{sheet.Rows.Count} 行中有 {wrong.Count} 行有错误，或者与名录里的不同，一行也没有导入。请改好后重新导入；要变更或者更正已有项目的，请在“名录”页面导入。"
            );
        }
        var (added, same) = (sheet.Of(ItemFate.Added), sheet.Of(ItemFate.Same));
        if (added > 0)
        {
            var import = await Do(
                services,
                new DraftChanges(
                    register.Key,
                    RegisterSheets.Changes(register, sheet, new SheetTaking(null, null), today)
                )
                {
                    Basis = basis,
                    FileName = file.Name,
                    Same = same,
                }
            );
            if (approved is not null)
            {
                await Do(
                    services,
                    new ApproveChanges([], Guid.Parse(import.Value!)) { Paper = approved }
                );
            }
        }
        Answer(
            json,
            new
            {
                register = register.Key,
                added,
                known = same,
                inForce = approved is not null,
            },
            $"{register.Title}：新增 {added} 项，已有 {same} 项。{(added > 0 && approved is null ? "请单位负责人在“名录”页面批准，批准后生效。" : "")}"
        );
        return 0;
    }

    private static void Unused(IReadOnlyList<string> headings)
    {
        foreach (var heading in headings)
        {
            Console.Error.WriteLine($"没有用到的列：{heading}");
        }
    }

    private static int InTheWay(IEnumerable<(SheetRow Row, string Text)> rows, string sum)
    {
        foreach (var (row, text) in rows)
        {
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"第 {row.Number} 行：{text.ReplaceLineEndings(" ")}"
                )
            );
        }
        Console.Error.WriteLine(sum);
        return 1;
    }

    /// <summary>Takes the file into the store, so that what is imported can be looked up afterwards.</summary>
    private static async Task<KeptFile?> Keep(IServiceProvider services, FileInfo file)
    {
        if (!file.Exists)
        {
            Missing(file);
            return null;
        }
        var kept = await Take(services, file);
        await Do(services, new KeepFile(kept));
        return kept;
    }

    private static void Missing(FileInfo file) =>
        Console.Error.WriteLine($"没有文件“{file.FullName}”。");

    private static async Task<KeptFile> Take(IServiceProvider services, FileInfo file)
    {
        await using var content = file.OpenRead();
        return await services.GetRequiredService<FileStore>().Take(content, file.Name);
    }

    private static async Task<CommitResult> Do(
        IServiceProvider services,
        Fadu.Core.Trail.Command command
    )
    {
        var result = await services
            .GetRequiredService<Committer>()
            .Commit(command, Actor.System(Tenant));
        return result.IsDone ? result : throw new RefusedException(result.Refusal);
    }

    private static void Answer(bool json, object answer, string text) =>
        Console.WriteLine(json ? JsonSerializer.Serialize(answer, EventRegistry.Json) : text);
}
