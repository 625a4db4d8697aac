using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Office2013.Word;
using DocumentFormat.OpenXml.Wordprocessing;
using M = Fadu.Writing.Official.Measures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fadu.Writing.Official;

/// <summary>Turns documents into the paragraphs, tables and sections of one file.</summary>
internal sealed class Layout(
    string oddFooter,
    string evenFooter,
    string emptyFooter,
    Func<string, string> link
)
{
    private const int FirstSdtId = 1000;

    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly List<(string Tag, string Text, FigureBinding Binding)> _figures = [];
    private readonly int[] _numbers = new int[5];
    private Dictionary<string, FigureBinding> _bindings = [];

    /// <summary>The figures met so far, in the order of the text.</summary>
    internal IReadOnlyList<(string Tag, string Text, FigureBinding Binding)> Figures => _figures;

    internal void Append(Body body, OfficialDocument document, bool last)
    {
        ArgumentNullException.ThrowIfNull(document);
        _bindings = Bindings(document);
        if (document.Signers.Count > 0 && document.Number is null)
        {
            throw new ArgumentException("上行文标注签发人时应当有发文字号", nameof(document));
        }
        Head(body, document);
        Titles(body, document.Title, document.Subtitle);
        body.AppendChild(Empty(keepNext: true));
        if (document.Addressees.Count > 0)
        {
            // 7.3.2: at the left edge, one line under the title, ended by a full-width colon
            body.AppendChild(
                Paragraph(Styles.Flush, Run(string.Join("，", document.Addressees) + "："))
            );
        }
        Blocks(body, document.Body);
        AttachmentList(body, document.Attachments);
        if (document.Signature is { } signature)
        {
            KeepWithNext(body);
            Sign(body, signature);
        }
        if (document.Note is { Length: > 0 } note)
        {
            // 7.3.6: indented by two characters, in brackets, in the line under the date
            body.AppendChild(Paragraph(Styles.Body, Run($"（{note}）")));
        }
        AttachmentPages(body, document.Attachments);
        if (document.Imprint is { } imprint)
        {
            body.AppendChild(ImprintTable(imprint));
        }
        var section = Section(document.PageNumbers);
        var end = Paragraph(Styles.End);
        body.AppendChild(end);
        if (last)
        {
            body.AppendChild(section);
        }
        else
        {
            end.ParagraphProperties!.SectionProperties = section;
        }
    }

    private static Dictionary<string, FigureBinding> Bindings(OfficialDocument document)
    {
        var bindings = new Dictionary<string, FigureBinding>(StringComparer.Ordinal);
        foreach (var binding in document.Figures)
        {
            if (bindings.TryGetValue(binding.Token, out var other) && other != binding)
            {
                throw new ArgumentException(
                    $"指标{binding.Token}给了两个不同的来源",
                    nameof(document)
                );
            }
            bindings[binding.Token] = binding;
        }
        return bindings;
    }

    // 7.2: everything above the title
    private static void Head(Body body, OfficialDocument document)
    {
        var used = 0;
        if (document.Urgency is { Length: > 0 } urgency)
        {
            body.AppendChild(Paragraph(Styles.Black, Run(urgency)));
            used = M.Line;
        }
        if (document.IssuerMark is { Length: > 0 } mark)
        {
            // As large as the width allows, which is what makes it eye-catching (7.2.4); long names are set narrower before they get small
            var em = Math.Max(Em.Of(mark), 1);
            var room = M.TextWidth * 0.94 / 20;
            var points = Math.Clamp(room / em, 30, 48);
            var narrow = (int)Math.Clamp(room / (points * em) * 100, 33, 100);
            var size = (int)(points * 2);
            var line = size * 12;
            // The edge of the characters counts, not that of their line, which has a tenth of their size above them
            body.AppendChild(Gap(M.IssuerMarkTop - used - size));
            body.AppendChild(
                Paragraph(
                    Styles.IssuerMark,
                    p => p.SpacingBetweenLines = Styles.Exact(line),
                    Run(
                        mark,
                        r =>
                        {
                            r.CharacterScale =
                                narrow < 100 ? new CharacterScale { Val = narrow } : null;
                            r.FontSize = new FontSize { Val = Styles.Text(size) };
                            r.FontSizeComplexScript = new FontSizeComplexScript
                            {
                                Val = Styles.Text(size),
                            };
                        }
                    )
                )
            );
        }
        if (document.Number is { Length: > 0 } number)
        {
            // 7.2.5: two lines under the issuer mark
            if (document.IssuerMark is not null)
            {
                body.AppendChild(Empty());
                body.AppendChild(Empty());
            }
            if (document.Signers.Count == 0)
            {
                body.AppendChild(
                    Paragraph(
                        Styles.Flush,
                        p => p.Justification = Side(JustificationValues.Center),
                        Run(number)
                    )
                );
            }
            else
            {
                SignersAndNumber(body, number, document.Signers);
            }
        }
        if (document.IssuerMark is not null)
        {
            // 7.2.7: red, as wide as the text area. Under the characters their line has some room already
            const int RoomInLine = 80;
            var line = Gap(M.RedLineGap - RoomInLine);
            line.ParagraphProperties!.ParagraphBorders = new ParagraphBorders(
                new W.BottomBorder
                {
                    Val = BorderValues.Single,
                    Size = RedLineWidth,
                    Space = 0,
                    Color = Styles.Red,
                }
            );
            body.AppendChild(line);
            // 7.3.1: the title stands two lines under the red line
            body.AppendChild(Empty());
            body.AppendChild(Empty());
        }
    }

    // The standard leaves the thickness open; 1.5 points in eighths of a point
    private const uint RedLineWidth = 12;

    // 7.2.6: the number at the left with one character free, the names in 楷体 at the right with one character free, two a line,
    // those of further lines under the first ones, the number in the last line
    private static void SignersAndNumber(Body body, string number, IReadOnlyList<string> signers)
    {
        const int PerLine = 2;
        const string Label = "签发人：";
        var columns = Math.Min(PerLine, signers.Count);
        var longest = signers.Max(s => Em.Of(s));
        var names = M.CharactersPerLine - 1 - (columns * longest) - (columns - 1);
        var lines = (signers.Count + PerLine - 1) / PerLine;
        for (var line = 0; line < lines; line++)
        {
            var paragraph = Paragraph(
                Styles.Flush,
                p =>
                {
                    p.Tabs = new Tabs(
                        Stop(1),
                        Stop(names - Em.Of(Label)),
                        Stop(names),
                        Stop(names + longest + 1)
                    );
                    p.Justification = Side(JustificationValues.Left);
                },
                Tab(),
                Run(line == lines - 1 ? number : ""),
                Tab(),
                line == 0 ? Run(Label) : Tab()
            );
            foreach (var (index, signer) in signers.Skip(line * PerLine).Take(PerLine).Index())
            {
                if (index > 0)
                {
                    paragraph.AppendChild(Tab());
                }
                paragraph.AppendChild(Run(signer, r => r.RunFonts = Styles.Fonts(Styles.KaiTi)));
            }
            body.AppendChild(paragraph);
        }

        static TabStop Stop(double characters) =>
            new() { Val = TabStopValues.Left, Position = M.Characters(characters) };
        static W.Run Tab() => new(new TabChar());
    }

    private static void Titles(Body body, string title, string? subtitle)
    {
        var lines = TitleLines.Break(
            SafeText.Clean(title).Trim(),
            M.TextWidth / 20.0 / (M.Size2 / 2.0)
        );
        body.AppendChild(Paragraph(Styles.Title, Run(string.Join('\n', lines))));
        if (subtitle is { Length: > 0 })
        {
            body.AppendChild(Paragraph(Styles.Subtitle, Run(subtitle)));
        }
    }

    private void Blocks(OpenXmlElement body, IReadOnlyList<Block> blocks)
    {
        Array.Clear(_numbers);
        foreach (var block in blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    Text(body, paragraph);
                    break;
                case Heading heading:
                    body.AppendChild(HeadingParagraph(heading));
                    break;
                case Table table:
                    DataTable(body, table);
                    break;
                case Form form:
                    body.AppendChild(FormTable(form));
                    // Two tables in a row would grow together
                    body.AppendChild(Paragraph(Styles.End));
                    break;
                case PageBreak:
                    body.AppendChild(
                        Paragraph(Styles.End, p => p.PageBreakBefore = new PageBreakBefore())
                    );
                    break;
                default:
                    throw new ArgumentException(
                        $"不认识的正文块{block?.GetType().Name}",
                        nameof(blocks)
                    );
            }
        }
    }

    // A line feed inside a paragraph starts the next one
    private void Text(OpenXmlElement body, Paragraph paragraph)
    {
        var style = paragraph.Flush ? Styles.Flush : Styles.Body;
        var current = Paragraph(style);
        foreach (var run in paragraph.Runs)
        {
            if (run is not TextRun text)
            {
                current.Append(Inline(run));
                continue;
            }
            var parts = SafeText.Clean(text.Text).Split('\n');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    body.AppendChild(current);
                    current = Paragraph(style);
                }
                if (parts[i].Length > 0)
                {
                    current.Append(Inline(text with { Text = parts[i] }));
                }
            }
        }
        body.AppendChild(current);
    }

    private W.Paragraph HeadingParagraph(Heading heading)
    {
        var level = heading.Level;
        if (level is < 1 or > 4)
        {
            throw new ArgumentException($"标题只有四级，不能是第{level}级", nameof(heading));
        }
        var paragraph = Paragraph(Styles.Heading(level));
        if (heading.Numbered)
        {
            var number = ++_numbers[level];
            Array.Clear(_numbers, level + 1, _numbers.Length - level - 1);
            // 7.3.3
            paragraph.AppendChild(
                Run(
                    level switch
                    {
                        1 => ChineseNumber.Of(number) + "、",
                        2 => $"（{ChineseNumber.Of(number)}）",
                        3 => Styles.Text(number) + ".",
                        _ => $"（{Styles.Text(number)}）",
                    }
                )
            );
        }
        paragraph.Append(heading.Runs.SelectMany(r => Inline(r)));
        if (heading.Continues.Count > 0)
        {
            // The paragraph is text then: it need not stay on the next one's page
            paragraph.ParagraphProperties!.KeepNext = new KeepNext { Val = false };
            paragraph.Append(
                heading.Continues.SelectMany(r =>
                    Inline(r, p => p.RunFonts = Styles.Fonts(Styles.FangSong))
                )
            );
        }
        return paragraph;
    }

    private IEnumerable<OpenXmlElement> Inline(Run run, Action<RunProperties>? shape = null)
    {
        switch (run)
        {
            case TextRun text:
                yield return Run(
                    text.Text,
                    text.Bold
                        ? r =>
                        {
                            shape?.Invoke(r);
                            r.Bold = new Bold();
                        }
                        : shape
                );
                break;
            case FigureRun figure:
                foreach (var element in Figure(figure, shape))
                {
                    yield return element;
                }
                break;
            default:
                throw new ArgumentException($"不认识的文字{run?.GetType().Name}", nameof(run));
        }
    }

    private OpenXmlElement[] Figure(FigureRun figure, Action<RunProperties>? shape)
    {
        if (!_bindings.TryGetValue(figure.Token, out var binding))
        {
            throw new ArgumentException(
                $"正文中的指标{figure.Token}没有给出来源（Figures）",
                nameof(figure)
            );
        }
        var text = SafeText.Clean(figure.Text).Replace('\n', ' ').Replace('\t', ' ');
        var number = _figures.Count + 1;
        var tag = FigurePart.TagPrefix + Styles.Text(number);
        _figures.Add((tag, text, binding));
        OpenXmlElement content = Run(text, shape);
        if (figure.Link is { } uri)
        {
            // Nothing but a web address may be opened from an official document
            if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https"))
            {
                throw new ArgumentException(
                    $"指标{figure.Token}的链接不是http或https地址：{uri}",
                    nameof(figure)
                );
            }
            if (!_links.TryGetValue(uri.AbsoluteUri, out var id))
            {
                _links[uri.AbsoluteUri] = id = link(uri.AbsoluteUri);
            }
            content = new Hyperlink(content) { Id = id, History = true };
        }
        var bookmark = Styles.Text(number);
        var control = new SdtRun(
            new SdtProperties(
                new SdtAlias { Val = "指标" },
                new Tag { Val = tag },
                new SdtId { Val = FirstSdtId + number },
                new Appearance { Val = SdtAppearance.Hidden }
            ),
            new SdtContentRun(content)
        );
        return
        [
            new BookmarkStart { Id = bookmark, Name = FigurePart.BookmarkPrefix + bookmark },
            control,
            new BookmarkEnd { Id = bookmark },
        ];
    }

    private void DataTable(OpenXmlElement body, Table table)
    {
        const int Many = 7;
        if (table.Columns.Count == 0)
        {
            throw new ArgumentException("表格至少要有一列", nameof(table));
        }
        if (table.Caption is { Length: > 0 } caption)
        {
            body.AppendChild(
                Paragraph(
                    Styles.TableHeader,
                    p =>
                    {
                        p.KeepNext = new KeepNext();
                        p.SpacingBetweenLines = Styles.Exact(M.Line);
                    },
                    Run(
                        caption,
                        r =>
                        {
                            r.FontSize = new FontSize { Val = Styles.Text(M.Size4) };
                            r.FontSizeComplexScript = new FontSizeComplexScript
                            {
                                Val = Styles.Text(M.Size4),
                            };
                        }
                    )
                )
            );
        }
        if (table.Unit is { Length: > 0 } unit)
        {
            body.AppendChild(
                Paragraph(
                    Styles.TableText,
                    p =>
                    {
                        p.KeepNext = new KeepNext();
                        p.Justification = Side(JustificationValues.Right);
                    },
                    Run(unit)
                )
            );
        }
        var small = table.Columns.Count > Many;
        var widths = Shares([.. table.Columns.Select(c => Math.Max(c.Weight, 0.1))], M.TextWidth);
        var result = Grid(widths);
        var header = new TableRow(
            new TableRowProperties(
                new CantSplit(),
                new TableRowHeight { Val = 480, HeightType = HeightRuleValues.AtLeast },
                new TableHeader()
            )
        );
        for (var i = 0; i < widths.Length; i++)
        {
            header.AppendChild(
                Box(
                    widths[i],
                    1,
                    Styles.TableHeader,
                    null,
                    small,
                    [Run(table.Columns[i].Header, small ? Small : null)]
                )
            );
        }
        result.AppendChild(header);
        foreach (var cells in table.Rows)
        {
            var row = new TableRow(
                new TableRowProperties(
                    new CantSplit(),
                    new TableRowHeight { Val = 454, HeightType = HeightRuleValues.AtLeast }
                )
            );
            var at = 0;
            foreach (var cell in cells)
            {
                var span = Math.Max(cell.Span, 1);
                if (at + span > widths.Length)
                {
                    throw new ArgumentException(
                        $"表格的一行比表头宽：表头{widths.Length}列，该行至少{at + span}列",
                        nameof(table)
                    );
                }
                var alignment = table.Columns[at].Alignment switch
                {
                    Alignment.Left => JustificationValues.Left,
                    Alignment.Right => JustificationValues.Right,
                    _ => JustificationValues.Center,
                };
                row.AppendChild(
                    Box(
                        widths.Skip(at).Take(span).Sum(),
                        span,
                        Styles.TableText,
                        alignment,
                        small,
                        [.. cell.Runs.SelectMany(r => Inline(r, small ? Small : null))]
                    )
                );
                at += span;
            }
            for (; at < widths.Length; at++)
            {
                row.AppendChild(Box(widths[at], 1, Styles.TableText, null, small, []));
            }
            result.AppendChild(row);
        }
        KeepTogether(result);
        body.AppendChild(result);
        body.AppendChild(Paragraph(Styles.End));
    }

    // A short table stays on one page; a long one leaves neither its header nor its last row alone
    private static void KeepTogether(W.Table table)
    {
        const int Short = 10;
        var rows = table.Elements<TableRow>().ToList();
        for (var i = 0; i < rows.Count - 1; i++)
        {
            if (rows.Count <= Short || i == 0 || i == rows.Count - 2)
            {
                foreach (var paragraph in rows[i].Descendants<W.Paragraph>())
                {
                    paragraph.ParagraphProperties!.KeepNext = new KeepNext();
                }
            }
        }
    }

    private static void Small(RunProperties run)
    {
        run.FontSize = new FontSize { Val = Styles.Text(M.Size5) };
        run.FontSizeComplexScript = new FontSizeComplexScript { Val = Styles.Text(M.Size5) };
    }

    private W.Table FormTable(Form form)
    {
        if (form.Rows.Count == 0 || form.Rows.Any(r => r.Fields.Count == 0))
        {
            throw new ArgumentException("表单的每一行至少要有一栏", nameof(form));
        }
        var label = M.Millimetres(26);
        // Rows have different numbers of boxes: the grid has every edge that any of them has
        var rows = form
            .Rows.Select(row =>
            {
                var labels = Math.Min(label, M.TextWidth / (row.Fields.Count * 2));
                var values = Shares(
                    [.. row.Fields.Select(_ => 1.0)],
                    M.TextWidth - (labels * row.Fields.Count)
                );
                return values.SelectMany(v => new[] { labels, v }).ToArray();
            })
            .ToList();
        var edges = new SortedSet<int>();
        foreach (var row in rows)
        {
            var at = 0;
            foreach (var width in row)
            {
                edges.Add(at += width);
            }
        }
        var table = Grid([.. edges.Prepend(0).Zip(edges, (a, b) => b - a)]);
        foreach (var (row, widths) in form.Rows.Zip(rows))
        {
            var element = new TableRow(
                new TableRowProperties(
                    new TableRowHeight
                    {
                        Val = (uint)M.Millimetres(Math.Max(row.MinHeight, 8)),
                        HeightType = HeightRuleValues.AtLeast,
                    }
                )
            );
            var at = 0;
            for (var i = 0; i < row.Fields.Count; i++)
            {
                var field = row.Fields[i];
                Add(widths[i * 2], Styles.FormLabel, [Run(field.Label)]);
                Add(
                    widths[(i * 2) + 1],
                    Styles.FormText,
                    [.. field.Value.SelectMany(r => Inline(r))]
                );
            }
            table.AppendChild(element);

            void Add(int width, string style, IReadOnlyList<OpenXmlElement> runs)
            {
                var span = edges.GetViewBetween(at + 1, at + width).Count;
                at += width;
                element.AppendChild(Box(width, span, style, null, small: false, runs));
            }
        }
        return table;
    }

    private static W.Table Grid(IReadOnlyList<int> widths)
    {
        static T Line<T>()
            where T : BorderType, new() =>
            new()
            {
                Val = BorderValues.Single,
                Size = 4,
                Space = 0,
                Color = "000000",
            };
        return new W.Table(
            new TableProperties(
                new TableWidth
                {
                    Width = Styles.Text(M.TextWidth),
                    Type = TableWidthUnitValues.Dxa,
                },
                new TableJustification { Val = TableRowAlignmentValues.Center },
                new TableBorders(
                    Line<W.TopBorder>(),
                    Line<W.LeftBorder>(),
                    Line<W.BottomBorder>(),
                    Line<W.RightBorder>(),
                    Line<InsideHorizontalBorder>(),
                    Line<InsideVerticalBorder>()
                ),
                new TableLayout { Type = TableLayoutValues.Fixed }
            ),
            new TableGrid(widths.Select(w => new GridColumn { Width = Styles.Text(w) }))
        );
    }

    private static TableCell Box(
        int width,
        int span,
        string style,
        EnumValue<JustificationValues>? alignment,
        bool small,
        IReadOnlyList<OpenXmlElement> runs
    )
    {
        var properties = new TableCellProperties
        {
            TableCellWidth = new TableCellWidth
            {
                Width = Styles.Text(width),
                Type = TableWidthUnitValues.Dxa,
            },
            GridSpan = span > 1 ? new GridSpan { Val = span } : null,
        };
        if (small)
        {
            properties.TableCellMargin = new TableCellMargin(
                new LeftMargin { Width = "40", Type = TableWidthUnitValues.Dxa },
                new RightMargin { Width = "40", Type = TableWidthUnitValues.Dxa }
            );
        }
        properties.TableCellVerticalAlignment = new TableCellVerticalAlignment
        {
            Val = TableVerticalAlignmentValues.Center,
        };
        var paragraph = Paragraph(
            style,
            p => p.Justification = alignment is null ? null : new Justification { Val = alignment }
        );
        paragraph.Append(runs);
        return new TableCell(properties, paragraph);
    }

    private static int[] Shares(IReadOnlyList<double> weights, int width)
    {
        var total = weights.Sum();
        var shares = new int[weights.Count];
        var (sum, given) = (0.0, 0);
        for (var i = 0; i < shares.Length; i++)
        {
            sum += weights[i];
            shares[i] = (int)Math.Round(width * sum / total) - given;
            given += shares[i];
        }
        return shares;
    }

    // 7.3.4: one line under the text, indented by two characters; further lines of a name stand under its first character
    private static void AttachmentList(Body body, IReadOnlyList<Attachment> attachments)
    {
        const double Label = 3;
        if (attachments.Count == 0)
        {
            return;
        }
        KeepWithNext(body);
        body.AppendChild(Empty(keepNext: true));
        for (var i = 0; i < attachments.Count; i++)
        {
            var number = attachments.Count > 1 ? Styles.Text(i + 1) + "." : "";
            var width = number.Length == 0 ? 0 : Em.Of(number) + 0.25;
            var hanging = width + (i == 0 ? Label : 0);
            var left = 2 + Label + width;
            body.AppendChild(
                Paragraph(
                    Styles.Flush,
                    p =>
                        p.Indentation = new Indentation
                        {
                            Left = Styles.Text(M.Characters(left)),
                            Hanging = Styles.Text(M.Characters(hanging)),
                        },
                    Run((i == 0 ? "附件：" : "") + number),
                    number.Length > 0 ? new W.Run(new TabChar()) : Run(""),
                    Run(attachments[i].Name)
                )
            );
        }
    }

    // 7.3.5
    private static void Sign(Body body, Signature signature)
    {
        if (signature.Organs.Count == 0)
        {
            throw new ArgumentException("署名至少要有一个机关", nameof(signature));
        }
        var date = ChineseDate(signature.Date);
        var dateWidth = Em.Of(date);
        var widest = signature.Organs.Max(o => Em.Of(o));
        if (widest > M.CharactersPerLine - 4)
        {
            // No room to place it by the rules: at the right edge it stays whole
            body.AppendChild(Empty(keepNext: true));
            foreach (var line in signature.Organs.Append(date))
            {
                body.AppendChild(
                    Paragraph(
                        Styles.Flush,
                        p => p.Justification = Side(JustificationValues.Right),
                        Run(line)
                    )
                );
            }
        }
        else if (signature.Sealed)
        {
            // 7.3.5.1: the date ends four characters from the right, the name is centred above it. The seal of 42 mm covers both and
            // begins within one line of the text, so two lines stay free; seals of several organs must not touch: four lines between
            const double DateRight = 4;
            var middle = M.CharactersPerLine - Math.Max(DateRight + (dateWidth / 2), widest / 2);
            foreach (var (index, organ) in signature.Organs.Index())
            {
                for (var line = 0; line < (index == 0 ? 2 : 4); line++)
                {
                    body.AppendChild(Empty(keepNext: true));
                }
                body.AppendChild(At(TabStopValues.Center, middle, organ, keepNext: true));
            }
            body.AppendChild(At(TabStopValues.Center, middle, date, keepNext: false));
        }
        else
        {
            // 7.3.5.2: one line free, the name ends two characters from the right and the date starts two characters right of the
            // name's first; a date that is the longer one ends there itself, and the name moves to the left
            const double Right = 2;
            var start = M.CharactersPerLine - Right - Math.Max(widest, dateWidth + 2);
            body.AppendChild(Empty(keepNext: true));
            foreach (var organ in signature.Organs)
            {
                body.AppendChild(At(TabStopValues.Left, start, organ, keepNext: true));
            }
            body.AppendChild(At(TabStopValues.Left, start + 2, date, keepNext: false));
        }

        // By tab stops, not by counted indents: digits are not half as wide as characters in every font
        static W.Paragraph At(
            EnumValue<TabStopValues> kind,
            double characters,
            string text,
            bool keepNext
        ) =>
            Paragraph(
                Styles.Flush,
                p =>
                {
                    p.KeepNext = keepNext ? new KeepNext() : null;
                    p.Tabs = new Tabs(
                        new TabStop { Val = kind, Position = M.Characters(characters) }
                    );
                    p.Justification = Side(JustificationValues.Left);
                },
                new W.Run(new TabChar()),
                Run(text)
            );
    }

    // 7.3.7: on a page of its own, “附件” with its number in the first line, the title in the third
    private void AttachmentPages(Body body, IReadOnlyList<Attachment> attachments)
    {
        for (var i = 0; i < attachments.Count; i++)
        {
            if (attachments[i].Body.Count == 0)
            {
                continue;
            }
            body.AppendChild(
                Paragraph(
                    Styles.Black,
                    p => p.PageBreakBefore = new PageBreakBefore(),
                    Run(attachments.Count > 1 ? "附件" + Styles.Text(i + 1) : "附件")
                )
            );
            body.AppendChild(Empty());
            Titles(body, attachments[i].Name, null);
            body.AppendChild(Empty(keepNext: true));
            Blocks(body, attachments[i].Body);
        }
    }

    // 7.4: at the foot of the last page, as wide as the text area. Placed from the page's edge: LibreOffice lets a table of full width
    // float only then
    private static W.Table ImprintTable(Imprint imprint)
    {
        const string Copies = "抄送：";
        // One character of 4号 free at both sides
        const int Character = M.Size4 * 10;
        var properties = new TableProperties(
            new TablePositionProperties
            {
                LeftFromText = 0,
                RightFromText = 0,
                VerticalAnchor = VerticalAnchorValues.Margin,
                HorizontalAnchor = HorizontalAnchorValues.Page,
                TablePositionX = M.LeftMargin,
                TablePositionYAlignment = VerticalAlignmentValues.Bottom,
            },
            new TableOverlap { Val = TableOverlapValues.Never },
            new TableWidth { Width = Styles.Text(M.TextWidth), Type = TableWidthUnitValues.Dxa },
            new TableBorders(
                Line<W.TopBorder>(M.ImprintOuterLine),
                Line<W.BottomBorder>(M.ImprintOuterLine),
                Line<InsideHorizontalBorder>(M.ImprintInnerLine)
            ),
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(
                new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa },
                new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa }
            )
        );
        var table = new W.Table(
            properties,
            new TableGrid(new GridColumn { Width = Styles.Text(M.TextWidth) })
        );
        if (imprint.CopiesTo.Count > 0)
        {
            // 7.4.2: further lines under the first character after the colon, ended by a full stop
            Add(
                new Indentation
                {
                    Left = Styles.Text(Character * 4),
                    Right = Styles.Text(Character),
                    Hanging = Styles.Text(Character * 3),
                },
                null,
                Run(Copies + string.Join("，", imprint.CopiesTo) + "。")
            );
        }
        // 7.4.3: who printed at the left, when at the right with 印发
        Add(
            new Indentation { Left = Styles.Text(Character), Right = Styles.Text(Character) },
            new Tabs(new TabStop { Val = TabStopValues.Right, Position = M.TextWidth - Character }),
            Run(imprint.PrintedBy),
            new W.Run(new TabChar()),
            Run(ChineseDate(imprint.PrintedOn) + "印发")
        );
        return table;

        void Add(Indentation indent, Tabs? tabs, params W.Run[] runs) =>
            table.AppendChild(
                new TableRow(
                    new TableRowProperties(new CantSplit()),
                    new TableCell(
                        new TableCellProperties(
                            new TableCellWidth
                            {
                                Width = Styles.Text(M.TextWidth),
                                Type = TableWidthUnitValues.Dxa,
                            }
                        ),
                        Paragraph(
                            Styles.Imprint,
                            p =>
                            {
                                p.Tabs = tabs;
                                p.Indentation = indent;
                            },
                            runs
                        )
                    )
                )
            );

        static T Line<T>(int eighths)
            where T : BorderType, new() =>
            new()
            {
                Val = BorderValues.Single,
                Size = (uint)eighths,
                Space = 0,
                Color = "000000",
            };
    }

    private SectionProperties Section(bool numbered) =>
        new(
            new FooterReference
            {
                Type = HeaderFooterValues.Default,
                Id = numbered ? oddFooter : emptyFooter,
            },
            new FooterReference
            {
                Type = HeaderFooterValues.Even,
                Id = numbered ? evenFooter : emptyFooter,
            },
            new SectionType { Val = SectionMarkValues.NextPage },
            new PageSize { Width = M.PageWidth, Height = M.PageHeight },
            new PageMargin
            {
                Top = M.TopMargin,
                Right = M.RightMargin,
                Bottom = M.BottomMargin,
                Left = M.LeftMargin,
                Header = 851,
                // 7.5: the dash, in the middle of its line, is 7 mm under the text area
                Footer = M.BottomMargin - M.PageNumberGap - (Styles.PageNumberLine / 2),
                Gutter = 0,
            },
            new PageNumberType { Start = 1 },
            // 5.2.3: 22 lines of 28 characters
            new DocGrid
            {
                Type = DocGridValues.LinesAndChars,
                LinePitch = M.Line,
                CharacterSpace = M.GridTracking,
            }
        );

    /// <summary>7.3.5.4: year, month and day in Arabic digits without leading zeros.</summary>
    private static string ChineseDate(DateOnly day) =>
        $"{Styles.Text(day.Year)}年{Styles.Text(day.Month)}月{Styles.Text(day.Day)}日";

    // 7.3.5: no page may have signature and date alone
    private static void KeepWithNext(Body body)
    {
        if (body.LastChild is W.Paragraph { ParagraphProperties: { } properties })
        {
            properties.KeepNext = new KeepNext();
        }
    }

    private static Justification Side(JustificationValues side) => new() { Val = side };

    private static W.Paragraph Empty(bool keepNext = false) =>
        Paragraph(Styles.Flush, p => p.KeepNext = keepNext ? new KeepNext() : null);

    // A paragraph, not spacing before one: at the head of a page the latter is not kept by every program
    private static W.Paragraph Gap(int twips) =>
        Paragraph(Styles.End, p => p.SpacingBetweenLines = Styles.Exact(Math.Max(twips, 1)));

    private static W.Paragraph Paragraph(string style, params W.Run[] runs) =>
        Paragraph(style, null, runs);

    private static W.Paragraph Paragraph(
        string style,
        Action<ParagraphProperties>? shape,
        params W.Run[] runs
    )
    {
        var properties = new ParagraphProperties
        {
            ParagraphStyleId = new ParagraphStyleId { Val = style },
        };
        shape?.Invoke(properties);
        var paragraph = new W.Paragraph(properties);
        paragraph.Append(runs);
        return paragraph;
    }

    /// <summary>A run of any text; line feeds become line breaks.</summary>
    internal static W.Run Run(string text, Action<RunProperties>? shape = null)
    {
        var run = new W.Run();
        if (shape is not null)
        {
            var properties = new RunProperties();
            shape(properties);
            run.RunProperties = properties;
        }
        var clean = SafeText.Clean(text);
        var start = 0;
        while (start < clean.Length)
        {
            var next = clean.AsSpan(start).IndexOfAny('\n', '\t');
            var end = next < 0 ? clean.Length : start + next;
            if (end > start)
            {
                run.AppendChild(
                    new W.Text(clean[start..end]) { Space = SpaceProcessingModeValues.Preserve }
                );
            }
            if (next >= 0)
            {
                run.AppendChild<OpenXmlElement>(clean[end] == '\n' ? new Break() : new TabChar());
            }
            start = end + 1;
        }
        return run;
    }
}
