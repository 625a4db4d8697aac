using System.CommandLine;
using Fadu.Cli;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Web.Tests.Hosting;
using Fadu.Writing.Sheets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fadu.Web.Tests.Sample;

/// <summary><c>./fadu import</c>, as somebody with a folder of files uses it.</summary>
public sealed class ImportCommandTests : IAsyncLifetime
{
    private const string Plan =
        "云岭县2026年法治政府建设重点任务\n\n一、健全依法行政制度\n1.修订规范性文件管理办法。责任单位:县司法局牵头,县财政局配合。完成时限:2026年6月底前。\n2.清理现行文件。责任单位:县司法局。完成时限:2026年10月底前。\n";

    private readonly string folder = Directory.CreateTempSubdirectory("fadu-import-").FullName;

    private string Data => Path.Combine(folder, "data");

    public async ValueTask InitializeAsync() =>
        await WithServices(async services =>
        {
            var committer = services.GetRequiredService<Committer>();
            var government = await committer.Commit(
                new FoundOrgan(
                    "gov",
                    "云岭县人民政府",
                    "县政府",
                    [],
                    OrganKind.Government,
                    Level.County,
                    null,
                    1,
                    new DateOnly(2019, 1, 1)
                ),
                Actor.System()
            );
            foreach (var (key, name) in new[] { ("sfj", "司法局"), ("czj", "财政局") })
            {
                await committer.Commit(
                    new FoundOrgan(
                        key,
                        $"云岭县{name}",
                        $"县{name}",
                        [],
                        OrganKind.Department,
                        Level.County,
                        Guid.Parse(government.Value!),
                        2,
                        new DateOnly(2019, 1, 1)
                    ),
                    Actor.System()
                );
            }
        });

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task APlanIsReadOnce_AndBecomesADraft()
    {
        var file = Path.Combine(folder, "方案.txt");
        await File.WriteAllTextAsync(file, Plan, TestContext.Current.CancellationToken);
        Assert.Equal(0, await Fadu("import", "plan", file));
        Assert.Equal(0, await Fadu("import", "plan", file));
        await WithServices(async services =>
        {
            await using var db = await services
                .GetRequiredService<IDbContextFactory<FaduDb>>()
                .CreateDbContextAsync();
            var plan = await db.Set<Plan>().SingleAsync();
            Assert.Equal(PlanState.Draft, plan.State);
            Assert.Contains("重点任务", plan.Title, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task ASheetGoesInWhole_OnceOnly_AndNotAtAllWithOneWrongRow()
    {
        const string Head = "主办单位,名称,日期,场所,地点,形式,对象,场次,受众人次";
        var right = Path.Combine(folder, "普法.csv");
        await File.WriteAllTextAsync(
            right,
            $"{Head}\n县司法局,宪法宣传周广场活动,2025-12-04,广场公园,人民广场,集中宣传,群众,1,300\n县财政局,民法典进机关,2025-05-20,机关,机关会议室,专题讲座,国家工作人员,1,80\n",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, await Fadu("import", "ledger", "publicity-event", right));
        Assert.Equal(0, await Fadu("import", "ledger", "普法活动", right));
        Assert.Equal(2, await Lines());

        var wrong = Path.Combine(folder, "有错.csv");
        await File.WriteAllTextAsync(
            wrong,
            $"{Head}\n县司法局,消防宣传,2025-11-04,农村社区,云溪社区,专题讲座,群众,1,50\n县司法局,反诈宣传,某日,农村社区,云溪社区,专题讲座,群众,1,很多\n",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(1, await Fadu("import", "ledger", "publicity-event", wrong));
        Assert.Equal(2, await Lines());
    }

    [Fact]
    public async Task SeveralSheets_GoInOneAfterTheOther_AndStopAtTheFirstWithAnError()
    {
        var files = new List<string>();
        foreach (
            var (name, rows) in new[]
            {
                ("一月", Row("一", "2025-01-10") + Row("二", "2025-01-11")),
                // one that the sheet before it brings, which is not there yet when this one is checked
                ("二月", Row("二", "2025-01-11") + Row("三", "2025-02-11")),
                ("三月", Row("四", "某日")),
                ("四月", Row("五", "2025-04-11")),
            }
        )
        {
            var file = Path.Combine(folder, $"{name}.csv");
            await File.WriteAllTextAsync(
                file,
                $"主办单位,名称,日期,场所,地点,形式,对象,场次,受众人次\n{rows}",
                TestContext.Current.CancellationToken
            );
            files.Add(file);
        }
        Assert.Equal(0, await Fadu(["import", "ledger", "publicity-event", .. files[..2]]));
        Assert.Equal(3, await Lines());
        Assert.Equal(1, await Fadu(["import", "ledger", "publicity-event", .. files]));
        Assert.Equal(3, await Lines());
        // each file is told of in its turn, also the one that is not there
        var (code, told) = await OwnOutput.ErrorsOf(() =>
            Fadu([
                "import",
                "ledger",
                "publicity-event",
                files[3],
                files[0],
                "没有这个文件.csv",
                files[2],
            ])
        );
        Assert.Equal(2, code);
        Assert.Equal(4, await Lines());
        var lines = told.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["“四月.csv”：新增 1 条，已有 0 条。", "“一月.csv”：新增 0 条，已有 2 条。"],
            lines[..2]
        );
        Assert.Contains("没有这个文件.csv", Assert.Single(lines[2..]), StringComparison.Ordinal);

        static string Row(string name, string day) =>
            $"县司法局,法治讲座之{name},{day},机关,第{name}会议室,专题讲座,国家工作人员,1,80\n";
    }

    [Fact]
    public async Task ARegisterIsDrafted_AndInForceWithThePaper_OnceOnly_AndNotAtAllWithOneWrongRow()
    {
        var (right, wrong) = ("", "");
        await WithServices(async services =>
        {
            var register = services.GetRequiredService<RegisterRegistry>()["normative-document"];
            var organs = await LedgerOrgans.Of(services.GetRequiredService<Directories>());
            var rows = Enumerable
                .Range(0, 3)
                .Select(i =>
                    RegisterSheets.Row(
                        register,
                        new RegisterVersion
                        {
                            Register = register.Key,
                            KeyHash = "",
                            Title = "",
                            SortText = "",
                            SearchText = "",
                            Body = RegisterSamples
                                .Body(register, i, organs.Find("云岭县司法局")!.Value, organs)
                                .ToJsonString(EventRegistry.Json),
                            ValidFrom = new(2024, 4, 1),
                            ValidUntil = new(2029, 3, 31),
                        },
                        organs,
                        new DateOnly(2026, 6, 1)
                    )
                )
                .ToList();
            right = await Sheet(register, "文件.xlsx", rows.Take(2));
            var broken = rows[2].ToArray();
            broken[Array.FindIndex(broken, c => c is DateOnly)] = "某日";
            wrong = await Sheet(register, "有错.xlsx", [rows[0], broken]);
        });
        Assert.Equal(
            1,
            await Fadu("import", "register", "normative-document", wrong, "--basis", "清理结果")
        );
        Assert.Equal((0, 0), await Items());
        // without a paper somebody has to agree
        Assert.Equal(
            0,
            await Fadu("import", "register", "normative-document", right, "--basis", "清理结果")
        );
        Assert.Equal((2, 0), await Items());
        string[] approved =
        [
            "import",
            "register",
            "normative-document",
            right,
            "--basis",
            "清理结果",
            "--approved",
            "云政发〔2026〕3号",
        ];
        Assert.Equal(0, await Fadu(approved));
        Assert.Equal((2, 2), await Items());
        Assert.Equal(0, await Fadu(approved));
        Assert.Equal((2, 2), await Items());
    }

    private async Task<string> Sheet(
        Register register,
        string name,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        var path = Path.Combine(folder, name);
        await using var output = new FileStream(path, FileMode.Create);
        await SheetWriter.WriteXlsxAsync(
            RegisterSheets.Export(register),
            rows.ToAsyncEnumerable(),
            output,
            TestContext.Current.CancellationToken
        );
        return path;
    }

    /// <summary>Changes that wait, and items in force.</summary>
    private async Task<(int Pending, int InForce)> Items()
    {
        var found = (0, 0);
        await WithServices(async services =>
        {
            await using var db = await services
                .GetRequiredService<IDbContextFactory<FaduDb>>()
                .CreateDbContextAsync();
            found = (
                await db.Set<RegisterChange>().CountAsync(c => c.State == ChangeState.Pending),
                await db.Set<RegisterVersion>().CountAsync()
            );
        });
        return found;
    }

    [Theory]
    [InlineData("import", "plan", "没有这个文件.docx")]
    [InlineData("import", "ledger", "没有这本台账", "x.csv")]
    [InlineData("import", "register", "没有这个名录", "x.csv", "--basis", "决定")]
    [InlineData("import", "register", "normative-document", "x.csv")]
    [InlineData("import", "laws", "folder")]
    public async Task WhatCannotBeDone_EndsWithTwo(params string[] args) =>
        Assert.Equal(2, await Fadu(args));

    private async Task<int> Lines()
    {
        var count = 0;
        await WithServices(async services =>
        {
            await using var db = await services
                .GetRequiredService<IDbContextFactory<FaduDb>>()
                .CreateDbContextAsync();
            count = await db.Set<LedgerLine>().CountAsync();
        });
        return count;
    }

    private async Task<int> Fadu(params string[] args)
    {
        var root = new RootCommand();
        foreach (var command in Commands.All())
        {
            root.Add(command);
        }
        return await Commands.Run(root, [.. args, "--data", Data]);
    }

    private async Task WithServices(Func<IServiceProvider, Task> run)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        Directory.CreateDirectory(Data);
        WebHost.AddStorage(collection, new FaduOptions(Data));
        await using var services = collection.BuildServiceProvider();
        await WebHost.Migrate(services);
        await run(services);
    }
}
