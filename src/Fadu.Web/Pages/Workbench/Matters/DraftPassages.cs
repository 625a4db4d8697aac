using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Reading;
using Fadu.Reading.Citations;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>One passage of a draft.</summary>
/// <param name="Said">What has been said about it.</param>
/// <param name="Doubtful">What it cites wrongly, as the law library has it.</param>
public sealed record DraftPassage(
    int Number,
    string Text,
    IReadOnlyList<string> Said,
    IReadOnlyList<ReadCitation> Doubtful
)
{
    /// <summary>As an opinion names it.</summary>
    public string Place =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"第{Number}段“{(Text.Length > 60 ? Text[..60] + "……" : Text)}”"
        );
}

/// <summary>A draft of a matter as passages that opinions are bound to; a step of the procedure says by its fields that it names passages.</summary>
/// <param name="Form">The form that takes a passage; null where the reader has none.</param>
/// <param name="Field">Where in it: rows and cell.</param>
/// <param name="Cited">How many citations of the whole draft were looked up; null where there is no library to look them up in.</param>
public sealed partial record DraftPassages(
    string Title,
    IReadOnlyList<DraftPassage> Passages,
    bool IsCut,
    string? Why,
    ActForm? Form,
    string Field,
    int? Cited
)
{
    /// <summary>The most passages that are shown.</summary>
    public const int Most = 400;

    /// <summary>The passages of a matter's draft; null where no step of its procedure names any, or no draft is there yet.</summary>
    public static async Task<DraftPassages?> Of(
        MatterDetail detail,
        IReadOnlyList<ActForm> acts,
        LedgerOrgans organs,
        FileStore store,
        Func<CitationReading, Task<CitationReading>> lookUp,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(lookUp);
        ArgumentNullException.ThrowIfNull(detail);
        ArgumentNullException.ThrowIfNull(acts);
        var named = detail
            .Procedure.Actions.Where(a => a.InputType is not null)
            .SelectMany(a =>
                RecordForm
                    .Of(a.InputType!)
                    .Rows.SelectMany(r =>
                        r.Row.Fields.Where(f => f.PassageOf is not null)
                            .Select(f => (Action: a.Key, Rows: r, Cell: f))
                    )
            )
            .ToList();
        if (
            named.Count == 0
            || named[0] is var (action, rows, cell)
                && detail.State.NewestOf(cell.PassageOf!) is null
        )
        {
            return null;
        }
        (action, rows, cell) = named[0];
        var form = acts.FirstOrDefault(a => a.Step.Action.Key == action);
        var act = detail.State.Acts.LastOrDefault(a => a.Action == action);
        if (form is null && act is null)
        {
            return null;
        }
        var draft = detail.State.NewestOf(cell.PassageOf!)!;
        var text = await MaterialText.Read(store, draft.Hash, draft.Name, cancellationToken);
        var said = (act?.Inputs[rows.Name] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select((row, i) => (Place: (string?)row[cell.Name] ?? "", Text: Words(row, i + 1)))
            .ToList();
        var lines = (text.Text ?? "")
            .Split('\n')
            .Select(l => l.Trim())
            .Where(l => l.Length > 0)
            .ToList();
        // read as one text: what “该条例” means stands passages before
        var whole = new SourceText(string.Join('\n', lines), draft.Name);
        var cited = (await lookUp(CitationReader.Read(whole))).Citations;
        var starts = new List<int>(lines.Count);
        var at = 0;
        foreach (var line in lines)
        {
            starts.Add(at);
            at += line.Length + 1;
        }
        var doubtful = cited.Where(c => c.IsDoubtful).ToLookup(c => LineOf(c.Span.Start));
        int LineOf(int place) =>
            starts.BinarySearch(place) is var found && found < 0 ? ~found - 1 : found;
        return new DraftPassages(
            $"{detail.Procedure.FindMaterial(cell.PassageOf!)!.Name}（第 {draft.Version} 稿）",
            [
                .. lines
                    .Take(Most)
                    .Select(
                        (l, i) =>
                            new DraftPassage(
                                i + 1,
                                l,
                                [
                                    .. said.Where(s => IsAbout(s.Place, i + 1, l))
                                        .Select(s => s.Text),
                                ],
                                [.. doubtful[i]]
                            )
                    ),
            ],
            lines.Count > Most,
            text.Why,
            form,
            $"{rows.Name}.{cell.Name}",
            cited.Any(c => c.Status != CitationStatus.NotChecked) ? cited.Count : null
        );

        string Words(JsonObject row, int number) =>
            $"意见{number}："
            + string.Join(
                "；",
                rows.Row.Show(row, organs)
                    .Where(s => s.Title != cell.Title)
                    .Select(s => $"{s.Title}：{s.Text}")
            );
    }

    /// <summary>Whether what stands in an opinion means this passage: by its number where the page gave it, as long as the words are still there; else by an article that begins it.</summary>
    private static bool IsAbout(string place, int number, string text)
    {
        if (Numbered().Match(place) is { Success: true } match)
        {
            var words = match.Groups[2].Value.TrimEnd('…');
            return text.StartsWith(words, StringComparison.Ordinal)
                || (
                    words.Length == 0
                    && match.Groups[1].Value == number.ToString(CultureInfo.InvariantCulture)
                );
        }
        return place.Length > 1
            && text.StartsWith(place, StringComparison.Ordinal)
            && place.StartsWith('第');
    }

    [GeneratedRegex("^第([0-9]{1,4})段(?:“(.*)”)?$", RegexOptions.Singleline)]
    private static partial Regex Numbered();
}
