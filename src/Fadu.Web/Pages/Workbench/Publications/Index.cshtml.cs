using System.Globalization;
using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Publications;

/// <summary>What must be made public, the late ones first; items of registers are published from here, several at once.</summary>
[Needs(Capability.Publish)]
[Nav("推进", "公布", Home, 40)]
public sealed class IndexModel(FaduDb db, PortalSections sections) : PublicationsPage(db, sections)
{
    private const int Size = 50;

    public DataTable Table { get; private set; } = null!;

    public string? Next { get; private set; }

    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    public string Headline { get; private set; } = "";

    /// <summary>Whether anything of the page can be published together.</summary>
    public bool MayPublishSome { get; private set; }

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostPublishAsync(Guid[]? duties)
    {
        var chosen = duties ?? [];
        var items = await Db.Set<PublicationDuty>()
            .Within(Scope)
            .Where(d =>
                chosen.Contains(d.Id)
                && d.State == DutyState.Open
                && d.Channel == Publication.Portal
                && d.SubjectKind.StartsWith("register:")
                && d.Act != PublicationAct.Withdraw
            )
            .Select(d => d.SubjectId)
            .Distinct()
            .ToListAsync(HttpContext.RequestAborted);
        if (items.Count == 0)
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请先勾选要公布的信息。"));
        }
        else
        {
            var result = await Commit(
                new PublishOnPortal(items) { CommandId = CommandId },
                $"已在门户公布 {items.Count} 项。"
            );
            if (result.IsDone)
            {
                return LocalRedirect(
                    Home
                        + Request.QueryString.Value?.Replace(
                            "?handler=Publish",
                            "",
                            StringComparison.Ordinal
                        )
                );
            }
        }
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        await Load();
        return Page();
    }

    private async Task Load()
    {
        var query = Request.Query;
        var state = query["state"].ToString();
        var filter = new DutyFilter
        {
            Day = Today,
            State =
                state == "done" ? DutyState.Done
                : state == "waived" ? DutyState.Waived
                : DutyState.Open,
            LateOnly = state == "late",
            Organ = Organs.Find(query["organ"].ToString()),
            Section = query["in"].ToString(),
            Text = query["q"].ToString(),
        };
        Filters =
        [
            new FieldView("state", "状态", FieldKind.Choice)
            {
                Options =
                [
                    new Choice("late", "已经迟的"),
                    new Choice("done", "已办"),
                    new Choice("waived", "无需公布"),
                ],
            },
            new FieldView("in", "栏目", FieldKind.Choice) { Options = Lists },
            new FieldView("organ", "单位", FieldKind.Organ)
            {
                Options = [.. Organs.All.Select(o => new Choice(o.ShortName, o.Name))],
            },
            new FieldView("q", "标题含") { MaxLength = 100 },
        ];
        (var rows, Next) = await PublicationQueries.Duties(
            Db,
            Scope,
            filter,
            query[Links.After],
            Size,
            HttpContext.RequestAborted
        );
        var late = rows.Count(d => d.State == DutyState.Open && d.IsLateOn(Today));
        Headline =
            filter.State == DutyState.Done ? "已经办了的公布"
            : filter.State == DutyState.Waived ? "无需公布的"
            : late > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{late}{(late == Size ? "项以上" : "项")}公布已经迟了"
                )
            : rows.Count > 0 ? "待公布的都在期限内"
            : "没有待公布的信息";
        MayPublishSome = rows.Any(IsBulk);
        Table = new DataTable(
            [
                new Column("信息", IsName: true),
                new Column("要做的"),
                new Column("渠道"),
                new Column("单位"),
                new Column(filter.State == DutyState.Open ? "最迟" : "办结", Whole: true),
                new Column("依据"),
            ],
            [
                .. rows.Select(d => new Row([
                    Cell.Text(d.Title, $"{Home}/{d.Id}"),
                    Cell.Text(d.Act.DisplayName()),
                    Cell.Text(d.Channel),
                    Cell.Text(Organs.NameOf(d.OrganId)),
                    d.State == DutyState.Open
                        ? Cell.Due(d.Due, Today)
                        : Cell.Join(
                            Cell.Day(d.DoneOn),
                            d.IsLateOn(Today) ? Cell.Tag("迟", Tone.Late) : Cell.Text(null)
                        ),
                    Cell.Text($"{d.Article}，{d.Limit}"),
                ])
                {
                    Id = IsBulk(d) ? d.Id.ToString() : null,
                    Tone = d.State == DutyState.Open && d.IsLateOn(Today) ? Tone.Late : Tone.Plain,
                }),
            ]
        )
        {
            Caption = "应当公开的信息",
            PickName = MayPublishSome ? "duties" : null,
        };
    }

    private static bool IsBulk(PublicationDuty d) =>
        d is { State: DutyState.Open, Channel: Publication.Portal }
        && d.SubjectKind.StartsWith("register:", StringComparison.Ordinal)
        && d.Act is PublicationAct.Publish or PublicationAct.Renew;
}
