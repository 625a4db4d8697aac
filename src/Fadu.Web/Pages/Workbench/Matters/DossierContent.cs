using System.Globalization;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Law.Procedures;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>A piece of a 卷宗.</summary>
/// <param name="Number">Its number in the catalogue.</param>
/// <param name="By">责任者.</param>
/// <param name="FileName">Its name in the packed file; null for what is only written in the 卷宗 itself.</param>
public sealed record DossierPiece(
    int Number,
    string Title,
    string By,
    DateOnly? On,
    string? FileName,
    MaterialState? Material
)
{
    /// <summary>What is written about it: headings and texts.</summary>
    public IReadOnlyList<(string Title, string Text)> Facts { get; init; } = [];

    /// <summary>The words of the file, where it has any that can be read.</summary>
    public string? Text { get; init; }

    /// <summary>A picture, as an address that carries it.</summary>
    public string? Picture { get; init; }

    /// <summary>Why the words are not shown.</summary>
    public string? Why { get; init; }

    /// <summary>The place in the page.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"piece-{Number}");
}

/// <summary>The 卷宗 of a matter: cover, catalogue, pieces in the order in which they came about, time limits, what happened.</summary>
public sealed record DossierContent(
    MatterDetail Detail,
    IReadOnlyList<DossierPiece> Pieces,
    LedgerOrgans Organs,
    PeopleDirectory People,
    string Place,
    DateOnly Today
)
{
    private const long LargestPicture = 3 * 1024 * 1024;
    private const int LongestText = 200_000;

    /// <summary>The name of the packed file, without its ending.</summary>
    public string Name =>
        $"卷宗-{FileStore.CleanName(Detail.Matter.Title is { Length: > 40 } t ? t[..40] : Detail.Matter.Title)}";

    /// <summary>Gathers it. With <paramref name="store"/>, what can be read of the files is in it.</summary>
    public static async Task<DossierContent> Of(
        MatterDetail detail,
        LedgerOrgans organs,
        PeopleDirectory people,
        FileStore store,
        string place,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(detail);
        var (state, procedure) = (detail.State, detail.Procedure);
        string By(string? id) => Guid.TryParse(id, out var person) ? people.NameOf(person) : "系统";
        var pieces = new List<DossierPiece>
        {
            new(1, "立案登记", By(state.OpenedBy), state.Anchor, null, null)
            {
                Facts = detail.Facts,
            },
        };
        // Materials and acts in the order of their days; of one day, materials first, since acts rest on them.
        var all = state
            .Materials.Select(m =>
                (m.On, Order: 0, Material: (MaterialState?)m, Act: (ActRecord?)null)
            )
            .Concat(state.Acts.Select(a => (a.On, Order: 1, (MaterialState?)null, (ActRecord?)a)))
            .OrderBy(p => p.On)
            .ThenBy(p => p.Order);
        foreach (var (on, _, material, act) in all)
        {
            var number = pieces.Count + 1;
            if (material is not null)
            {
                pieces.Add(await Piece(number, material));
            }
            else if (act is not null)
            {
                var action = procedure.FindAction(act.Action);
                pieces.Add(
                    new(number, action?.Name ?? act.Action, By(act.By), on, null, null)
                    {
                        Facts = action?.InputType is { } type
                            ? RecordForm.Of(type).Show(act.Inputs, organs)
                            : [],
                    }
                );
            }
        }
        return new DossierContent(detail, pieces, organs, people, place, today);

        async Task<DossierPiece> Piece(int number, MaterialState m)
        {
            var declared = procedure.FindMaterial(m.Material);
            var several = state.Materials.Count(x => x.Material == m.Material) > 1;
            var title = (declared?.Name ?? m.Material) + (several ? $"（第 {m.Version} 稿）" : "");
            var piece = new DossierPiece(
                number,
                title,
                By(m.By),
                m.On,
                m.Hash.Length == 0
                    ? null
                    : $"{number.ToString("000", CultureInfo.InvariantCulture)}-{FileStore.CleanName(title)}{Path.GetExtension(m.Name)}",
                m
            );
            if (await PictureOf(store, m, cancellationToken) is { } picture)
            {
                return piece with { Picture = picture };
            }
            var text = await MaterialText.Read(store, m.Hash, m.Name, cancellationToken);
            return text.Text switch
            {
                { Length: > LongestText } => piece with { Why = "文字太长，见电子卷宗中的原件。" },
                { } words => piece with { Text = words },
                _ => piece with { Why = text.Why },
            };
        }
    }

    private static async Task<string?> PictureOf(
        FileStore store,
        MaterialState m,
        CancellationToken cancellationToken
    )
    {
        if (m.Hash.Length == 0 || !store.Has(m.Hash))
        {
            return null;
        }
        var path = store.PathOf(m.Hash);
        if (new FileInfo(path).Length > LargestPicture)
        {
            return null;
        }
        var head = new byte[4];
        await using (var file = store.Open(m.Hash))
        {
            if (
                await file.ReadAtLeastAsync(head, 4, throwOnEndOfStream: false, cancellationToken)
                < 4
            )
            {
                return null;
            }
        }
        // By content, never by name.
        var type =
            head is [0x89, 0x50, 0x4E, 0x47] ? "image/png"
            : head is [0xFF, 0xD8, 0xFF, _] ? "image/jpeg"
            : null;
        return type is null
            ? null
            : $"data:{type};base64,{Convert.ToBase64String(await File.ReadAllBytesAsync(path, cancellationToken))}";
    }
}
