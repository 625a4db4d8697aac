using System.Globalization;
using System.Text.RegularExpressions;

namespace Fadu.Web.Tests.Look;

/// <summary>WCAG 2.2, 1.4.3 and 1.4.11, on the colours that the styles are made of.</summary>
public sealed partial class PaletteTests
{
    private static readonly Dictionary<string, string> Colours = Pattern()
        .Matches(
            File.ReadAllText(
                Path.Combine(
                    Repository.Root,
                    "src",
                    "Fadu.Web",
                    "Assets",
                    "styles",
                    "_palette.scss"
                )
            )
        )
        .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.Ordinal);

    [Theory]
    [InlineData("ink", "paper,surface,sunken,cinnabar-wash,amber-wash,jade-wash,indigo-wash")]
    [InlineData("ink-2", "paper,surface,sunken,cinnabar-wash,amber-wash,jade-wash,indigo-wash")]
    [InlineData("ink-3", "paper,surface,sunken,cinnabar-wash")]
    [InlineData("indigo-2", "paper,surface,sunken,indigo-wash,cinnabar-wash")]
    [InlineData("cinnabar", "paper,surface,cinnabar-wash")]
    [InlineData("amber", "paper,surface,amber-wash")]
    [InlineData("jade", "paper,surface,jade-wash")]
    public void A_reader_with_weak_eyes_can_read_every_text_colour_on_every_ground(
        string text,
        string grounds
    ) =>
        Assert.All(
            grounds.Split(','),
            ground => Assert.True(Contrast(text, ground) >= 4.5, $"{text} on {ground}")
        );

    [Fact]
    public void The_border_of_a_field_can_be_seen() =>
        Assert.True(Contrast("field-rule", "surface") >= 3);

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(Colours[a]), Luminance(Colours[b]));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var digits = hex.Length == 3 ? string.Concat(hex.Select(c => $"{c}{c}")) : hex;
        double Part(int i)
        {
            var value =
                int.Parse(digits.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex(@"^\$([a-z0-9-]+): #([0-9a-f]{3}|[0-9a-f]{6});", RegexOptions.Multiline)]
    private static partial Regex Pattern();
}
