namespace Fadu.Writing.Official;

/// <summary>The measures of GB/T 9704-2012 in twips (1/20 point; 1 mm = 56.693), each under its clause.</summary>
public static class Measures
{
    private const double TwipsPerMillimetre = 1440 / 25.4;

    /// <summary>5.1: A4, 210 mm wide.</summary>
    public const int PageWidth = 11906;

    /// <summary>5.1: A4, 297 mm high.</summary>
    public const int PageHeight = 16838;

    /// <summary>5.2.1: 天头 37 mm.</summary>
    public const int TopMargin = 2098;

    /// <summary>5.2.1: 订口 28 mm.</summary>
    public const int LeftMargin = 1587;

    /// <summary>5.2.1: what the text area of 156 mm leaves: 26 mm, rounded so that 28 characters fill it exactly.</summary>
    public const int RightMargin = 1471;

    /// <summary>5.2.1: what the text area of 225 mm leaves: 35 mm.</summary>
    public const int BottomMargin = 1984;

    /// <summary>5.2.1: the text area 版心 is 156 mm wide.</summary>
    public const int TextWidth = PageWidth - LeftMargin - RightMargin;

    /// <summary>5.2.1: the text area 版心 is 225 mm high.</summary>
    public const int TextHeight = PageHeight - TopMargin - BottomMargin;

    /// <summary>5.2.3: 22 lines a page.</summary>
    public const int LinesPerPage = 22;

    /// <summary>5.2.3: 28 characters a line.</summary>
    public const int CharactersPerLine = 28;

    /// <summary>5.2.3: 22 lines fill 225 mm, so a line is 28.95 points.</summary>
    public const int Line = TextHeight / LinesPerPage;

    /// <summary>5.2.3: 28 characters fill 156 mm, so one has 15.8 points.</summary>
    public const int Character = TextWidth / CharactersPerLine;

    /// <summary>
    /// 5.2.3: what a character of 3号, 16 points, is set closer for that, in twips. One more than it takes: programs round, and 28
    /// that are a hair too wide are 27. Justification gives it back.
    /// </summary>
    public const int Tracking = Character - (Size3 * 10) - 1;

    /// <summary>The same for the grid of the section, which counts in 1/4096 point and is rounded down.</summary>
    public const int GridTracking = ((Character - (Size3 * 10)) * 4096 / 20) - 1;

    /// <summary>2号 in half points.</summary>
    public const int Size2 = 44;

    /// <summary>3号 in half points (5.2.2).</summary>
    public const int Size3 = 32;

    /// <summary>4号 in half points.</summary>
    public const int Size4 = 28;

    /// <summary>小4号 in half points, for tables; the standard leaves their size open.</summary>
    public const int SizeSmall4 = 24;

    /// <summary>5号 in half points, for tables of many columns.</summary>
    public const int Size5 = 21;

    /// <summary>7.2.4: the upper edge of the issuer mark is 35 mm under that of the text area.</summary>
    public const int IssuerMarkTop = 1984;

    /// <summary>7.2.7: the red line is 4 mm under the document number.</summary>
    public const int RedLineGap = 227;

    /// <summary>7.5: the dash of the page number is 7 mm under the text area.</summary>
    public const int PageNumberGap = 397;

    /// <summary>7.4.1: first and last line of the imprint, 0.35 mm, in 1/8 point.</summary>
    public const int ImprintOuterLine = 8;

    /// <summary>7.4.1: lines within the imprint, 0.25 mm, in 1/8 point.</summary>
    public const int ImprintInnerLine = 6;

    /// <summary>The width of so many characters of 3号 on the grid.</summary>
    public static int Characters(double count) => (int)Math.Round(count * Character);

    /// <summary>Millimetres.</summary>
    public static int Millimetres(double count) => (int)Math.Round(count * TwipsPerMillimetre);
}
