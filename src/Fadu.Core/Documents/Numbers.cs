using System.Globalization;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Documents;

/// <summary>发文字号: 机关代字〔年份〕序号, without gaps per organ, series and year.</summary>
public static class Numbers
{
    /// <summary>
    /// The next number, inside the commit that uses it. Only one command holds the write lane, and the row of the series is tracked, so neither a batch nor a rollback can double or lose one;
    /// the key of <see cref="DocumentNumber"/> would refuse a double all the same.
    /// </summary>
    internal static async ValueTask<(string? Series, int? Year, int? Number, string? Text)> Next(
        Work work,
        Guid organ,
        NumberSeries? series,
        int year,
        CancellationToken cancellationToken
    )
    {
        if (series is null)
        {
            return default;
        }
        var taken = await work.Db.FindAsync<NumberSeriesYear>(
            [work.Tenant, organ, series.Key, year],
            cancellationToken
        );
        var number = (taken?.Last ?? 0) + 1;
        var code = await CodeOf(work.Db, work.Tenant, organ, series, cancellationToken);
        return (series.Key, year, number, MatterDocument.NumberOf(code, year, number));
    }

    /// <summary>What stands before the year: the organ's prefix of the series, or its 机关代字 and the series' word.</summary>
    public static async ValueTask<string> CodeOf(
        FaduDb db,
        int tenant,
        Guid organ,
        NumberSeries series,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        var codes = await db.Set<NumberCode>()
            .Where(n =>
                n.Tenant == tenant
                && n.OrganId == organ
                && (n.Series == series.Key || n.Series == "")
            )
            .ToDictionaryAsync(n => n.Series, n => n.Code, cancellationToken)
            .ConfigureAwait(false);
        if (codes.TryGetValue(series.Key, out var whole))
        {
            return whole;
        }
        if (codes.TryGetValue("", out var own))
        {
            return own + series.Word;
        }
        var found = await db.FindAsync<Organ>([tenant, organ], cancellationToken)
            .ConfigureAwait(false);
        return (found?.ShortName ?? "") + series.Word;
    }
}

internal sealed class NumberHandler(Matters.ProcedureRegistry procedures)
    : IHandler<SetNumberCode>,
        IHandler<StartNumbersAfter>
{
    public async ValueTask<string?> Handle(
        SetNumberCode command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var organ = DemandOrgan(work);
        DemandSeries(command.Series, orAll: true);
        var code = string.IsNullOrWhiteSpace(command.Code) ? null : command.Code.Trim();
        if (code is { Length: > 20 } || code?.IndexOfAny(['〔', '〕', '[', ']', '号', '第']) >= 0)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "机关代字最多 20 字，不写年份括号、“第”和“号”，例如“云司”。",
                field: nameof(command.Code)
            );
        }
        var known = await work.Db.FindAsync<NumberCode>(
            [work.Tenant, organ, command.Series],
            cancellationToken
        );
        if (known?.Code != code)
        {
            await work.Append(
                $"document-number:{organ}:{command.Series}",
                new NumberCodeSet(organ, command.Series, code),
                organ: organ
            );
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        StartNumbersAfter command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var organ = DemandOrgan(work);
        DemandSeries(command.Series, orAll: false);
        if (command.Year < 2000 || command.Year > work.Today.Year)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"年份应在 2000 和 {work.Today.Year} 之间。",
                field: nameof(command.Year)
            );
        }
        if (command.Last is < 1 or > 99_999)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写已经用到的最后一个序号，1 至 99999。",
                field: nameof(command.Last)
            );
        }
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明续号的理由，例如“启用前纸质编号已用至 35 号”。",
                field: nameof(command.Reason)
            );
        }
        var taken = await work.Db.FindAsync<NumberSeriesYear>(
            [work.Tenant, organ, command.Series, command.Year],
            cancellationToken
        );
        // Once a number was taken here, moving the start would leave a gap.
        if (taken is not null && taken.Last > taken.StartedAfter)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{command.Year.ToString(CultureInfo.InvariantCulture)} 年已经取到 {taken.Last.ToString(CultureInfo.InvariantCulture)} 号，不能再改起始号，否则会跳号。",
                field: nameof(command.Last)
            );
        }
        await work.Append(
            $"document-number:{organ}:{command.Series}",
            new NumbersStarted(organ, command.Series, command.Year, command.Last),
            organ: organ
        );
        return null;
    }

    private static Guid DemandOrgan(Work work)
    {
        work.Demand(Capability.AssignMatters);
        if (work.Actor.Organ is not { } organ)
        {
            Work.Refuse(RefusalKind.Forbidden, "只能设定本单位的文号。");
            return default;
        }
        return organ;
    }

    private void DemandSeries(string series, bool orAll)
    {
        if (
            !(orAll && series.Length == 0) && DocumentCatalogue.SeriesOf(procedures, series) is null
        )
        {
            Work.Refuse(RefusalKind.Invalid, "没有这一种文号，请重新选择。", field: "Series");
        }
    }
}

/// <summary>What the procedures declare of documents, across all of them.</summary>
public static class DocumentCatalogue
{
    /// <summary>All series of numbers.</summary>
    public static IReadOnlyList<NumberSeries> Series(Matters.ProcedureRegistry procedures)
    {
        ArgumentNullException.ThrowIfNull(procedures);
        return
        [
            .. procedures
                .All.SelectMany(e => e.All)
                .SelectMany(p => p.Documents)
                .Select(d => d.Series)
                .OfType<NumberSeries>()
                .DistinctBy(s => s.Key, StringComparer.Ordinal)
                .OrderBy(s => s.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>One series.</summary>
    public static NumberSeries? SeriesOf(Matters.ProcedureRegistry procedures, string key) =>
        Series(procedures).FirstOrDefault(s => s.Key == key);
}

internal sealed class TemplateHandler(Matters.ProcedureRegistry procedures)
    : IHandler<SetDocumentTemplate>
{
    public async ValueTask<string?> Handle(
        SetDocumentTemplate command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AssignMatters);
        if (
            work.Actor.Organ is not { } organ
            || procedures.Find(command.Procedure)?.Newest is not { } procedure
            || procedure.FindDocument(command.Kind) is not { } declared
        )
        {
            Work.Refuse(RefusalKind.NotFound, "没有这种文书，请重新选择。");
            return null;
        }
        var text = command.Text?.ReplaceLineEndings("\n").TrimEnd();
        text =
            string.IsNullOrWhiteSpace(text)
            || text == declared.Template.ReplaceLineEndings("\n").TrimEnd()
                ? null
                : text;
        if (text is { Length: > 60_000 })
        {
            Work.Refuse(RefusalKind.Invalid, "模板最多 60000 字。", field: nameof(command.Text));
        }
        if (text is not null)
        {
            var faults = DocumentTemplate.Parse(text).Check(DocumentNames.Of(procedure));
            if (faults.Count > 0)
            {
                throw new RefusedException(
                    new Refusal(
                        RefusalKind.Invalid,
                        $"模板有 {faults.Count} 处占位不能识别：{faults[0].ToString()}。可用的占位见下表。",
                        Field: nameof(command.Text)
                    )
                    {
                        Details = [.. faults.Skip(1).Select(f => f.ToString())],
                    }
                );
            }
        }
        var known = await work.Db.FindAsync<OrganTemplate>(
            [work.Tenant, organ, command.Procedure, command.Kind],
            cancellationToken
        );
        if (known?.Text != text)
        {
            await work.Append(
                OrganTemplate.StreamOf(organ, command.Procedure, command.Kind),
                new TemplateSet(organ, command.Procedure, command.Kind, text),
                organ: organ
            );
        }
        return null;
    }
}
