using Fadu.Law.Procedures;

namespace Fadu.Law.Tests.Procedures;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> Single = new(StringComparer.Ordinal)
    {
        ["名称"] = "停车办法",
        ["备注"] = "",
        ["说明"] = "第一段。\n第二段。",
        ["有无"] = "否",
    };

    private static readonly List<IReadOnlyDictionary<string, string>> Findings =
    [
        Row("1", "第一条", "增设|许可"),
        Row("2", "第二条", "两处\n问题"),
    ];

    private static Dictionary<string, string> Row(string number, string place, string problem) =>
        new(StringComparer.Ordinal)
        {
            ["序号"] = number,
            ["位置"] = place,
            ["问题"] = problem,
        };

    private static string Render(string template) =>
        DocumentTemplate
            .Parse(template)
            .Render(
                new TemplateValues(
                    name => name == "文号" ? null : Single.GetValueOrDefault(name, ""),
                    name => name == "意见" ? Findings : []
                )
            );

    [Theory]
    [InlineData("关于《{{名称}}》的意见", "关于《停车办法》的意见")]
    [InlineData("{{ 名称 }}", "停车办法")]
    // What is known only when it is signed stays; what is missing cannot be overlooked.
    [InlineData("{{文号}} {{备注}}", "{{文号}} 【未填：备注】")]
    [InlineData("{{#备注}}有{{备注}}{{/备注}}{{^备注}}无{{/备注}}", "无")]
    [InlineData("{{#有无}}有{{/有无}}{{^有无}}没有{{/有无}}", "没有")]
    [InlineData("{{说明}}。完", "第一段。\n第二段。完")]
    [InlineData("{{#意见}}{{序号}}.{{位置}}；{{/意见}}", "1.第一条；2.第二条；")]
    [InlineData("{{?意见}}有意见{{/意见}}{{?其他}}有其他{{/其他}}", "有意见")]
    // A mark alone in its line leaves no line; a value does not break out of its cell.
    [InlineData(
        "甲\n{{#意见}}\n| {{序号}} | {{问题}} |\n{{/意见}}\n乙",
        "甲\n| 1 | 增设｜许可 |\n| 2 | 两处；问题 |\n乙"
    )]
    [InlineData("没有占位 { } }} 的文本", "没有占位 { } }} 的文本")]
    public void ATemplate_IsFilled(string template, string text) =>
        Assert.Equal(text, Render(template));

    [Fact]
    public void AValue_OpensNoPlaceholder()
    {
        var text = DocumentTemplate
            .Parse("{{名称}}")
            .Render(new TemplateValues(_ => "{{文号}}{{#意见}}", _ => []));
        Assert.Equal("｛｛文号｝｝｛｛#意见｝｝", text);
    }

    [Fact]
    public void NamesThatThereAreNot_AreToldWithTheirPlaces()
    {
        var names = new TemplateNames(
            new Dictionary<string, string> { ["名称"] = "" },
            new Dictionary<string, IReadOnlyList<string>> { ["意见"] = ["位置"] }
        );
        var faults = DocumentTemplate
            .Parse(
                "{{名称}}\n{{#意见}}{{位置}}{{序号}}{{名称}}{{理由}}{{/意见}}\n  {{位置}}{{意见}}{{?意见}}{{位置}}{{/意见}}"
            )
            .Check(names);
        Assert.Equal(
            [
                "第2行第26字：没有叫“理由”的占位",
                "第3行第3字：没有叫“位置”的占位",
                "第3行第9字：“意见”是清单，应写成“{{#意见}}…{{/意见}}”",
                "第3行第22字：没有叫“位置”的占位",
            ],
            faults.Select(f => f.ToString())
        );
    }

    [Fact]
    public void EveryTextIsReadWithoutFailing_AndBrokenBracketsAreTold()
    {
        // Everything that five signs can make: nothing throws, and what is told has a place in the text.
        string[] signs = ["{{", "}}", "#甲", "/甲", "\n"];
        foreach (var a in signs)
        {
            foreach (var b in signs)
            {
                foreach (var c in signs)
                {
                    foreach (var d in signs)
                    {
                        var text = a + b + c + d;
                        var template = DocumentTemplate.Parse(text);
                        Assert.All(
                            template.Faults,
                            f => Assert.InRange(f.Line, 1, text.Count(x => x == '\n') + 1)
                        );
                        Assert.NotNull(template.Render(new TemplateValues(_ => "乙", _ => [])));
                    }
                }
            }
        }
    }
}
