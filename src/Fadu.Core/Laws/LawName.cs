using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Fadu.Core.Laws;

/// <summary>One law under the several ways in which its name is written: with and without 中华人民共和国, 《》, the year of an edition.</summary>
public static partial class LawName
{
    [GeneratedRegex(
        @"（(?:(?:19|20)\d\d年?(?:\d{1,2}月)?(?:修订|修正|修改|修订本|修正本|修订版|版|本|文本)?|第?[一二三四五六七八九十]*次?(?:修订|修正|修改)(?:本|版)?|已?废止|已?失效)）$"
    )]
    private static partial Regex Edition();

    /// <summary>What two names of one law have in common. An amendment (修正案) is a law of its own and keeps its year.</summary>
    public static string Key(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            switch (c)
            {
                case '《'
                or '》'
                or '〈'
                or '〉'
                or '<'
                or '>'
                or '“'
                or '”'
                or '"'
                or '\u200b'
                or '\ufeff':
                    break;
                case '(' or '〔' or '[' or '［':
                    text.Append('（');
                    break;
                case ')' or '〕' or ']' or '］':
                    text.Append('）');
                    break;
                default:
                    if (!char.IsWhiteSpace(c))
                    {
                        text.Append(c);
                    }
                    break;
            }
        }
        var key = text.ToString();
        var shorter = key.Replace("中华人民共和国", "", StringComparison.Ordinal);
        key = shorter.Length > 1 ? shorter : key;
        if (
            !key.Contains("修正案", StringComparison.Ordinal)
            && Edition().Match(key) is { Success: true, Index: > 1 } edition
        )
        {
            key = key[..edition.Index];
        }
        return key;
    }

    /// <summary>The id of the law of that name, the same in every county: an address of a law holds everywhere.</summary>
    public static Guid LawId(string name) => IdOf("law|" + Key(name));

    /// <summary>The id of one version: the same text of the same day is the same version however often it is brought.</summary>
    internal static Guid VersionId(Guid lawId, string? part, DateOnly? published, string hash) =>
        IdOf($"version|{lawId:N}|{part}|{published:yyyy-MM-dd}|{hash}");

    internal static Guid IdOf(string words) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 16));
}
