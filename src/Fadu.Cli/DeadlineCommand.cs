using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fadu.Law.Dates;

namespace Fadu.Cli;

/// <summary>
/// <c>deadline</c>: when a time limit ends, and why; by length and unit, by one of the system's own limits, or for a
/// file of them.
/// </summary>
internal static class DeadlineCommand
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    public static Command Create()
    {
        // Options are read as text, so that every mistake gets one Chinese line and exit code 2.
        var length = new Option<string?>("--length") { Description = "期限的长度，正整数" };
        var unit = new Option<string?>("--unit")
        {
            Description =
                "working-days、days、months、years、hours、working-days-before、days-before",
        };
        var start = new Option<string?>("--start")
        {
            Description = "起算事件的日期，如2024-09-27；按小时计算的可带时刻，如2024-09-27T09:30",
        };
        var limit = new Option<string?>("--limit") { Description = "系统内置法定期限的键" };
        var inForce = new Option<string?>("--in-force")
        {
            Description = "适用哪一天有效的规定，默认为起算日",
        };
        var list = new Option<bool>("--list") { Description = "列出系统内置的全部法定期限" };
        var batch = new Option<string?>("--batch")
        {
            Description = "批量计算：每行“长度、单位、起算日”，以制表符分隔",
        };
        var json = new Option<bool>("--json") { Description = "以JSON输出" };
        var command = new Command("deadline", "计算法定期限的届满日，并逐条说明依据")
        {
            length,
            unit,
            start,
            limit,
            inForce,
            list,
            batch,
            json,
        };
        command.SetAction(result =>
        {
            try
            {
                var output = Run(
                    new(
                        result.GetValue(length),
                        result.GetValue(unit),
                        result.GetValue(start),
                        result.GetValue(limit),
                        result.GetValue(inForce),
                        result.GetValue(list),
                        result.GetValue(batch),
                        result.GetValue(json)
                    )
                );
                result.InvocationConfiguration.Output.Write(output);
                return 0;
            }
            catch (DateRuleException wrong)
            {
                result.InvocationConfiguration.Error.WriteLine(wrong.Message);
                return 2;
            }
            catch (Exception unreadable)
                when (unreadable is IOException or UnauthorizedAccessException)
            {
                result.InvocationConfiguration.Error.WriteLine(
                    $"读不出文件{result.GetValue(batch)}：请核对路径和权限"
                );
                return 2;
            }
        });
        return command;
    }

    private sealed record Arguments(
        string? Length,
        string? Unit,
        string? Start,
        string? Limit,
        string? InForce,
        bool List,
        string? Batch,
        bool Json
    );

    private static string Run(Arguments arguments)
    {
        var ways = new[]
        {
            arguments.List,
            arguments.Batch is not null,
            arguments.Limit is not null,
            arguments.Length is not null || arguments.Unit is not null,
        };
        if (ways.Count(w => w) != 1)
        {
            throw new DateRuleException(
                "请在下列用法中选择一种：--length与--unit、--limit、--batch、--list"
            );
        }

        if (arguments.InForce is not null && arguments.Limit is null)
        {
            throw new DateRuleException("--in-force只与--limit一起使用");
        }

        if (arguments.List)
        {
            return arguments.Json ? ListAsJson() : ListAsText();
        }

        if (arguments.Batch is { } file)
        {
            return RunBatch(File.ReadLines(file, Encoding.UTF8));
        }

        var start = Instant.Parse(
            arguments.Start
                ?? throw new DateRuleException("缺少--start：请写明起算日期，如2024-09-27")
        );
        if (arguments.Limit is { } key)
        {
            var inForce = arguments.InForce is { } text ? Instant.Parse(text).Day : start.Day;
            var known = StatutoryLimits.Get(key, inForce);
            var clock =
                start.HasTime && known.Limit.Unit == TimeUnit.Hours
                    ? known.From(start.Moment)
                    : known.From(start.Day);
            return Describe(clock.Read(WorkCalendar.National), start, known);
        }

        var typed = Clock(
            arguments.Length ?? throw new DateRuleException("缺少--length：请写明期限的长度，如20"),
            arguments.Unit
                ?? throw new DateRuleException("缺少--unit：请写明期限的单位，如working-days"),
            start
        );
        return Describe(typed.Read(WorkCalendar.National), start, known: null);
    }

    private static Clock Clock(ReadOnlySpan<char> length, ReadOnlySpan<char> unit, Instant start)
    {
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            throw new DateRuleException($"期限“{length}”不是整数：应为1至100000的整数");
        }

        return unit switch
        {
            "working-days" => Law.Dates.Clock.Within(TimeLimit.WorkingDays(n), start.Day),
            "days" => Law.Dates.Clock.Within(TimeLimit.Days(n), start.Day),
            "months" => Law.Dates.Clock.Within(TimeLimit.Months(n), start.Day),
            "years" => Law.Dates.Clock.Within(TimeLimit.Years(n), start.Day),
            "hours" => Law.Dates.Clock.Within(TimeLimit.Hours(n), start.Moment),
            "working-days-before" => Law.Dates.Clock.Before(TimeLimit.WorkingDays(n), start.Day),
            "days-before" => Law.Dates.Clock.Before(TimeLimit.Days(n), start.Day),
            _ => throw new DateRuleException(
                $"单位“{unit}”无法识别，可用：working-days、days、months、years、hours、working-days-before、days-before"
            ),
        };
    }

    // Nothing is printed unless every line is right.
    private static string RunBatch(IEnumerable<string> lines)
    {
        var calendar = WorkCalendar.National;
        var output = new StringBuilder();
        Span<char> buffer = stackalloc char[16];
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            try
            {
                var text = line.AsSpan();
                var first = text.IndexOf('\t');
                var last = text.LastIndexOf('\t');
                if (first < 0 || first == last || text[(first + 1)..last].Contains('\t'))
                {
                    throw new DateRuleException("应为“长度、单位、起算日”三栏，以制表符分隔");
                }

                var start = Instant.Parse(text[(last + 1)..].TrimEnd());
                var reading = Clock(text[..first], text[(first + 1)..last], start).Read(calendar);
                if (reading.DueAt is { } moment && start.HasTime)
                {
                    output.Append(Text(moment));
                }
                else
                {
                    reading.Due!.Value.TryFormat(
                        buffer,
                        out var written,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture
                    );
                    output.Append(buffer[..written]);
                }

                output.Append('\n');
            }
            catch (DateRuleException wrong)
            {
                throw new DateRuleException($"第{number}行：{wrong.Message}");
            }
        }

        return output.ToString();
    }

    private static string Describe(ClockReading reading, Instant start, StatutoryLimit? known)
    {
        var unknownTime = reading.DueAt is not null && !start.HasTime;
        var explanation = reading.Explanation.Select(line => line.ToString()).ToList();
        if (unknownTime)
        {
            explanation.Insert(
                0,
                "未给出起算时刻，暂自当日0时起算；起算时刻写法如2024-09-27T09:30。"
            );
        }

        var value = new Dictionary<string, object?>();
        if (known is not null)
        {
            value["key"] = known.Key;
            value["name"] = known.Name;
            value["length"] = known.Limit.Length;
            value["unit"] = UnitName(known.Kind, known.Limit.Unit);
            value["article"] = known.Limit.Basis?.ToString();
            value["configurable"] = known.IsConfigurable;
        }

        value["due"] =
            reading.DueAt is { } moment && !unknownTime ? Text(moment) : Text(reading.Due);
        value["unrolled"] =
            reading.DueAt is { } end && !unknownTime ? Text(end) : Text(reading.Unrolled);
        if (reading.OpensOn is { } opens)
        {
            value["opensOn"] = Text(opens);
        }

        if (reading.Advice is { } advice)
        {
            value["advice"] = Text(advice);
        }

        value["provisional"] = reading.IsProvisional;
        if (reading.IsProvisional)
        {
            value["provisionalYears"] = reading.ProvisionalYears;
        }

        value["explanation"] = explanation;
        return JsonSerializer.Serialize(value, Json) + "\n";
    }

    private static string ListAsJson() =>
        JsonSerializer.Serialize(
            StatutoryLimits.All.Select(l => new
            {
                l.Key,
                l.Name,
                Kind = KindName(l.Kind),
                l.Limit.Length,
                Unit = UnitName(l.Kind, l.Limit.Unit),
                Article = l.Limit.Basis?.ToString(),
                UnitArticle = l.Limit.UnitBasis?.ToString(),
                Extension = l.Extension?.ToString(),
                StartsWith = l.Event,
                InForceFrom = Text(l.InForceFrom),
                InForceUntil = l.InForceUntil is { } until ? Text(until) : null,
                Configurable = l.IsConfigurable,
            }),
            Json
        ) + "\n";

    private static string ListAsText()
    {
        var output = new StringBuilder();
        foreach (var l in StatutoryLimits.All)
        {
            var length = l.Kind switch
            {
                ClockKind.AtLeast => $"不少于{l.Limit}",
                ClockKind.Before => $"{l.Event}前{l.Limit}",
                _ => l.Limit.ToString(),
            };
            var edition = l.InForceUntil is { } until ? $"（适用至{Text(until)}）" : "";
            output.AppendLine(
                CultureInfo.InvariantCulture,
                $"{l.Key}\t{l.Name}{edition}\t{length}\t{l.Limit.Basis}{(l.IsConfigurable ? "\t可配置" : "")}"
            );
        }

        return output.ToString();
    }

    private static string KindName(ClockKind kind) =>
        kind switch
        {
            ClockKind.AtLeast => "at-least",
            ClockKind.Before => "before",
            _ => "within",
        };

    private static string UnitName(ClockKind kind, TimeUnit unit)
    {
        var name = unit switch
        {
            TimeUnit.WorkingDays => "working-days",
            TimeUnit.Days => "days",
            TimeUnit.Months => "months",
            TimeUnit.Years => "years",
            _ => "hours",
        };
        return kind == ClockKind.Before ? name + "-before" : name;
    }

    private static string? Text(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTime moment) =>
        moment.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    // A day, or a moment of Beijing time.
    private readonly record struct Instant(DateTime Local, bool HasTime)
    {
        internal DateOnly Day => DateOnly.FromDateTime(Local);

        internal DateTimeOffset Moment => new(Local, Beijing);

        internal static Instant Parse(ReadOnlySpan<char> text)
        {
            if (
                DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
            {
                return new(day.ToDateTime(TimeOnly.MinValue), HasTime: false);
            }

            return DateTime.TryParseExact(
                text,
                ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var moment
            )
                ? new(moment, HasTime: true)
                : throw new DateRuleException(
                    $"日期“{text}”无法识别，应写作2024-09-27，或者带时刻的2024-09-27T09:30"
                );
        }
    }
}
