using System.Text;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.People;

public sealed class DirectoryImportTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Import_OfTheSampleCounty_BringsEverything_AndASecondTimeNothing(Engine engine)
    {
        await using var county = await County.Found(engine);
        var errors = new List<ImportError>();
        // The test county uses some keys and names of its own; the sample is imported beside it under a prefix that keeps both apart.
        var command = new ImportDirectory(
            [
                .. DirectorySheets
                    .ReadOrgans(Sample("organs.tsv"), "organs.tsv", errors)
                    .Select(o =>
                        o with
                        {
                            Key = "s-" + o.Key,
                            Parent = o.Parent is null ? null : "s-" + o.Parent,
                            Name = o.Name.Replace("云岭县", "样例县", StringComparison.Ordinal),
                        }
                    ),
            ],
            [
                .. DirectorySheets
                    .ReadPeople(Sample("people.tsv"), "people.tsv", errors)
                    .Select(p => p with { Organ = "s-" + p.Organ }),
            ],
            [
                .. DirectorySheets
                    .ReadChanges(Sample("organ-changes.tsv"), "organ-changes.tsv", errors)
                    .Select(c =>
                        c with
                        {
                            From = "s-" + c.From,
                            To = [.. c.To.Select(t => "s-" + t)],
                        }
                    ),
            ]
        );
        Assert.Empty(errors);
        var importer = county.Services.GetRequiredService<DirectoryImporter>();
        var preview = await importer.Preview(command, Actor.System(), default);
        Assert.Empty(preview.Errors);
        await county.Do(command, Actor.System());
        var (organs, people) = await county.Services.GetRequiredService<Directories>().Both();
        Assert.Equal(command.Organs.Count + 5, organs.All.Count);
        Assert.Equal(command.People.Count + 5, people.All.Count);
        // 合并, 更名 and 分立 of the table of changes.
        var gone = organs.ByKey("s-fpj")!;
        Assert.Equal(new DateOnly(2024, 3, 31), gone.ValidTo);
        Assert.Equal(["s-nyj"], organs.Successors(gone.Id).Select(o => o.Key));
        Assert.Equal(
            ["s-wlj", "s-tyz"],
            organs.Successors(organs.ByKey("s-wtj")!.Id).Select(o => o.Key)
        );
        Assert.Contains(
            organs.ByKey("s-shj")!.Names,
            n => n.Kind == NameKind.Former && n.To == new DateOnly(2024, 7, 31)
        );
        Assert.NotEmpty(people.LeadersOf(organs.ByKey("s-czj")!.Id));
        Assert.Single(people.All, p => people.RolesOf(p.Id).Contains(Role.Auditor));

        var again = await importer.Preview(command, Actor.System(), default);
        Assert.Empty(again.Errors);
        Assert.Equal(0, again.ChangedRows);
        var second = await county.Do(
            command with
            {
                CommandId = Guid.CreateVersion7(),
            },
            Actor.System()
        );
        Assert.Equal(0, second.Seq);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Import_WithErrors_NamesEachPlaceAndWritesNothing(Engine engine)
    {
        await using var county = await County.Found(engine);
        var errors = new List<ImportError>();
        var organs = DirectorySheets.ReadOrgans(
            Text(
                "代码\t全称\t类别\t层级\t上级代码",
                "mzj\t云岭县民政局\t工作部门\t县\tgov",
                "mzj\t云岭县民政局二\t工作部门\t县\tgov",
                "slj\t云岭县水利局\t工作部们\t县\tgov",
                "lyj\t云岭县林业局\t工作部门\t县\tnone",
                "qsz\t青石镇政府\t乡镇政府\t乡镇\tgov"
            ),
            "机关.csv",
            errors
        );
        var people = DirectorySheets.ReadPeople(
            Text(
                "姓名\t机关代码\t职务\t角色\t登录名",
                "甲\tmzj\t局长\t单位负责人、审计员、系统管理员\tjia",
                "乙\tnone\t\t填报员\tyi",
                "丙\tmzj\t\t书记\tjia",
                "丁\tmzj\t\t填报员\t丁"
            ),
            "人员.csv",
            errors
        );
        Assert.Equal(
            ["机关表第4行“类别”", "人员表第4行“角色”"],
            errors.Select(e => e.ToString().Split('：')[0])
        );
        var command = new ImportDirectory(organs, people, []);
        var refusal = await county.Refused(command, Actor.System());
        Assert.Contains("一行也没有写入", refusal.Message, StringComparison.Ordinal);
        foreach (
            var place in new[]
            {
                "机关表第3行“代码”",
                "机关表第5行“上级代码”",
                "机关表第6行“全称”",
                "人员表第2行“角色”",
                "人员表第3行“机关代码”",
                "人员表第4行“登录名”",
                "人员表第5行“登录名”",
            }
        )
        {
            Assert.Contains(refusal.Details, d => d.StartsWith(place, StringComparison.Ordinal));
        }
        await using var db = county.Read();
        Assert.Equal(5, await db.Set<Organ>().CountAsync());
        Assert.Equal(5, await db.Set<Person>().CountAsync());
    }

    /// <summary>The first organs are founded on a page, with codes that no table knows; the county's own table may call them otherwise.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Import_WithOtherCodesForKnownOrgans_KnowsThemByTheirFullNames(Engine engine)
    {
        await using var county = await County.Found(engine);
        var errors = new List<ImportError>();
        var command = new ImportDirectory(
            DirectorySheets.ReadOrgans(
                Text(
                    "代码\t全称\t类别\t层级\t上级代码",
                    "xzf\t云岭县人民政府\t人民政府\t县\t",
                    "sifa\t云岭县司法局\t工作部门\t县\txzf",
                    "mzj\t云岭县民政局\t工作部门\t县\txzf"
                ),
                "机关.csv",
                errors
            ),
            DirectorySheets.ReadPeople(
                Text("姓名\t机关代码\t职务\t角色\t登录名", "甲\tsifa\t科员\t承办人\tjia"),
                "人员.csv",
                errors
            ),
            []
        );
        Assert.Empty(errors);
        await county.Do(command, Actor.System());
        var (organs, people) = await county.Services.GetRequiredService<Directories>().Both();
        Assert.Equal(6, organs.All.Count);
        Assert.Equal(county.Government, organs.ByKey("mzj")!.ParentId);
        Assert.Equal(county.Justice, people.All.Single(p => p.Login == "jia").OrganId);
        // Two rows for one organ are one too many, whatever their codes.
        var twice = await county.Refused(
            command with
            {
                CommandId = Guid.NewGuid(),
                Organs = [.. command.Organs, command.Organs[1] with { Row = 5, Key = "sfj" }],
            },
            Actor.System()
        );
        Assert.Contains(
            twice.Details,
            d => d.StartsWith("机关表第5行“全称”", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Template_FilledInExcel_IsReadBack()
    {
        using var file = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            DirectorySheets.OrganLayout,
            Rows([
                "mzj",
                "云岭县民政局",
                "县民政局",
                "县民政",
                "工作部门",
                "县",
                "",
                "",
                new DateOnly(2020, 1, 2),
            ]),
            file
        );
        file.Position = 0;
        var errors = new List<ImportError>();
        var row = Assert.Single(DirectorySheets.ReadOrgans(file, "机关.xlsx", errors));
        Assert.Empty(errors);
        Assert.Equal("县民政局", row.ShortName);
        Assert.Equal(["县民政"], row.Aliases);
        Assert.Equal(OrganKind.Department, row.Kind);
        Assert.Equal(new DateOnly(2020, 1, 2), row.From);
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        params IReadOnlyList<object?>[] rows
    )
    {
        foreach (var row in rows)
        {
            yield return row;
        }
        await Task.CompletedTask;
    }

    private static MemoryStream Text(params string[] lines) =>
        new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private static FileStream Sample(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "sample", "yunling")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        }
        return File.OpenRead(Path.Combine(folder, "sample", "yunling", name));
    }
}
