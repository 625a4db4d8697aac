namespace Fadu.Reading.Holidays;

/// <summary>A year's days off and make-up workdays as the State Council's notice gives them.</summary>
public sealed record HolidayReading(
    SourceText Source,
    int Year,
    string? Title,
    string? DocumentNumber,
    IReadOnlyList<HolidayDay> Days
);

/// <summary>One day.</summary>
/// <param name="Off">Off, or a rest day on which work is made up.</param>
/// <param name="Holiday">元旦, 春节, 清明, 劳动节, 端午, 中秋, 国庆节 as in the calendar data, joined by 、 where one arrangement serves two.</param>
public sealed record HolidayDay(DateOnly Date, bool Off, string Holiday, TextSpan Span);
