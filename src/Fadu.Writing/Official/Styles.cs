using DocumentFormat.OpenXml.Wordprocessing;
using M = Fadu.Writing.Official.Measures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fadu.Writing.Official;

/// <summary>The styles and fonts of official documents; whoever edits the file in Word or WPS finds them by their Chinese names.</summary>
internal static class Styles
{
    internal const string Body = "FaduBody";
    internal const string Flush = "FaduFlush";
    internal const string Title = "FaduTitle";
    internal const string Subtitle = "FaduSubtitle";
    internal const string IssuerMark = "FaduIssuerMark";
    internal const string Black = "FaduBlack";
    internal const string Kai = "FaduKai";
    internal const string PageNumber = "FaduPageNumber";
    internal const string Imprint = "FaduImprint";
    internal const string TableText = "FaduTable";
    internal const string TableHeader = "FaduTableHeader";
    internal const string FormText = "FaduForm";
    internal const string FormLabel = "FaduFormLabel";
    internal const string End = "FaduEnd";

    internal const string FangSong = "仿宋_GB2312";
    internal const string XiaoBiaoSong = "方正小标宋简体";
    internal const string HeiTi = "黑体";
    internal const string KaiTi = "楷体_GB2312";
    internal const string SongTi = "宋体";

    internal static string Heading(int level) => "Heading" + (char)('0' + level);

    internal static W.Styles Sheet()
    {
        // 5.2.2, 5.2.4: 3号仿宋, black
        var styles = new W.Styles(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        Fonts(FangSong),
                        new Color { Val = "000000" },
                        new Kern { Val = 0 },
                        new FontSize { Val = Text(M.Size3) },
                        new FontSizeComplexScript { Val = Text(M.Size3) },
                        new Languages { Val = "zh-CN", EastAsia = "zh-CN" }
                    )
                ),
                new ParagraphPropertiesDefault()
            )
        );
        Add(
            styles,
            "Normal",
            "Normal",
            FangSong,
            M.Size3,
            p =>
            {
                // 5.2.3: every page is filled with its 22 lines
                p.WidowControl = new WidowControl { Val = false };
                // The section declares the grid of 22 lines and 28 characters for whoever opens its page setup. The text does not hang on
                // it: Word squeezes characters onto it, LibreOffice gives each that is too wide for its cell a second one. The same
                // places come from an exact line height and from characters set closer, and are the same in every program
                p.SnapToGrid = new SnapToGrid { Val = false };
                // Spaces between Chinese characters and digits would break the 28 characters a line
                p.AutoSpaceDE = new AutoSpaceDE { Val = false };
                p.AutoSpaceDN = new AutoSpaceDN { Val = false };
                p.SpacingBetweenLines = Exact(M.Line);
                p.Justification = new Justification { Val = JustificationValues.Both };
            }
        );
        // 7.3.3: every paragraph is indented by two characters
        Add(styles, Body, "公文正文", FangSong, M.Size3, p => p.Indentation = Indent());
        Add(styles, Flush, "公文顶格", FangSong, M.Size3, _ => { });
        // 7.3.3: 一、黑体, （一）楷体, 1. and （1） 仿宋
        string[] faces = [HeiTi, KaiTi, FangSong, FangSong];
        for (var level = 1; level <= faces.Length; level++)
        {
            var outline = level - 1;
            Add(
                styles,
                Heading(level),
                "heading " + Text(level),
                faces[outline],
                M.Size3,
                p =>
                {
                    p.KeepNext = new KeepNext();
                    p.Indentation = Indent();
                    p.OutlineLevel = new OutlineLevel { Val = outline };
                }
            );
        }
        // 7.3.1: 2号小标宋, centred
        Add(
            styles,
            Title,
            "公文标题",
            XiaoBiaoSong,
            M.Size2,
            p =>
            {
                p.KeepNext = new KeepNext();
                p.SpacingBetweenLines = Exact(TitleLine);
                p.Justification = new Justification { Val = JustificationValues.Center };
            }
        );
        Add(
            styles,
            Subtitle,
            "公文副标题",
            KaiTi,
            M.Size3,
            p => p.Justification = new Justification { Val = JustificationValues.Center }
        );
        // 7.2.4: 小标宋, red, centred; its size depends on its length and is set where it stands
        Add(
            styles,
            IssuerMark,
            "发文机关标志",
            XiaoBiaoSong,
            M.Size2,
            p => p.Justification = new Justification { Val = JustificationValues.Center },
            Red
        );
        // 7.2.3 and 7.3.7: 紧急程度 and “附件” in 3号黑体 at the left edge
        Add(styles, Black, "公文黑体顶格", HeiTi, M.Size3, _ => { });
        // 7.5: 4号半角宋体
        Add(
            styles,
            PageNumber,
            "公文页码",
            SongTi,
            M.Size4,
            p => p.SpacingBetweenLines = Exact(PageNumberLine)
        );
        // 7.4.2: 4号仿宋, one character free at both sides
        Add(
            styles,
            Imprint,
            "版记",
            FangSong,
            M.Size4,
            p =>
            {
                p.SpacingBetweenLines = Exact(ImprintLine);
                p.SnapToGrid = new SnapToGrid { Val = false };
            }
        );
        Add(styles, TableText, "公文表格", FangSong, M.SizeSmall4, Cell);
        Add(
            styles,
            TableHeader,
            "公文表头",
            HeiTi,
            M.SizeSmall4,
            p =>
            {
                Cell(p);
                p.Justification = new Justification { Val = JustificationValues.Center };
            }
        );
        Add(
            styles,
            FormText,
            "表单内容",
            FangSong,
            M.Size4,
            p =>
            {
                Cell(p);
                p.SpacingBetweenLines = Exact(FormLine);
            }
        );
        Add(
            styles,
            FormLabel,
            "表单栏目",
            HeiTi,
            M.Size4,
            p =>
            {
                Cell(p);
                p.SpacingBetweenLines = Exact(FormLine);
                p.Justification = new Justification { Val = JustificationValues.Center };
            }
        );
        Add(styles, End, "文末", FangSong, 2, p => p.SpacingBetweenLines = Exact(EndLine));
        return styles;

        static Indentation Indent() =>
            new() { FirstLineChars = 200, FirstLine = Text(M.Characters(2)) };

        static void Cell(StyleParagraphProperties p)
        {
            p.SpacingBetweenLines = Exact(TableLine);
            p.SnapToGrid = new SnapToGrid { Val = false };
            p.Justification = new Justification { Val = JustificationValues.Left };
        }
    }

    internal const string Red = "FF0000";

    /// <summary>Lines of a title: 33 points for characters of 22.</summary>
    internal const int TitleLine = 660;

    internal const int PageNumberLine = 280;
    internal const int ImprintLine = 440;
    internal const int TableLine = 360;
    internal const int FormLine = 440;

    /// <summary>What is left of the page under 22 lines; a paragraph of this height never starts a new page.</summary>
    internal const int EndLine = 10;

    internal static SpacingBetweenLines Exact(int twips) =>
        new()
        {
            Before = "0",
            After = "0",
            Line = Text(twips),
            LineRule = LineSpacingRuleValues.Exact,
        };

    internal static RunFonts Fonts(string name) =>
        new()
        {
            Ascii = name,
            HighAnsi = name,
            EastAsia = name,
            ComplexScript = name,
            Hint = FontTypeHintValues.EastAsia,
        };

    internal static string Text(int number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The fonts with those that stand in where they are not installed.</summary>
    internal static W.Fonts Table() =>
        new(
            Declare(
                FangSong,
                "仿宋,FangSong,STFangsong,FandolFang",
                "02010609060101010101",
                FontFamilyValues.Modern
            ),
            Declare(
                XiaoBiaoSong,
                "小标宋体,FZXiaoBiaoSong-B05S,华文中宋,宋体",
                "02010601030101010101",
                FontFamilyValues.Roman
            ),
            Declare(
                HeiTi,
                "SimHei,STHeiti,Noto Sans CJK SC",
                "02010609060101010101",
                FontFamilyValues.Modern
            ),
            Declare(
                KaiTi,
                "楷体,KaiTi,STKaiti,FandolKai",
                "02010609060101010101",
                FontFamilyValues.Modern
            ),
            Declare(
                SongTi,
                "SimSun,STSong,Noto Serif CJK SC",
                "02010600030101010101",
                FontFamilyValues.Roman
            )
        );

    private static Font Declare(
        string name,
        string others,
        string panose,
        FontFamilyValues family
    ) =>
        new(
            new AltName { Val = others },
            new Panose1Number { Val = panose },
            new FontCharSet { Val = "86" },
            new FontFamily { Val = family },
            new Pitch { Val = FontPitchValues.Variable }
        )
        {
            Name = name,
        };

    private static void Add(
        W.Styles styles,
        string id,
        string name,
        string font,
        int size,
        Action<StyleParagraphProperties> shape,
        string? colour = null
    )
    {
        var paragraph = new StyleParagraphProperties();
        shape(paragraph);
        var run = new StyleRunProperties
        {
            RunFonts = Fonts(font),
            FontSize = new FontSize { Val = Text(size) },
            FontSizeComplexScript = new FontSizeComplexScript { Val = Text(size) },
        };
        if (colour is not null)
        {
            run.Color = new Color { Val = colour };
        }
        run.Spacing = new Spacing { Val = size == M.Size3 ? M.Tracking : 0 };
        var normal = id == "Normal";
        styles.AppendChild(
            new Style
            {
                Type = StyleValues.Paragraph,
                StyleId = id,
                Default = normal ? true : null,
                CustomStyle = id.StartsWith("Fadu", StringComparison.Ordinal) ? true : null,
                StyleName = new StyleName { Val = name },
                BasedOn = normal ? null : new BasedOn { Val = "Normal" },
                PrimaryStyle = new PrimaryStyle(),
                StyleParagraphProperties = paragraph,
                StyleRunProperties = run,
            }
        );
    }
}
