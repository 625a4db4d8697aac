using System.Text.RegularExpressions;

namespace Fadu.Web.Tests.Look;

/// <summary>What the content security policy forbids would simply not work in the browser; better to hear of it here.</summary>
public sealed partial class PolicyTests
{
    [Fact]
    public void No_page_carries_script_or_style_of_its_own_or_loads_anything_from_another_host()
    {
        var pages = Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "src"),
                "*.cshtml",
                SearchOption.AllDirectories
            )
            .Where(f => !f.Contains("node_modules", StringComparison.Ordinal))
            .ToList();
        Assert.True(pages.Count > 5);
        var found = pages.SelectMany(
            f => Forbidden().Matches(File.ReadAllText(f)),
            (f, m) => $"{Path.GetRelativePath(Repository.Root, f)}: {m.Value}"
        );
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<a href=\"#\" onclick=\"go()\">")]
    [InlineData("<script>go()</script>")]
    [InlineData("<script type=\"module\">go()</script>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("<img src=\"https://example.invalid/a.png\">")]
    [InlineData("<a href=\"javascript:go()\">")]
    public void What_the_policy_forbids_is_found(string markup) =>
        Assert.Matches(Forbidden(), markup);

    [Fact]
    public void Our_own_script_is_allowed() =>
        Assert.DoesNotMatch(
            Forbidden(),
            "<script type=\"module\" src=\"~/dist/site.js\" asp-append-version=\"true\"></script>"
        );

    [GeneratedRegex(
        """<style|<script(?![^>]*\ssrc=)|<[^>]*\s(style|on[a-z]+)\s*=\s*"|\ssrc\s*=\s*"(https?:)?//|<link[^>]*href\s*=\s*"(https?:)?//|javascript:""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Forbidden();
}
