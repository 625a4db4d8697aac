using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Fadu.Reading.Laws;
using Fadu.Reading.Text;

namespace Fadu.Reading.Citations;

/// <summary>
/// Looks a citation up in the texts of its law: whether it was in force on the day, whether there is such an article, whether the words quoted are its words, and where an article of an older version
/// has gone. Pure: which versions there are is given.
/// </summary>
public static partial class CitationChecker
{
    /// <summary>Two texts share at least so much of their neighbouring characters (Dice) to be nearly the same article.</summary>
    private const double NearlySame = 0.7;

    /// <summary>Less than this has nothing to do with it.</summary>
    private const double Unlike = 0.35;

    /// <summary>Shorter words in quotation marks are a term, not a quotation.</summary>
    private const int ShortestQuotation = 8;

    private static readonly ConditionalWeakTable<LawReading, ArticleIndex> Indexes = [];

    [GeneratedRegex(
        @"\G[的之]?(?:规定|明确规定|明确|要求|载明|写明|指出|明文规定)?[，,：:\s]{0,3}[“""](?<q>[^“”""]{8,1500})[”""]"
    )]
    private static partial Regex QuotedBehind();

    /// <summary>“…”（《某法》第三条）.</summary>
    [GeneratedRegex(@"[“""](?<q>[^“”""]{8,1500})[”""][，,。\s]{0,2}[（(]$")]
    private static partial Regex QuotedBefore();

    /// <summary>The citation with what was found.</summary>
    /// <param name="source">The text in which it stands.</param>
    /// <param name="law">Its law; null where the library does not have it.</param>
    /// <param name="day">The day on which it must hold: that of the document.</param>
    /// <param name="now">Later changes up to this day are pointed out.</param>
    public static ReadCitation Check(
        ReadCitation citation,
        SourceText source,
        CitedLaw? law,
        DateOnly day,
        DateOnly? now = null
    )
    {
        ArgumentNullException.ThrowIfNull(citation);
        ArgumentNullException.ThrowIfNull(source);
        if (law is null)
        {
            return citation with
            {
                Status = CitationStatus.UnknownLaw,
                Note =
                    $"法规库没有收录“{citation.Law}”，不能核对；名称写错的请改正，库里缺的请先导入。",
            };
        }
        var notes = new List<string>();
        var version = Named(citation, law, day, notes);
        var status = CitationStatus.InForce;
        if (!version.Holds(day))
        {
            status = CitationStatus.NotInForce;
            notes.Add(Ended(law, version, day));
        }
        var checkedOne = citation with { Version = version.Published ?? version.From };
        if (citation.Article is { } label && ArticleNumber(label) is { } number)
        {
            var text = version.Text();
            if (!text.Pieces.Any(p => p.Kind == PieceKind.Article))
            {
                notes.Add("库里的文本不分条，没有核对条文");
            }
            else if (text.Article(number.Number, number.Inserted) is not { } article)
            {
                status = status == CitationStatus.InForce ? CitationStatus.NoSuchArticle : status;
                var last = text.Pieces.Where(p => p.Kind == PieceKind.Article).Max(p => p.Number);
                notes.Add($"{Of(version)}没有{label}，最后一条是{Label(last!.Value)}");
                Moved(notes, law, version, text, number);
            }
            else if (Missing(citation, article) is { } missing)
            {
                status = status == CitationStatus.InForce ? CitationStatus.NoSuchArticle : status;
                notes.Add(missing);
            }
            else
            {
                checkedOne = checkedOne with
                {
                    Quotation = Quoted(citation, source, law, version, text, article, notes),
                };
                if (checkedOne.Quotation is null)
                {
                    Renumbered(notes, law, version, text, article, number);
                }
            }
            if (now is { } today && status == CitationStatus.InForce)
            {
                Since(notes, law, version, text, number, today);
            }
        }
        else if (
            now is { } today
            && status == CitationStatus.InForce
            && !law.On(today).Holds(today)
        )
        {
            notes.Add(Ended(law, law.On(today), today));
        }
        return checkedOne with
        {
            Status = status,
            Note = notes.Count == 0 ? null : string.Join("；", notes) + "。",
        };
    }

    /// <summary>The version that a citation means: the one of the year that it names, else the one of the day.</summary>
    private static CitedVersion Named(
        ReadCitation citation,
        CitedLaw law,
        DateOnly day,
        List<string> notes
    )
    {
        var held = law.On(day);
        if (citation.Edition is { } edition && Year().Match(edition) is { Success: true } m)
        {
            var year = int.Parse(m.ValueSpan, CultureInfo.InvariantCulture);
            var meant = law.Versions.LastOrDefault(v =>
                v.Published?.Year == year || v.From?.Year == year
            );
            if (meant is not null)
            {
                return meant;
            }
            notes.Add($"法规库没有{year}年的文本，按{Of(held)}核对");
        }
        return held;
    }

    [GeneratedRegex(@"(?:19|20)\d\d")]
    private static partial Regex Year();

    private static string Of(CitedVersion version) =>
        version.Published is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"{day:yyyy}年公布的文本")
            : "该文本";

    private static string Ended(CitedLaw law, CitedVersion version, DateOnly day)
    {
        if (version.IsAhead(day))
        {
            return $"{Day(version.From!.Value)}才施行";
        }
        var next = law.Versions.FirstOrDefault(v => v.From > version.From && !v.IsAhead(day));
        return version switch
        {
            { IsSuperseded: true } when next is not null =>
                $"已被{Day(next.Published ?? next.From!.Value)}公布的文本代替，{Day(next.From!.Value)}起施行",
            { EndedBy: { } by } =>
                $"{(version.To is { } to ? Day(to.AddDays(1)) + "起" : "")}已废止，依据{by}",
            { To: { } to } => $"{Day(to.AddDays(1))}起已失效",
            _ => "已经失效，日期不详",
        };
    }

    private static string Day(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    private static string? Missing(ReadCitation citation, LawPiece article)
    {
        var place = article.Label ?? "该条";
        IReadOnlyList<LawParagraph> within = article.Paragraphs;
        if (citation.Paragraph is { } p && NumberIn(p) is { } paragraph)
        {
            if (paragraph > article.Paragraphs.Count)
            {
                return $"{place}没有{p}，共{article.Paragraphs.Count}款";
            }
            within = [article.Paragraphs[(int)paragraph - 1]];
        }
        if (citation.Item is { } i && NumberIn(i) is { } item)
        {
            var items = within.SelectMany(x => x.Items).ToList();
            if (items.TrueForAll(x => x.Number != item))
            {
                return items.Count == 0
                    ? $"{place}{citation.Paragraph}不分项，没有{i}"
                    : $"{place}{citation.Paragraph}没有{i}，共{items.Count}项";
            }
        }
        return null;
    }

    /// <summary>Compares what stands in quotation marks with the article; null where nothing is quoted.</summary>
    private static Quotation? Quoted(
        ReadCitation citation,
        SourceText source,
        CitedLaw law,
        CitedVersion version,
        LawReading text,
        LawPiece article,
        List<string> notes
    )
    {
        if (QuotationOf(citation, source.Text) is not { } span)
        {
            return null;
        }
        var words = source.Slice(span);
        if (Says(article.Text, words))
        {
            return new Quotation(span, true, null);
        }
        var index = Indexes.GetValue(text, static t => new ArticleIndex(t));
        if (index.Articles.FirstOrDefault(a => Says(a.Piece.Text, words)) is { } elsewhere)
        {
            notes.Add($"所引文字不在{article.Label}，在{elsewhere.Piece.Label}");
            return new Quotation(span, false, Nearest(article, words));
        }
        var former = law.Versions.LastOrDefault(v =>
            v != version
            && v.From < version.From
            && ArticleNumber(citation.Article!) is { } n
            && v.Text().Article(n.Number, n.Inserted) is { } old
            && Says(old.Text, words)
        );
        if (former is not null)
        {
            notes.Add($"所引是{Of(former)}的文字，{Of(version)}已经修改");
            if (index.Like(words) is { } moved && moved.Piece != article)
            {
                notes.Add($"相近的规定现为{moved.Piece.Label}");
            }
        }
        else
        {
            notes.Add("引文与条文不一致");
        }
        return new Quotation(span, false, Nearest(article, words));
    }

    private static TextSpan? QuotationOf(ReadCitation citation, string text)
    {
        if (QuotedBehind().Match(text, citation.Span.End) is { Success: true } behind)
        {
            var q = behind.Groups["q"];
            return new TextSpan(q.Index, q.Index + q.Length);
        }
        var from = Math.Max(0, citation.Span.Start - 1510);
        if (
            citation.Span.Start > ShortestQuotation
            && text[citation.Span.Start - 1] is '（' or '('
            && QuotedBefore().Match(text[from..citation.Span.Start]) is { Success: true } before
        )
        {
            var q = before.Groups["q"];
            return new TextSpan(from + q.Index, from + q.Index + q.Length);
        }
        return null;
    }

    /// <summary>Whether an article says these words; what is left out with …… may be anything.</summary>
    private static bool Says(string article, string words)
    {
        var all = Plain(article);
        var at = 0;
        foreach (var part in words.Split("…", StringSplitOptions.RemoveEmptyEntries))
        {
            // the mark at the end is the quoting sentence's own
            var wanted = Plain(part).TrimEnd('。', '；', '，', '：', '、').TrimStart('，', '、');
            if (wanted.Length == 0)
            {
                continue;
            }
            var found = all.IndexOf(wanted, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }
            at = found + wanted.Length;
        }
        return true;
    }

    /// <summary>The sentence of an article that comes nearest to some words.</summary>
    private static string Nearest(LawPiece article, string words)
    {
        var wanted = Pairs(Plain(words));
        return article
            .Paragraphs.SelectMany(p => p.Items.Select(i => i.Text).Prepend(p.Text))
            .MaxBy(t => Alike(Pairs(Plain(t)), wanted))!;
    }

    /// <summary>An article that is no longer there: where what it said has gone.</summary>
    private static void Moved(
        List<string> notes,
        CitedLaw law,
        CitedVersion version,
        LawReading text,
        (int Number, int? Inserted) number
    )
    {
        foreach (var older in law.Versions.Reverse().Where(v => v.From < version.From))
        {
            if (older.Text().Article(number.Number, number.Inserted) is not { } old)
            {
                continue;
            }
            var now = Indexes.GetValue(text, static t => new ArticleIndex(t)).Like(old.Text);
            notes.Add(
                now is null
                    ? $"{Of(older)}有{old.Label}，{Of(version)}没有相近的规定"
                    : $"{Of(older)}的{old.Label}现为{now.Piece.Label}"
            );
            return;
        }
    }

    /// <summary>The number means another article than in the version before, and what stood there stands elsewhere now: perhaps the old number was meant.</summary>
    private static void Renumbered(
        List<string> notes,
        CitedLaw law,
        CitedVersion version,
        LawReading text,
        LawPiece article,
        (int Number, int? Inserted) number
    )
    {
        var older = law.Versions.LastOrDefault(v => v.From < version.From);
        if (
            older?.Text().Article(number.Number, number.Inserted) is { } old
            && Alike(Pairs(Plain(old.Text)), Pairs(Plain(article.Text))) < Unlike
            && Indexes.GetValue(text, static t => new ArticleIndex(t)).Like(old.Text) is { } moved
            && moved.Piece != article
        )
        {
            notes.Add($"如引自{Of(older)}，{old.Label}现为{moved.Piece.Label}");
        }
    }

    /// <summary>What became of the article after the day of the document.</summary>
    private static void Since(
        List<string> notes,
        CitedLaw law,
        CitedVersion version,
        LawReading text,
        (int Number, int? Inserted) number,
        DateOnly today
    )
    {
        var current = law.On(today);
        if (current == version)
        {
            if (!version.Holds(today))
            {
                notes.Add(Ended(law, version, today));
            }
            return;
        }
        if (text.Article(number.Number, number.Inserted) is not { } article)
        {
            return;
        }
        var moved = Indexes
            .GetValue(current.Text(), static t => new ArticleIndex(t))
            .Like(article.Text);
        notes.Add(
            $"此后{(current.From is { } from ? Day(from) + "起" : "")}施行新的文本，"
                + (
                    moved is null ? $"{article.Label}没有相近的规定"
                    : moved.Piece.Label == article.Label ? $"{article.Label}条号没有变"
                    : $"{article.Label}现为{moved.Piece.Label}"
                )
        );
    }

    private static (int Number, int? Inserted)? ArticleNumber(string label)
    {
        var parts = label.Split("条之");
        return NumberIn(parts[0]) is { } number
            ? (
                (int)number,
                parts.Length > 1 && Numerals.Parse(parts[1]) is { } inserted ? (int)inserted : null
            )
            : null;
    }

    /// <summary>The number of 第五十八条, 第一款, 第（三）项.</summary>
    private static long? NumberIn(string label) =>
        Numerals.Parse(label.Trim('第', '条', '款', '项', '目', '（', '）'));

    private static string Label(int number) => $"第{Numerals.ToChinese(number)}条";

    /// <summary>Words without blanks and quotation marks, in one punctuation.</summary>
    private static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            switch (c)
            {
                case '“' or '”' or '"' or '‘' or '’' or '\'':
                    break;
                case ',':
                    plain.Append('，');
                    break;
                case ';':
                    plain.Append('；');
                    break;
                case ':':
                    plain.Append('：');
                    break;
                case '(':
                    plain.Append('（');
                    break;
                case ')':
                    plain.Append('）');
                    break;
                default:
                    if (!char.IsWhiteSpace(c))
                    {
                        plain.Append(c);
                    }
                    break;
            }
        }
        return plain.ToString();
    }

    private static HashSet<int> Pairs(string plain)
    {
        var pairs = new HashSet<int>(plain.Length);
        for (var i = 1; i < plain.Length; i++)
        {
            pairs.Add((plain[i - 1] << 16) | plain[i]);
        }
        return pairs;
    }

    /// <summary>Dice's coefficient of two sets of neighbouring characters: 0 nothing in common, 1 the same.</summary>
    private static double Alike(HashSet<int> a, HashSet<int> b) =>
        a.Count + b.Count == 0 ? 0 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);

    /// <summary>The articles of a text by what they say.</summary>
    private sealed class ArticleIndex(LawReading text)
    {
        public IReadOnlyList<Entry> Articles { get; } =
        [
            .. text
                .Pieces.Where(p => p.Kind == PieceKind.Article)
                .Select(p => new Entry(p, Pairs(Plain(p.Text)))),
        ];

        /// <summary>The article that says nearly the same, if there is one.</summary>
        public Entry? Like(string words)
        {
            var wanted = Pairs(Plain(words));
            var best = Articles
                .Select(a => (Entry: a, Likeness: Alike(a.Pairs, wanted)))
                .MaxBy(a => a.Likeness);
            return best.Likeness >= NearlySame ? best.Entry : null;
        }

        public sealed record Entry(LawPiece Piece, HashSet<int> Pairs);
    }
}
