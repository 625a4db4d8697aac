using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Tests.Ledgers;
using Fadu.Core.Tests.Plans;
using Fadu.Core.Tests.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Systems;

/// <summary>
/// The desk of a clerk, for the tests of single systems: entries are typed as 栏目=内容, one after the other with |; a later 栏目 goes for an earlier one, an empty one is left out, and what must be filled in
/// and is not named is filled in somehow. Today is 2026-03-16.
/// </summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly Registering registers;
    private int next;

    private Desk(Registering registers) => this.registers = registers;

    public County County => registers.County;

    public LedgerOrgans Organs => registers.Organs;

    public static async Task<Desk> Open(Engine engine = Engine.Sqlite) =>
        new(await Registering.Found(engine));

    /// <summary>A day written as 2026-03-16.</summary>
    public static DateOnly Day(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Ledgers

    /// <summary>Records a line.</summary>
    public async Task<Guid> Line(string ledger, params string[] texts) =>
        (await County.Do(new RecordLine(ledger, Body(Of(ledger), texts)), County.Coordinator)).Id;

    /// <summary>Tries to record a line and gives the sentence of the refusal.</summary>
    public async Task<string> NoLine(string ledger, params string[] texts)
    {
        var (body, errors) = Read(Of(ledger), texts);
        return errors.Count > 0
            ? string.Join('\n', errors)
            : Words(await County.Refused(new RecordLine(ledger, body), County.Coordinator));
    }

    /// <summary>Fills in what comes later, or corrects.</summary>
    public async Task Go(Guid line, params string[] texts) =>
        await County.Do(await Next(line, texts), County.Coordinator);

    /// <summary>Tries to fill in what comes later and gives the sentence of the refusal.</summary>
    public async Task<string> NoGo(Guid line, params string[] texts) =>
        Words(await County.Refused(await Next(line, texts), County.Coordinator));

    /// <summary>Takes a line out of the count.</summary>
    public async Task Void(Guid line) =>
        await County.Do(
            new VoidLine(
                line,
                (await LedgerLifeTests.Line(County, line)).Version,
                CorrectionReason.EntryError
            )
            {
                Reason = "误录",
            },
            County.Coordinator
        );

    public async Task<LedgerLine> Stored(Guid line) => await LedgerLifeTests.Line(County, line);

    /// <summary>The problem that a line opened.</summary>
    public async Task<RectificationItem> Problem(Guid line)
    {
        await using var db = County.Read();
        return await db.Set<RectificationItem>().SingleAsync(p => p.Origin == line);
    }

    /// <summary>Mends a problem of the desk's organ with proof; 李宁 of another organ cannot verify, 陈岩 and 周明 can.</summary>
    public async Task Mend(Guid line, Actor owner, Actor verifier)
    {
        var problem = await Problem(line);
        await SamplePlan.KeepProof(County);
        await County.Do(new PlanProblem(problem.Id, owner.Person!.Value, "按要求整改。"), owner);
        await County.Do(
            new ReportProblem(problem.Id, "已经整改。")
            {
                Evidence = [SamplePlan.ProofHash],
                FileNames = ["凭证.txt"],
            },
            owner
        );
        await County.Do(new CloseProblem(problem.Id, ProblemOutcome.Mended), verifier);
    }

    /// <summary>The returns and ledgers that an organ owes.</summary>
    public async Task<IReadOnlyList<LedgerDue>> Owed(string ledger)
    {
        await using var db = County.Read();
        return
        [
            .. (
                await LedgerQueries.Dues(
                    db,
                    Scope.All(),
                    LedgerDeclarationTests.Registry,
                    Organs,
                    County.Time.Today(),
                    default
                )
            ).Where(d => d.Ledger.Key == ledger),
        ];
    }

    /// <summary>The lines of a ledger that somebody of an organ sees.</summary>
    public async Task<IReadOnlyList<LedgerLine>> SeenBy(Guid organ, string ledger)
    {
        await using var db = County.Read();
        return (
            await LedgerQueries.Page(
                db,
                new Scope(1, false, [organ]),
                Of(ledger),
                new LedgerFilter(),
                null,
                50,
                default
            )
        ).Lines;
    }

    // Registers

    /// <summary>Adds an item from a day; the head of the keeper and whoever else is asked agree.</summary>
    public Task<Guid> Item(string register, string from, params string[] texts) =>
        Item(register, from, until: null, texts);

    /// <summary>Adds an item for a time.</summary>
    public async Task<Guid> ItemUntil(
        string register,
        string from,
        string until,
        params string[] texts
    ) => await Item(register, from, Day(until), texts);

    /// <summary>Tries to add an item and gives the sentence of the refusal.</summary>
    public async Task<string> NoItem(string register, params string[] texts)
    {
        var of = RegisterOf(register);
        var (body, errors) = Read(of, texts);
        return errors.Count > 0
            ? string.Join('\n', errors)
            : Words(
                await County.Refused(
                    Registering.Command(
                        of,
                        new NewChange(of.Kind(ChangeEffect.Add).Key, null, body, Day("2026-01-01"))
                    ),
                    County.Coordinator
                )
            );
    }

    /// <summary>Changes an item by a kind of its sheet; for kinds that end, the day is the last one in force.</summary>
    public async Task Change(
        string register,
        Guid item,
        string kind,
        string day,
        params string[] texts
    ) => await registers.Approve(await Draft(register, item, kind, day, texts));

    /// <summary>Drafts a change and leaves it waiting.</summary>
    public async Task<Guid> Draft(
        string register,
        Guid item,
        string kind,
        string day,
        params string[] texts
    ) =>
        await registers.Draft(
            RegisterOf(register),
            await ChangeOf(register, item, kind, day, texts)
        );

    /// <summary>Tries to change an item and gives the sentence of the refusal.</summary>
    public async Task<string> NoChange(
        string register,
        Guid item,
        string kind,
        string day,
        params string[] texts
    )
    {
        var change = await ChangeOf(register, item, kind, day, texts);
        return Words(
            await County.Refused(
                Registering.Command(RegisterOf(register), change),
                County.Coordinator
            )
        );
    }

    /// <summary>Who agrees: the head, then whoever the register names.</summary>
    public Task Approve(Guid change) => registers.Approve(change);

    public Actor Head => registers.Head;

    public Task<RegisterChange> Draft(Guid change) => registers.Change(change);

    /// <summary>How an item stands on a day.</summary>
    public Task<RegisterVersion?> On(string register, Guid item, string day) =>
        registers.On(RegisterOf(register), item, Day(day));

    /// <summary>A field of an item on a day, as text.</summary>
    public async Task<string> Reads(string register, Guid item, string day, string title)
    {
        var of = RegisterOf(register);
        var field = of.Fields.Single(f => f.Title == title);
        var version = await On(register, item, day);
        return field.Format(version!.ParseBody()[field.Name], Organs);
    }

    /// <summary>What the checks of a register find today.</summary>
    public async Task<IReadOnlyList<RegisterFinding>> Found(string register)
    {
        await using var db = County.Read();
        return await RegisterFindings.Of(
            db,
            Scope.All(),
            RegisterDeclarationTests.Registry,
            RegisterOf(register),
            await LedgerOrgans.Of(County.Services.GetRequiredService<Directories>()),
            County.Time.Today()
        );
    }

    /// <summary>Reminds on a day and gives the notices of the registers that are open.</summary>
    public async Task<IReadOnlyList<InboxItem>> Reminded(string day)
    {
        await County.Do(new RemindRegisters(Day(day)), Actor.System());
        await using var db = County.Read();
        return await db.Set<InboxItem>()
            .Where(i => i.SettledAt == null && i.Key.StartsWith("register-"))
            .ToListAsync();
    }

    /// <summary>The confirmations of registers that are owed, by their keys.</summary>
    public async Task<IReadOnlyList<string>> ToConfirm()
    {
        await using var db = County.Read();
        return await db.Set<InboxItem>()
            .Where(i => i.SettledAt == null && i.Key.StartsWith("register-year:"))
            .Select(i => i.Key)
            .ToListAsync();
    }

    /// <summary>The items in force on a day that have a word in them.</summary>
    public async Task<IReadOnlyList<string>> Find(string register, string text, string day)
    {
        await using var db = County.Read();
        return await RegisterQueries
            .Items(
                db,
                Scope.All(),
                RegisterOf(register),
                new RegisterFilter { Day = Day(day), Text = text }
            )
            .OrderBy(v => v.SortText)
            .Select(v => v.Title)
            .ToListAsync();
    }

    /// <summary>By when an item must be made public, and by which article.</summary>
    public async Task<IReadOnlyList<(string Article, DateOnly Due)>> Owes(Guid item)
    {
        await using var db = County.Read();
        return
        [
            .. (
                await db.Set<PublicationDuty>()
                    .Where(d => d.SubjectId == item && d.State == DutyState.Open)
                    .ToListAsync()
            ).Select(d => (d.Article, d.Due)),
        ];
    }

    /// <summary>Makes an item public and gives what the portal shows.</summary>
    public async Task<PublicationEdition> Publish(Guid item)
    {
        await County.Do(new PublishOnPortal([item]), County.Coordinator);
        await using var db = County.Read();
        return await db.Set<PublicationEdition>()
            .Where(e => e.PublicationId == item)
            .OrderByDescending(e => e.Number)
            .FirstAsync();
    }

    // Figures

    /// <summary>A figure of 2026 with its unit, of the county or of a part of it.</summary>
    public Task<string> Says(Figure figure, string slice = "") =>
        Says(figure, "2026-01-01", "2026-12-31", slice);

    /// <summary>A figure of a time.</summary>
    public async Task<string> Says(Figure figure, string from, string to, string slice = "")
    {
        await using var db = County.Read();
        return (
            await County
                .Services.GetRequiredService<FigureQuery>()
                .Value(
                    db,
                    Scope.All(),
                    new FigureAsk(figure, Day(from), Day(to)) { Dimensions = slice }
                )
        ).TextWithUnit;
    }

    /// <summary>A figure of 2026 of one organ.</summary>
    public async Task<string> SaysOf(Figure figure, Guid organ)
    {
        await using var db = County.Read();
        return (
            await County
                .Services.GetRequiredService<FigureQuery>()
                .Value(db, Scope.All(), FigureAsk.Year(figure, 2026) with { Organs = [organ] })
        ).TextWithUnit;
    }

    /// <summary>What rose in a month.</summary>
    public async Task<IReadOnlyList<Rise>> Risen(Figure figure, string month)
    {
        await using var db = County.Read();
        return await Rises.Of(
            County.Services.GetRequiredService<FigureQuery>(),
            db,
            Scope.All(),
            figure,
            Day(month)
        );
    }

    public ValueTask DisposeAsync() => registers.DisposeAsync();

    // How texts become records

    private static Ledger Of(string ledger) => LedgerDeclarationTests.Registry[ledger];

    private static Register RegisterOf(string register) =>
        RegisterDeclarationTests.Registry[register];

    private static string Words(Refusal refusal) =>
        string.Join('\n', [refusal.Message, .. refusal.Details]);

    private async Task<CorrectLine> Next(Guid id, string[] texts)
    {
        var line = await LedgerLifeTests.Line(County, id);
        var ledger = Of(line.Ledger);
        var said = Said(texts, t => Named(ledger, t).Name);
        var (body, errors) = ledger.Parse(said, Organs);
        Assert.Empty(errors);
        var all = line.ParseBody();
        foreach (var (name, text) in said)
        {
            all.Remove(name);
            if (!string.IsNullOrEmpty(text))
            {
                all[name] = body[name]!.DeepClone();
            }
        }
        return new CorrectLine(id, line.Version, all, CorrectionReason.FoundByCheck)
        {
            Reason = "续填",
        };
    }

    private JsonObject Body(Ledger ledger, string[] texts)
    {
        var (body, errors) = Read(ledger, texts);
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return body;
    }

    private (JsonObject Body, IReadOnlyList<FieldError> Errors) Read(Ledger ledger, string[] texts)
    {
        var said = Said(texts, t => Named(ledger, t).Name);
        said.TryAdd("organ", County.Justice.ToString());
        var form = said.GetValueOrDefault("form") ?? ledger.Forms[0].DisplayName();
        if (form == LineForm.Total.DisplayName())
        {
            said.TryAdd("periodFrom", "2026-02-01");
            said.TryAdd("periodTo", "2026-02-28");
        }
        Fill(ledger.AllFields, n => ledger.Field(n).Name, said, form);
        return ledger.Parse(said, Organs);
    }

    private async Task<Guid> Item(string register, string from, DateOnly? until, string[] texts)
    {
        var of = RegisterOf(register);
        var (body, errors) = Read(of, texts);
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return await registers.Do(of, registers.Adding(of, body, Day(from), until));
    }

    private (JsonObject Body, IReadOnlyList<FieldError> Errors) Read(
        Register register,
        string[] texts
    )
    {
        var said = Said(texts, t => Named(register, t));
        foreach (var (name, text) in RegisterSamples.Texts(register, ++next, County.Justice))
        {
            said.TryAdd(name, text);
        }
        Fill(register.Fields, n => register.Field(n).Name, said, "");
        return register.Read(said, Organs, County.Time.Today());
    }

    private async Task<NewChange> ChangeOf(
        string register,
        Guid item,
        string kind,
        string day,
        string[] texts
    )
    {
        var of = RegisterOf(register);
        var how = of.Kinds.Single(k => k.Name == kind);
        var input = how.Input is null ? null : RecordForm.Of(how.Input);
        var (own, rest) = (
            texts.SelectMany(Parts).Where(p => input?.Fields.Any(f => f.Title == p.Title) == true),
            texts.SelectMany(Parts).Where(p => input?.Fields.Any(f => f.Title == p.Title) != true)
        );
        JsonObject? inputs = null;
        if (input is not null)
        {
            var said = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (title, text) in own)
            {
                said[input.Fields.Single(f => f.Title == title).Name] = text;
            }
            Fill(input.Fields, n => n, said, "");
            var (read, errors) = input.Read(said, Organs, County.Time.Today());
            Assert.True(errors.Count == 0, string.Join('\n', errors));
            inputs = read;
        }
        JsonObject? body = null;
        if (how.HasBody)
        {
            body = (await On(register, item, day))!.ParseBody();
            var said = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (title, text) in rest)
            {
                said[Named(of, title)] = text;
            }
            var read = of.Read(WithOld(of, body, said), Organs, County.Time.Today());
            body = read.Body;
        }
        return new NewChange(
            how.Key,
            item,
            body,
            how.HasFrom ? Day(day) : null,
            how.HasFrom ? null : Day(day)
        )
        {
            Inputs = inputs,
        };
    }

    /// <summary>What stands, as texts, with what is changed.</summary>
    private Dictionary<string, string?> WithOld(
        Register register,
        JsonObject body,
        Dictionary<string, string?> said
    )
    {
        foreach (var field in register.Fields.Where(f => body[f.Name] is not null))
        {
            said.TryAdd(field.Name, field.Format(body[field.Name], Organs));
        }
        foreach (var rows in register.Form.Rows)
        {
            var list = (body[rows.Name] as JsonArray) ?? [];
            for (var i = 0; i < list.Count; i++)
            {
                foreach (var field in rows.Row.Fields.Where(f => list[i]![f.Name] is not null))
                {
                    said.TryAdd(
                        $"{rows.Name}[{i}].{field.Name}",
                        field.Format(list[i]![field.Name], Organs)
                    );
                }
            }
        }
        return said;
    }

    private static IEnumerable<(string Title, string Text)> Parts(string text) =>
        text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Select(p => (p[0].Trim(), p[1].Trim()));

    private static Dictionary<string, string?> Said(string[] texts, Func<string, string> name)
    {
        var said = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (title, text) in texts.SelectMany(Parts))
        {
            said[name(title)] = text.Length == 0 ? null : text;
        }
        return said;
    }

    private static LedgerField Named(Ledger ledger, string title) =>
        ledger.AllFields.FirstOrDefault(f => f.Title == title)
        ?? throw new InvalidOperationException($"{ledger.Title}没有“{title}”这一栏。");

    /// <summary>A field, or of a list one of a row: 检查项2.依据.</summary>
    private static string Named(Register register, string title)
    {
        if (register.Fields.FirstOrDefault(f => f.Title == title) is { } field)
        {
            return field.Name;
        }
        var (head, tail) = (title.Split('.')[0], title.Split('.')[^1]);
        var rows = register.Form.Rows.SingleOrDefault(r =>
            head.StartsWith(r.Title, StringComparison.Ordinal)
        );
        return rows?.Row.Fields.FirstOrDefault(f => f.Title == tail) is { } column
            ? $"{rows.Name}[{int.Parse(head[rows.Title.Length..], CultureInfo.InvariantCulture) - 1}].{column.Name}"
            : throw new InvalidOperationException($"{register.Title}没有“{title}”这一栏。");
    }

    private void Fill(
        IReadOnlyList<LedgerField> fields,
        Func<string, string> name,
        Dictionary<string, string?> said,
        string form
    )
    {
        // What follows from an answer is asked for after it.
        for (var turn = 0; turn < 3; turn++)
        {
            foreach (var field in fields.Where(f => !said.ContainsKey(f.Name)))
            {
                if (
                    field.Required
                    || field.Conditions.Any(c =>
                        c.Values.Contains(
                            name(c.Field) == "form" ? form : said.GetValueOrDefault(name(c.Field)),
                            StringComparer.Ordinal
                        ) != c.Unless
                    )
                )
                {
                    said[field.Name] = Something(field);
                }
            }
        }
    }

    private string Something(LedgerField field) =>
        field.Type switch
        {
            FieldType.Choice => field.Choices[0],
            FieldType.Date => "2026-03-02",
            FieldType.YesNo => "否",
            FieldType.Organ or FieldType.Organs => "县司法局",
            FieldType.Count or FieldType.Decimal => Math.Max(field.Min, 1)
                .ToString(CultureInfo.InvariantCulture),
            FieldType.Texts when field.IsMultiChoice => field.Choices[0],
            FieldType.Texts when field.IsLaw => "《中华人民共和国行政许可法》第十二条",
            FieldType.Texts => $"{field.Title}甲{++next}；{field.Title}乙",
            _ => $"{field.Title}{++next}",
        };
}
