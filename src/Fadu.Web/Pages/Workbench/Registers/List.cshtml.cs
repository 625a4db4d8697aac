using System.Globalization;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>The items of one register on a day; day, filter and place live in the address.</summary>
[Needs(Capability.ViewRegisters)]
public sealed class ListModel(FaduDb db, RegisterRegistry registers) : RegisterPage(db, registers)
{
    private const int Size = 50;

    public DataTable Table { get; private set; } = null!;

    public string? Next { get; private set; }

    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    public RegisterFilter Filter { get; private set; } = null!;

    /// <summary>The kind by which items are added.</summary>
    public string AddKey => Register.Kind(ChangeEffect.Add).Key;

    /// <summary>The query as it is, for the export.</summary>
    public string Query => Request.QueryString.Value ?? "";

    public async Task OnGetAsync()
    {
        Filter = RegisterAddress.Read(Register, Organs, Request.Query, Today);
        var page = await RegisterQueries.Page(
            Db,
            Scope,
            Register,
            Filter,
            Request.Query[Links.After],
            Size,
            HttpContext.RequestAborted
        );
        Next = page.Next;
        Filters =
        [
            new FieldView("day", "哪一天", FieldKind.Date),
            new FieldView("state", "状态", FieldKind.Choice)
            {
                Options =
                [
                    .. Enum.GetValues<Standing>()
                        .Select(s => new Choice(s.ToString(), s.DisplayName())),
                    new Choice("all", "全部"),
                ],
            },
            .. Register
                .Fields.Where(f => f is { Type: FieldType.Choice, InList: true, Slot: not null })
                .Take(2)
                .Select(f => new FieldView(f.Name, f.Title, FieldKind.Choice)
                {
                    Options = [.. f.Choices.Select(c => new Choice(c, c))],
                }),
            new FieldView("keeper", "主管单位", FieldKind.Organ)
            {
                Options = [.. Organs.All.Select(o => new Choice(o.ShortName, o.Name))],
            },
            new FieldView("expires", "到期", FieldKind.Choice)
            {
                Options = [new Choice("60", "60 日内到期")],
            },
            new FieldView("q", "包含文字") { MaxLength = 100 },
        ];
        Table = new DataTable(
            [
                new Column("项", IsName: true),
                .. Shown(Register)
                    .Select(f => new Column(
                        f.Title,
                        null,
                        f.Type is FieldType.Count or FieldType.Decimal
                    )),
                new Column("主管单位"),
                new Column("有效期", Whole: true),
                new Column("状态"),
            ],
            [.. page.Items.Select(RowOf)]
        )
        {
            Id = "items",
            Caption = Register.Title,
        };
    }

    private Row RowOf(RegisterVersion version)
    {
        var body = version.ParseBody();
        var address = RegisterVersion.AddressOf(Register.Key, version.ItemId);
        return new Row([
            Cell.Text(
                version.Title,
                Filter.Day == Today
                    ? address
                    : $"{address}?day={Filter.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
            ),
            .. Shown(Register)
                .Select(f =>
                    f.Type is FieldType.Count or FieldType.Decimal && body[f.Name] is { } number
                        ? Cell.Text($"{f.Format(number, Organs)} {f.Unit}")
                        : Cell.Text(f.Format(body[f.Name], Organs))
                ),
            Cell.Text(Organs.NameOf(version.OrganId)),
            Cell.Text(Days(version.ValidFrom, version.ValidUntil)),
            StateCell(version, Filter.Day),
        ])
        {
            Id = version.ItemId.ToString(),
        };
    }
}
