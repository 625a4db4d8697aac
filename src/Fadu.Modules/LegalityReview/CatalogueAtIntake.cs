using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Registers;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Modules.LegalityReview;

/// <summary>One question of the catalogue and its answer.</summary>
public sealed record CriterionAnswer
{
    [Field("判定标准", MaxLength = 400)]
    public required string Question { get; init; }

    [Field("符合")]
    public required bool IsMet { get; init; }
}

/// <summary>
/// What the catalogue (S002) decides when something is sent in: whether it must be reviewed and which materials it needs. The item is looked up as it stands on the day and kept so; what the engine
/// sees of it are facts.
/// </summary>
public sealed class CatalogueAtIntake : IOpeningPart
{
    private const string Field = "catalogueItem";

    /// <summary>The items in force on the day that fit the procedure and the sender.</summary>
    public static async Task<IReadOnlyList<RegisterVersion>> Items(
        OpeningPart part,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(part);
        var kinds = KindsOf(part.Procedure);
        if (kinds.Count == 0)
        {
            return [];
        }
        var found = await RegisterQueries
            .Items(
                part.Db,
                part.Scope,
                ReviewCatalogue.Register,
                new RegisterFilter { Day = part.Day }
            )
            // T1 is the kind of review (slot-map.txt).
            .Where(v => kinds.Contains(v.T1!))
            .OrderBy(v => v.SortText)
            .ThenBy(v => v.ItemId)
            .Take(300)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. found.Where(v =>
                ContentOf(v).AppliesTo is not { Count: > 0 } organs || organs.Contains(part.Sender)
            ),
        ];
    }

    /// <summary>The record of an item.</summary>
    public static ReviewCatalogueItem ContentOf(RegisterVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Register<ReviewCatalogueItem>.Typed(version.ParseBody());
    }

    /// <summary>The yes/no questions of an item; the amount from which on it binds is one of them.</summary>
    public static IReadOnlyList<string> QuestionsOf(ReviewCatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.ThresholdAmount is { } amount
            ?
            [
                .. item.Criteria,
                string.Create(CultureInfo.InvariantCulture, $"金额是否达到 {amount:0.##} 元？"),
            ]
            : item.Criteria;
    }

    /// <summary>The materials of an item that a procedure does not name itself: they come in as 其他材料, under their names.</summary>
    public static IEnumerable<string> OtherMaterials(ReviewCatalogueItem item, Procedure procedure)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(procedure);
        return item.Materials.Where(m => procedure.Materials.All(d => d.Name != m));
    }

    /// <summary>The materials of the item that are not in the file: one that the procedure names itself by its own place, any other by its name in the name of the file.</summary>
    public static IReadOnlyList<string> Missing(
        ReviewFacts facts,
        Procedure procedure,
        MatterState state
    )
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(state);
        return
        [
            .. (facts.CatalogueItem?.Content?.Materials ?? []).Where(m =>
                procedure.Materials.FirstOrDefault(d => d.Name == m) is { } declared
                    ? state.NewestOf(declared.Key) is null
                    : !state.Materials.Any(f =>
                        f.Material == "other" && f.Name.Contains(m, StringComparison.Ordinal)
                    )
            ),
        ];
    }

    public async Task<IReadOnlyList<FieldError>> Check(
        OpeningPart part,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(part);
        var items = await Items(part, cancellationToken).ConfigureAwait(false);
        var given = part.Given.GetValueOrDefault(Field);
        if (items.Count == 0 || given == LedgerField.NoItem)
        {
            return [];
        }
        if (items.FirstOrDefault(i => i.ItemId.ToString() == given) is not { } item)
        {
            return
            [
                new(
                    Field,
                    "审查事项",
                    "请选择属于目录中的哪一项；目录没有列明的，选“目录没有列明”。"
                ),
            ];
        }
        return
        [
            .. QuestionsOf(ContentOf(item))
                .Select((q, i) => (Question: q, Name: $"criteria[{i}].isMet"))
                .Where(q =>
                    string.IsNullOrWhiteSpace(part.Given.GetValueOrDefault(q.Name))
                    || part.Given.GetValueOrDefault(
                        q.Name.Replace("isMet", "question", StringComparison.Ordinal)
                    ) != q.Question
                )
                .Select(q => new FieldError(q.Name, "判定", $"请回答“{q.Question}”。")),
        ];
    }

    public async Task Complete(
        OpeningPart part,
        JsonObject facts,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(facts);
        if (KindsOf(part.Procedure).Count > 0)
        {
            facts["catalogueOffers"] = (
                await Items(part, cancellationToken).ConfigureAwait(false)
            ).Count;
        }
    }

    public async Task<IReadOnlyList<RegisterVersion>?> Choices(
        OpeningPart part,
        LedgerField field,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(field);
        return field.Register == ReviewCatalogue.Key && KindsOf(part.Procedure).Count > 0
            ? await Items(part, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>What the catalogue asks for before something is accepted, whichever way it was sent in.</summary>
    internal static void Accepting<TFacts>(ActionBuilder<TFacts, AcceptInput> accept, LawRef basis)
        where TFacts : ReviewFacts
    {
        accept.Refuses(
            f => f.Facts.CatalogueOffers > 0 && f.Facts.CatalogueItem is null,
            "没有选定属于审查事项目录中的哪一项，送审材料无从核对，不得受理",
            basis
        );
        accept.Refuses(
            f => Missing(f.Facts, f.Procedure, f.State).Count > 0,
            "审查事项目录规定的送审材料没有交齐，不得受理",
            basis,
            detail: f =>
                $"“{f.Facts.CatalogueItem!.Title}”还缺{string.Join("、", Missing(f.Facts, f.Procedure, f.State))}"
        );
    }

    /// <summary>Chooses the item where sending in did not: a review that another matter opened, or one chosen wrongly.</summary>
    internal static void Choosing<TFacts>(ActionBuilder<TFacts, CatalogueInput> choose)
        where TFacts : ReviewFacts =>
        choose
            .By(ProcedureRoles.Sender, ProcedureRoles.Reviewer)
            .Repeatable()
            .Refuses(
                f => f.Facts.CatalogueOffers is null or 0,
                "送审之日审查事项目录没有可选的事项",
                OwnRule.Basis
            )
            .Refuses(f => f.Has("intake.accept"), "已经受理的，不能再改选审查事项", OwnRule.Basis)
            .RefusesInput(
                f =>
                    f.Input.CatalogueItem.Content is { } item
                    && !KindsOf(f.Procedure).Contains(item.ReviewKind),
                "所选事项属于其他种类的审查，请重新选择",
                OwnRule.Basis,
                i => i.CatalogueItem
            )
            .Changes(f => new
            {
                catalogueItem = f.Input.CatalogueItem,
                criteria = new[]
                {
                    new CriterionAnswer
                    {
                        Question = "是否符合该项的判定标准？",
                        IsMet = f.Input.MeetsCriteria,
                    },
                },
            });

    /// <summary>What meets a criterion of the catalogue must be reviewed.</summary>
    internal static void Declining<TFacts>(ActionBuilder<TFacts, ReasonInput> decline)
        where TFacts : ReviewFacts =>
        decline.Refuses(
            f => f.Facts.CatalogueItem is { IsNone: false } && f.Facts.Criteria.Any(c => c.IsMet),
            "审查事项目录列明应当审查的，不得作为不属于审查范围处理",
            OwnRule.Basis
        );

    private static IReadOnlyList<string> KindsOf(Procedure procedure) =>
        procedure.Key switch
        {
            "legality-review.decision" => ["重大行政决策"],
            "legality-review.document" => ["行政规范性文件"],
            "legality-review.contract" => ["政府合同协议"],
            "legality-review.list" => ["权责清单与三定", "其他涉及权利义务的文件"],
            _ => [],
        };
}
