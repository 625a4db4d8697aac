using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>All registers.</summary>
[Needs(Capability.ViewRegisters)]
[Nav("名录与台账", "名录", "/workbench/registers", 20)]
public sealed class IndexModel(RegisterRegistry registers) : FaduPage
{
    // The areas in the order of their subjects; a new folder stands at the end under its own name.
    private static readonly (string Area, string Title)[] Titles =
    [
        ("LegalityReview", "合法性审查"),
        ("NormativeDocuments", "规范性文件"),
        ("Decisions", "行政决策"),
        ("Powers", "权责和收费"),
        ("Services", "政务服务"),
        ("Credit", "信用"),
        ("Supervision", "监管和涉企检查"),
        ("Enforcement", "行政执法"),
        ("Credentials", "执法资格"),
        ("EnforcementOversight", "执法监督"),
        ("Disputes", "矛盾纠纷化解"),
        ("LegalServices", "法律服务"),
        ("LegalEducation", "普法和学法"),
        ("Emergency", "应急"),
        ("Openness", "公开和数据"),
        ("Programme", "统筹督察"),
    ];

    /// <summary>The registers that fit the search, by area.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<Register> Registers)> Areas
    {
        get;
        private set;
    } = [];

    public void OnGet(string? q)
    {
        var words = (q ?? "").Split(
            [' ', '　'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        Areas =
        [
            .. registers
                .All.Where(r =>
                    words.All(w =>
                        $"{r.Title} {r.Purpose} {r.Keepers} {TitleOf(r.Area)}".Contains(
                            w,
                            StringComparison.OrdinalIgnoreCase
                        )
                    )
                )
                .GroupBy(r => r.Area, StringComparer.Ordinal)
                .OrderBy(g => PlaceOf(g.Key))
                .Select(g =>
                    (
                        TitleOf(g.Key),
                        (IReadOnlyList<Register>)
                            [.. g.OrderBy(r => r.System, StringComparer.Ordinal)]
                    )
                ),
        ];
    }

    private static int PlaceOf(string area) =>
        Array.FindIndex(Titles, t => t.Area == area) is >= 0 and var i ? i : Titles.Length;

    private static string TitleOf(string area) =>
        PlaceOf(area) < Titles.Length ? Titles[PlaceOf(area)].Title : "其他";
}

/// <summary>How many changes wait for this person's approval; no more than ninety-nine are looked at.</summary>
internal sealed class RegisterCount(FaduDb db, Core.Organs.Directories directories) : INavCount
{
    public string Href => "/workbench/registers";

    public async Task<int> Count(CurrentUser user, CancellationToken cancellationToken)
    {
        if (!user.Can(Capability.ApproveRegisters) || user.Actor.Organ is not { } organ)
        {
            return 0;
        }
        var organs = await directories.Organs(user.Actor.Tenant, cancellationToken);
        var kind = organs.Get(organ)?.Kind;
        return await RegisterQueries
            .Waiting(db, user.Scope, organ, kind)
            .Where(c => c.DraftedBy != user.Actor.Person)
            .OrderBy(c => c.Id)
            .Take(99)
            .CountAsync(cancellationToken);
    }
}
