using Fadu.Law.Dates;

namespace Fadu.Law.Tests.Dates;

public class DueDateTableTests
{
    public static TheoryData<string, string, string, string, string, string, string, string> Table()
    {
        var data = new TheoryData<string, string, string, string, string, string, string, string>();
        foreach (var row in Tables.Rows("due-dates.tsv"))
        {
            data.Add(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Every_case_of_the_table_falls_due_on_its_day(
        string @case,
        string kind,
        string limit,
        string start,
        string moves,
        string due,
        string unrolled,
        string advice
    )
    {
        var reading = Tables.Clock(kind, limit, start, moves).Read(WorkCalendar.National);

        if (reading.DueAt is { } moment)
        {
            Assert.Equal(Tables.Moment(due).DateTime, moment);
            return;
        }

        Assert.Equal(
            (@case, Tables.Day(due), Tables.Day(unrolled)),
            (@case, reading.Due, reading.Unrolled)
        );
        Assert.Equal(advice.Length == 0 ? null : Tables.Day(advice), reading.Advice);
        Assert.False(reading.IsProvisional);
    }
}
