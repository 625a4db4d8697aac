using Fadu.Core.Organs;
using Fadu.Core.People;

namespace Fadu.Cli.Sample;

/// <summary>Organs and people: founded on the first day; then the merger, the renaming and the split of the county's organs on their days.</summary>
internal static class SampleOrgans
{
    /// <summary>The three administrators are one person each (三员分立).</summary>
    public const string SystemAdministrator = "chaitangqing";
    public const string SecurityAdministrator = "ruanyan";
    public const string Auditor = "qutangyuan";

    private static readonly DateOnly Founded = new(2019, 3, 1);
    private static readonly string[] Before = ["xzf", "sfj", "shj", "sjj"];

    /// <summary>Sets the county up as of the first day: the system makes the three administrators, they make the rest.</summary>
    public static async Task Found(SampleStage stage)
    {
        var start = stage.Clock.Day;
        var rows = SampleData.Organs;
        var changes = SampleData.OrganChanges;
        var system = Actor.System();

        foreach (var row in rows.Where(r => Before.Contains(r.Key)))
        {
            await FoundOne(row, system);
        }
        foreach (var login in new[] { SystemAdministrator, SecurityAdministrator, Auditor })
        {
            await Add(SampleData.People.Single(p => p.Login == login), system, grant: true);
        }
        // Parents first, also where they stand further down.
        var waiting = rows.Where(r => !Before.Contains(r.Key) && !IsLater(r)).ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(r => r.Parent is null || stage.HasOrgan(r.Parent)).ToList();
            waiting.RemoveAll(ready.Contains);
            var administrator = await stage.As(SystemAdministrator);
            await Task.WhenAll(ready.Select(r => FoundOne(r, administrator)));
        }
        var others = SampleData
            .People.Where(p =>
                p.Login is not (SystemAdministrator or SecurityAdministrator or Auditor)
            )
            .ToList();
        var keeper = await stage.As(SystemAdministrator);
        await Task.WhenAll(others.Select(p => Add(p, keeper, grant: false)));
        await stage.Do(
            new GrantRoles(
                [
                    .. others.SelectMany(p =>
                        p.Roles.Select(r => new RoleChoice(stage.Person(p.Login), r))
                    ),
                ],
                start,
                null
            ),
            SecurityAdministrator
        );
        stage.ForgetActors();
        await SetFields(
            stage,
            rows.Where(r => r.Deputy is not null && stage.HasOrgan(r.Key)).ToList(),
            start
        );

        // A row whose life begins with a change that the loader enters on its day.
        bool IsLater(OrganRow row) =>
            row.From > start && changes.Any(c => c.Kind == "分立" && c.To.Contains(row.Key));

        async Task FoundOne(OrganRow row, Actor actor)
        {
            var renamed = changes.FirstOrDefault(c =>
                c.Kind == "更名" && c.From == row.Key && c.Day > start
            );
            var name = renamed?.FormerName ?? row.Name;
            var done = await stage.Do(
                new FoundOrgan(
                    row.Key,
                    name,
                    renamed is null ? row.ShortName : row.Aliases[0],
                    renamed is null ? row.Aliases : [.. row.Aliases.Skip(1).Where(a => a != name)],
                    row.Kind,
                    row.Level,
                    row.Parent is null ? null : stage.Organ(row.Parent),
                    OrderOf(row),
                    renamed is null && row.From < start ? row.From.Value : Founded
                ),
                actor
            );
            stage.Know(row.Key, done.Id);
        }

        async Task Add(PersonRow row, Actor actor, bool grant)
        {
            var done = await stage.Do(
                new AddPerson(
                    row.Name,
                    stage.Organ(OrganBefore(row.Organ)),
                    row.Post,
                    row.Login,
                    grant ? row.Roles : []
                )
                {
                    Rank = RankOf(row),
                },
                actor
            );
            stage.KnowPerson(row.Login, done.Id);
        }

        // Who works in an organ that the split has made worked in the former one before.
        string OrganBefore(string key) =>
            changes.FirstOrDefault(c => c.Kind == "分立" && c.To.Contains(key))?.From ?? key;
    }

    /// <summary>Plans the changes of organs on their days; a change that falls on a rest day is entered on the next working day.</summary>
    public static void PlanChanges(SampleStage stage, Func<DateOnly, DateOnly> workday)
    {
        foreach (var change in SampleData.OrganChanges)
        {
            var day = change.Day;
            stage.On(workday(day), () => Change(stage, change));
        }
    }

    private static async Task Change(SampleStage stage, OrganChangeRow change)
    {
        var administrator = await stage.As(SystemAdministrator);
        var today = stage.Clock.Day;
        switch (change.Kind)
        {
            case "合并":
                await stage.Do(
                    new MergeOrgan(
                        stage.Organ(change.From),
                        stage.Organ(change.To[0]),
                        change.Day,
                        change.Document
                    )
                    {
                        Reason = change.Note,
                    },
                    administrator
                );
                break;
            case "更名":
                var named = Row(change.From);
                await stage.Do(
                    new RenameOrgan(
                        stage.Organ(change.From),
                        named.Name,
                        named.ShortName,
                        change.Day
                    )
                    {
                        Reason = change.Note,
                    },
                    administrator
                );
                break;
            default:
                foreach (var key in change.To)
                {
                    var row = Row(key);
                    var founded = await stage.Do(
                        new FoundOrgan(
                            row.Key,
                            row.Name,
                            row.ShortName,
                            row.Aliases,
                            row.Kind,
                            row.Level,
                            stage.Organ(row.Parent!),
                            OrderOf(row),
                            change.Day
                        )
                        {
                            Reason = change.Note,
                            LegalDate = change.Day,
                        },
                        administrator
                    );
                    stage.Know(key, founded.Id);
                }
                await stage.Do(
                    new SplitOrgan(
                        stage.Organ(change.From),
                        [.. change.To.Select(stage.Organ)],
                        true,
                        change.Day,
                        change.Document
                    )
                    {
                        Reason = change.Note,
                    },
                    administrator
                );
                // All go with the first successor; who belongs to another one is moved there, and is granted his roles anew.
                foreach (
                    var person in SampleData.People.Where(p => change.To.Skip(1).Contains(p.Organ))
                )
                {
                    await stage.Do(
                        new MovePerson(
                            stage.Person(person.Login),
                            stage.Organ(person.Organ),
                            person.Post,
                            today
                        )
                        {
                            Reason = change.Note,
                        },
                        administrator
                    );
                    await stage.Do(
                        new GrantRoles(
                            [
                                .. person.Roles.Select(r => new RoleChoice(
                                    stage.Person(person.Login),
                                    r
                                )),
                            ],
                            today,
                            null
                        )
                        {
                            Reason = change.Note,
                        },
                        SecurityAdministrator
                    );
                }
                break;
        }
        stage.ForgetActors();
        var deputies = change
            .To.Append(change.From)
            .Select(k => Row(k).Deputy)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        await SetFields(
            stage,
            [
                .. SampleData.Organs.Where(r =>
                    r.Deputy is not null
                    && deputies.Contains(r.Deputy)
                    && stage.HasOrgan(r.Key)
                    && !(r.To < today)
                ),
            ],
            today
        );
    }

    private static async Task SetFields(
        SampleStage stage,
        IReadOnlyList<OrganRow> rows,
        DateOnly from
    )
    {
        var administrator = await stage.As(SystemAdministrator);
        await Task.WhenAll(
            rows.GroupBy(r => r.Deputy!, StringComparer.Ordinal)
                .Select(g =>
                    stage.Do(
                        new SetLeaderField(
                            stage.Person(g.Key),
                            [.. g.Select(r => new FieldPart(stage.Organ(r.Key), null))],
                            from
                        ),
                        administrator
                    )
                )
        );
    }

    private static OrganRow Row(string key) => SampleData.Organs.First(r => r.Key == key);

    private static int OrderOf(OrganRow row) => (SampleData.Organs.ToList().IndexOf(row) + 1) * 10;

    private static LeaderRank? RankOf(PersonRow person) =>
        person.Organ == "xzf" && person.Post.Contains("副县长", StringComparison.Ordinal)
            ? LeaderRank.Deputy
        : person.Roles.Contains(Role.UnitHead) ? LeaderRank.Head
        : person.Post.StartsWith('副') ? LeaderRank.Deputy
        : null;
}
