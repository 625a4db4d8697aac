using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Law.Dates;
using Fadu.Modules.LegalityReview;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Cli.Sample;

/// <summary>The catalogue of what must be reviewed: read from its sheet, agreed to by 县司法局 and the county government, and changed twice since.</summary>
internal static class SampleRegisters
{
    private const string Drafter = "moxun";
    private const string Head = "xunzhenzhou";
    private const string County = "yanmuhe";

    private static readonly WorkCalendar Calendar = WorkCalendar.National;

    private static Register Catalogue => ReviewCatalogue.Register;

    public static void Plan(SampleStage stage)
    {
        stage.On(new DateOnly(2024, 2, 20), () => Import(stage));
        stage.On(
            new DateOnly(2025, 2, 18),
            () =>
                Change(
                    stage,
                    "建设工程、货物和服务采购合同",
                    "云政发〔2025〕4号",
                    "采购合同数量大，起点金额提高。",
                    v => new NewChange(
                        Catalogue.Kind(ChangeEffect.Change).Key,
                        v.ItemId,
                        With(v, "thresholdAmount", 8_000_000m),
                        new DateOnly(2025, 4, 1)
                    )
                )
        );
        stage.On(
            new DateOnly(2026, 1, 20),
            () =>
                Change(
                    stage,
                    "征收补偿协议的统一文本",
                    "云政发〔2026〕2号",
                    "统一文本已由省级部门制定，不再由县级拟订。",
                    v => new NewChange(
                        Catalogue.Kind(ChangeEffect.End).Key,
                        v.ItemId,
                        null,
                        null,
                        new DateOnly(2026, 2, 28)
                    )
                )
        );
    }

    private static async Task Import(SampleStage stage)
    {
        const string Name = "合法性审查事项目录.txt";
        var actor = await stage.As(Drafter);
        var organs = await LedgerOrgans.Of(stage.Services.GetRequiredService<Directories>());
        await using var db = await stage.Read();
        var sheet = await RegisterSheets.Check(
            db,
            actor,
            Scope.All(),
            Catalogue,
            SheetReader.ReadPasted(SampleData.Text("review-catalogue.tsv")).ToList(),
            organs,
            stage.Clock.Day
        );
        if (sheet.Rows.FirstOrDefault(r => r.Fate == ItemFate.Wrong) is { } wrong)
        {
            throw new InvalidOperationException($"样例目录第 {wrong.Row.Number} 行：{wrong.Text}");
        }
        var import = await stage.Do(
            new DraftChanges(
                Catalogue.Key,
                RegisterSheets.Changes(
                    Catalogue,
                    sheet,
                    new SheetTaking(null, null),
                    stage.Clock.Day
                )
            )
            {
                Basis = "云政发〔2024〕6号",
                FileName = Name,
            },
            actor
        );
        Agree(stage, new ApproveChanges([], import.Id));
    }

    private static async Task Change(
        SampleStage stage,
        string title,
        string basis,
        string reason,
        Func<RegisterVersion, NewChange> make
    )
    {
        await using var db = await stage.Read();
        var version = await RegisterQueries
            .Items(db, Scope.All(), Catalogue, new RegisterFilter { Day = stage.Clock.Day })
            .SingleAsync(v => v.Title == title);
        var change = await stage.Do(
            new DraftChanges(Catalogue.Key, [make(version)]) { Basis = basis, Reason = reason },
            Drafter
        );
        Agree(stage, new ApproveChanges([change.Id]));
    }

    private static void Agree(SampleStage stage, ApproveChanges changes)
    {
        var head = Calendar.AddWorkdays(stage.Clock.Day, 3);
        stage.On(head, () => stage.Do(changes with { CommandId = Guid.CreateVersion7() }, Head));
        stage.On(
            Calendar.AddWorkdays(head, 4),
            () => stage.Do(changes with { CommandId = Guid.CreateVersion7() }, County)
        );
    }

    private static System.Text.Json.Nodes.JsonObject With(
        RegisterVersion version,
        string field,
        decimal value
    )
    {
        var body = version.ParseBody();
        body[field] = value;
        return body;
    }
}
