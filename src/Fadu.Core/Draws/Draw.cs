using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Draws;

/// <summary>Somebody who must not be drawn, with the reason.</summary>
public sealed record Recused
{
    [Field("姓名或者名称", MaxLength = 60)]
    public required string Name { get; init; }

    [Field("回避的理由", MaxLength = 300)]
    public required string Because { get; init; }
}

/// <summary>One who could be drawn, or was.</summary>
public sealed record Drawn
{
    [Field("名录编号", MaxLength = 40)]
    public required string Item { get; init; }

    [Field("姓名或者名称", MaxLength = 60)]
    public required string Name { get; init; }
}

/// <summary>
/// A step of a matter that draws at random from a register (docs/adr/0013). What is filled in says how many and who is recused; the rest is looked up and drawn within the commit, and is on record so
/// that anybody can draw again: see <see cref="Draw.Order"/>.
/// </summary>
public abstract record DrawInput
{
    [Field("抽取人数", Min = 1, Max = 50)]
    public required long Count { get; init; }

    [Field(
        "回避",
        Help = "与事项有直接利害关系、不得抽取的，逐个写明理由；名录中登记的回避单位由系统排除。"
    )]
    public IReadOnlyList<Recused> Recusals { get; init; } = [];

    [Field("抽中", Separate = true)]
    public IReadOnlyList<Drawn> Drawn { get; init; } = [];

    [Field("候选", Separate = true)]
    public IReadOnlyList<Drawn> Candidates { get; init; } = [];

    [Field("不在候选之列", Separate = true)]
    public IReadOnlyList<Recused> Excluded { get; init; } = [];

    [Field("抽取编号", Separate = true)]
    public string? DrawId { get; init; }

    [Field("上一条记录", Help = "本事项上一条记录的 SHA-256。", Separate = true)]
    public string? Previous { get; init; }

    [Field("种子", Help = "上一条记录和抽取编号的 SHA-256。", Separate = true)]
    public string? Seed { get; init; }

    /// <summary>The key of the register from which is drawn.</summary>
    internal string FromRegister => Register;

    /// <summary>The key of the register from which is drawn.</summary>
    protected abstract string Register { get; }

    /// <summary>The name of an item, as recusals give it.</summary>
    public abstract string NameOf(JsonObject item);

    /// <summary>Whether an item is looked at at all, such as one of the pool and field.</summary>
    public abstract bool IsOfPool(JsonObject item);

    /// <summary>Why an item may not be drawn for an organ; null where it may.</summary>
    public abstract string? Bars(JsonObject item, Guid organ);
}

/// <summary>A draw as it is on record.</summary>
/// <param name="Entry">The number of the entry before it in the matter's stream; empty where there is none with such a hash.</param>
/// <param name="Order">All candidates in the order of the draw.</param>
public sealed record DrawRecord(
    string Action,
    DateOnly On,
    string? By,
    string Previous,
    int? Entry,
    string Number,
    string Seed,
    IReadOnlyList<Drawn> Order,
    IReadOnlyList<Drawn> Drawn,
    IReadOnlyList<Recused> Excluded
)
{
    /// <summary>Whether drawing again gave the same.</summary>
    public bool IsRight { get; init; }
}

/// <summary>Draws at random so that nobody can steer it and anybody can repeat it.</summary>
public static class Draw
{
    /// <summary>The most candidates of one draw.</summary>
    public const int Most = 2000;

    /// <summary>The seed: of what was committed before, and of the number that the system gives the draw.</summary>
    public static string SeedOf(string previous, string drawId) => Hash($"{previous}|{drawId}");

    /// <summary>All candidates in the order of the draw: by the SHA-256 of seed and number. The first are drawn.</summary>
    public static IReadOnlyList<Drawn> Order(string seed, IEnumerable<Drawn> candidates) =>
        [
            .. candidates
                .OrderBy(c => PlaceOf(seed, c.Item), StringComparer.Ordinal)
                .ThenBy(c => c.Item, StringComparer.Ordinal),
        ];

    /// <summary>By what a candidate has its place in the order.</summary>
    public static string PlaceOf(string seed, string item) => Hash($"{seed}|{item}");

    /// <summary>The draws of a matter as they are on record, each drawn again; the newest last.</summary>
    public static async Task<IReadOnlyList<DrawRecord>> Read(
        FaduDb db,
        Scope scope,
        Guid matter,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (
            await MatterQueries.Find(db, scope, matter, cancellationToken).ConfigureAwait(false)
            is not { } found
        )
        {
            return [];
        }
        var acts = found
            .ReadState()
            .Acts.Where(a => a.Inputs["drawId"] is not null && a.Inputs["seed"] is not null)
            .ToList();
        var stream = Matter.StreamOf(matter);
        var named = acts.Select(a => (string)a.Inputs["previous"]!).ToArray();
        var entries = await db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e => e.Tenant == scope.Tenant && e.Stream == stream && named.Contains(e.Hash))
            .Select(e => new { e.Hash, e.Number })
            .ToDictionaryAsync(e => e.Hash, e => e.Number, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. acts.Select(a =>
            {
                var (previous, number, seed) = (
                    (string)a.Inputs["previous"]!,
                    (string)a.Inputs["drawId"]!,
                    (string)a.Inputs["seed"]!
                );
                var order = Order(seed, List<Drawn>(a.Inputs["candidates"]));
                var drawn = List<Drawn>(a.Inputs["drawn"]);
                int? entry = entries.TryGetValue(previous, out var n) ? n : null;
                return new DrawRecord(
                    a.Action,
                    a.On,
                    a.By,
                    previous,
                    entry,
                    number,
                    seed,
                    order,
                    drawn,
                    List<Recused>(a.Inputs["excluded"])
                )
                {
                    IsRight =
                        entry is not null
                        && SeedOf(previous, number) == seed
                        && order.Take(drawn.Count).SequenceEqual(drawn),
                };
            }),
        ];
    }

    private static List<T> List<T>(JsonNode? list) =>
        list.Deserialize<List<T>>(ProcedureJson.Options) ?? [];

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Looks the candidates up and draws, where a step asks for it; whatever a form sent in its place is lost.</summary>
    internal static async ValueTask Complete(
        Work work,
        Type? input,
        JsonObject inputs,
        Matter matter,
        MatterState state,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        if (input is null || !input.IsAssignableTo(typeof(DrawInput)))
        {
            return;
        }
        foreach (
            var made in new[] { "drawn", "candidates", "excluded", "drawId", "previous", "seed" }
        )
        {
            inputs.Remove(made);
        }
        if (inputs.Deserialize(input, ProcedureJson.Options) is not DrawInput asked)
        {
            return;
        }
        var items = await work
            .Db.Set<RegisterVersion>()
            .AsNoTracking()
            .Where(v =>
                v.Tenant == work.Tenant
                && v.Register == asked.FromRegister
                && v.SupersededSeq == RegisterVersion.Current
                && v.State == StretchState.InForce
                && v.ValidFrom <= day
                && v.ValidUntil >= day
            )
            .OrderBy(v => v.ItemId)
            .Take(Most + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (items.Count > Most)
        {
            Work.Refuse(RefusalKind.Condition, $"名录超过 {Most} 项，不能抽取，请先整理名录。");
        }
        var before = DrawnBefore(state);
        var (candidates, excluded) = (new List<Drawn>(), new List<Recused>());
        foreach (var version in items)
        {
            var item = version.ParseBody();
            if (!asked.IsOfPool(item))
            {
                continue;
            }
            var name = asked.NameOf(item);
            var because =
                asked.Recusals.FirstOrDefault(r => r.Name.Trim() == name)?.Because
                ?? asked.Bars(item, matter.OrganId)
                ?? (before.Contains(version.ItemId.ToString()) ? "此前已经抽中" : null);
            if (because is null)
            {
                candidates.Add(new Drawn { Item = version.ItemId.ToString(), Name = name });
            }
            else
            {
                excluded.Add(new Recused { Name = name, Because = because });
            }
        }
        foreach (var recusal in asked.Recusals)
        {
            if (excluded.TrueForAll(e => e.Name != recusal.Name.Trim()))
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    $"候选人中没有“{recusal.Name}”，请核对回避人员的姓名或者名称。",
                    field: "recusals"
                );
            }
        }
        if (candidates.Count < asked.Count)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"除去回避的，候选只有 {candidates.Count} 个，不够抽取 {asked.Count} 个；请减少抽取人数，或者从其他专家库选择。",
                field: "count"
            );
        }
        var previous = await work.HashOf(Matter.StreamOf(matter.Id)).ConfigureAwait(false);
        var id = Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture);
        var seed = SeedOf(previous, id);
        inputs["candidates"] = Json(candidates);
        inputs["excluded"] = Json(excluded);
        inputs["drawn"] = Json(Order(seed, candidates).Take((int)asked.Count));
        inputs["drawId"] = id;
        inputs["previous"] = previous;
        inputs["seed"] = seed;
    }

    private static HashSet<string> DrawnBefore(MatterState state) =>
        [
            .. state
                .Acts.Where(a => a.Inputs["drawId"] is not null)
                .SelectMany(a => a.Inputs["drawn"]?.AsArray() ?? [])
                .Select(d => (string?)d?["item"])
                .OfType<string>(),
        ];

    private static JsonNode? Json(object value) =>
        JsonSerializer.SerializeToNode(value, ProcedureJson.Options);
}
