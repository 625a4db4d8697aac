using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Registers;

namespace Fadu.Testing;

/// <summary>
/// A valid item of every register as a person would type it, for the tests that walk all declarations. A register without a sample fails them, so that nobody forgets it.
/// </summary>
public static class RegisterSamples
{
    private static readonly Dictionary<string, Func<int, Dictionary<string, string?>>> Samples =
        new(StringComparer.Ordinal)
        {
            ["review-catalogue"] = i =>
                new()
                {
                    ["reviewKind"] = i % 2 == 0 ? "重大行政决策" : "政府合同协议",
                    ["itemName"] = $"事项第{i:00000}号",
                    ["criteria"] = "是否由县政府作出决定？；是否涉及公共利益？",
                    ["thresholdAmount"] = i % 2 == 0 ? null : "500000",
                    ["reviewer"] = "县司法局",
                    ["materials"] = "送审稿；起草说明；风险评估报告",
                    ["minDays"] = "7",
                    ["maxDays"] = $"{10 + (i % 5)}",
                },
            ["normative-document"] = i =>
                new()
                {
                    ["title"] = $"云岭县公共事务管理办法之{i}",
                    ["documentNumber"] = $"云政规〔2024〕{i + 1}号",
                    ["issuers"] = "县政府",
                    ["issuerClass"] = "县政府",
                    ["drafter"] = "县司法局",
                    ["signedOn"] = "2024-03-01",
                    ["issuedOn"] = "2024-03-05",
                    ["term"] = "一般",
                    ["subject"] = i % 2 == 0 ? "城乡建设" : "市场监管",
                    ["legalBasis"] = "《中华人民共和国城乡规划法》第四十条",
                    ["text"] =
                        $"第一条 为了规范公共事务第{i}类，制定本办法。\n第二条 本办法自2024年4月1日起施行。",
                },
            ["cleanup-result"] = i =>
                new()
                {
                    ["campaign"] = "2025年全面清理",
                    ["title"] = $"云岭县旧规定之{i}",
                    ["documentNumber"] = $"云政发〔2009〕{i + 1}号",
                    ["fileClass"] = "县政府文件",
                    ["result"] = "废止",
                    ["because"] = "已被新的规定代替。",
                    ["proposedBy"] = "县司法局",
                },
            ["policy-interpretation"] = i =>
                new()
                {
                    ["title"] = $"《云岭县公共事务管理办法之{i}》解读",
                    ["interprets"] = $"云政规〔2024〕{i + 1}号",
                    ["way"] = "文字解读",
                    ["interpretedOn"] = "2024-03-06",
                    ["text"] = $"云政规〔2024〕{i + 1}号为什么这样规定、怎样办理。",
                },
            ["enforcement-item"] = i =>
                new()
                {
                    ["subject"] = "县司法局",
                    ["itemKind"] = i % 2 == 0 ? "行政处罚" : "行政检查",
                    ["name"] = $"对违反规定行为的处理之{i}",
                    ["legalBasis"] = "《中华人民共和国律师法》第四十七条",
                    ["remedy"] = "可以在六十日内申请行政复议，也可以在六个月内提起行政诉讼。",
                },
        };

    /// <summary>What the declarations' own rules ask for beside the fields that must be filled in.</summary>
    private static readonly Dictionary<string, Func<int, Dictionary<string, string?>>> Own = new(
        StringComparer.Ordinal
    )
    {
        ["decision-catalogue"] = _ =>
            new()
            {
                ["year"] = "2026",
                ["dueOn"] = "2026-11-30",
                ["steps"] = "公众参与；合法性审查；集体讨论",
            },
        ["service-item"] = _ => new() { ["onlineDepth"] = "三级" },
        ["one-thing"] = _ => new() { ["items"] = "事项甲；事项乙" },
        ["publicity-duty"] = _ => new() { ["year"] = "2026", ["node"] = "2026-12-04" },
        ["no-penalty"] = _ => new() { ["conditions"] = "及时改正；没有造成危害后果" },
        ["delegation"] = _ => new() { ["powerKind"] = "行政处罚" },
        ["study-list"] = i => new() { ["instrument"] = $"《云岭县条例之{i}》" },
        ["mediation-organisation"] = _ => new() { ["size"] = "5" },
        ["certification-total"] = i =>
            new()
            {
                ["asOfDay"] = new DateOnly(2024, 1, 1)
                    .AddDays(i)
                    .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["opening"] = "10",
                ["addedNow"] = "3",
                ["withdrawnNow"] = "1",
                ["closing"] = "12",
            },
        ["industry-ban"] = i =>
            new() { ["legalBasis"] = "《中华人民共和国食品安全法》第一百三十五条第二款" },
        ["legal-qualification"] = _ => new() { ["qualificationNumber"] = "A20191234" },
        ["credit-disclosure"] = _ => new() { ["publishedOn"] = "2024-03-06" },
        ["fee-charger"] = i => new() { ["year"] = $"{2000 + (i % 100)}" },
        ["enforcement-subject"] = i => new() { ["organ"] = $"县第{i % 10}执法局" },
    };

    /// <summary>The texts of sample number <paramref name="i"/> for a keeper; different numbers are different items.</summary>
    public static Dictionary<string, string?> Texts(Register register, int i, Guid keeper)
    {
        ArgumentNullException.ThrowIfNull(register);
        var texts = Samples.TryGetValue(register.Key, out var make) ? make(i) : Made(register, i);
        texts["keeper"] = keeper.ToString();
        return texts;
    }

    /// <summary>What a kind of change asks for besides: everything that it must have.</summary>
    public static JsonObject? Inputs(ChangeKind kind, LedgerOrgans organs)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.Input is null)
        {
            return null;
        }
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        Fill(RecordForm.Of(kind.Input), RecordForm.Of(kind.Input).Fields, "", 0, texts);
        var (inputs, errors) = RecordForm
            .Of(kind.Input)
            .Read(texts, organs, new DateOnly(2026, 3, 16));
        return errors.Count == 0
            ? inputs
            : throw new InvalidOperationException($"{kind.Key}: {string.Join("; ", errors)}");
    }

    /// <summary>A record made from the declaration alone: all that must be filled in, and what follows from the answers.</summary>
    private static Dictionary<string, string?> Made(Register register, int i)
    {
        var texts = Own.TryGetValue(register.Key, out var own)
            ? own(i)
            : new Dictionary<string, string?>(StringComparer.Ordinal);
        Fill(register.Form, register.Fields.Where(f => !Register.IsCommon(f)), "", i, texts);
        foreach (var rows in register.Form.Rows.Where(r => r.Required))
        {
            Fill(rows.Row, rows.Row.Fields, $"{rows.Name}[0].", i, texts);
        }
        return texts;
    }

    private static void Fill(
        RecordForm form,
        IEnumerable<LedgerField> fields,
        string at,
        int i,
        Dictionary<string, string?> texts
    )
    {
        foreach (
            var field in fields
                // What conditions look at goes first.
                .OrderBy(f => f.Required ? 0 : 1)
                .Where(f => !texts.ContainsKey(at + f.Name))
        )
        {
            if (
                field.Required
                || field.Conditions.Any(c =>
                    c.Values.Contains(
                        texts.GetValueOrDefault(at + form.Find(c.Field)!.Name),
                        StringComparer.Ordinal
                    ) != c.Unless
                )
            )
            {
                texts[at + field.Name] = Text(field, i);
            }
        }
    }

    private static string Text(LedgerField field, int i) =>
        field.Type switch
        {
            FieldType.Text when field.CreditCode => CreditCode(i),
            FieldType.Text when field.Name == "areaCode" => "654099",
            FieldType.Text when field.MaxLength < 8 => $"{i % 10_000:0000}",
            FieldType.Text => $"{field.Title}第{i}号",
            FieldType.Texts when field.IsMultiChoice => string.Join('；', field.Choices.Take(2)),
            FieldType.Texts when field.IsLaw => "《中华人民共和国行政许可法》第十二条",
            FieldType.Texts => $"{field.Title}甲{i}；{field.Title}乙",
            FieldType.Choice => field.Choices[0],
            FieldType.YesNo => "是",
            FieldType.Date => "2024-03-05",
            FieldType.Organ or FieldType.Organs => "县司法局",
            FieldType.Count or FieldType.Decimal => Math.Max(field.Min, 1)
                .ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(
                $"RegisterSamples cannot fill in {field.Name}."
            ),
        };

    private static string CreditCode(int i)
    {
        var most = $"91654099MA{i:0000000}";
        return most + Codes.CheckSign(most);
    }

    /// <summary>The same as a record.</summary>
    public static JsonObject Body(Register register, int i, Guid keeper, LedgerOrgans organs)
    {
        var (body, errors) = register.Read(
            Texts(register, i, keeper),
            organs,
            new DateOnly(2026, 3, 16)
        );
        return errors.Count == 0
            ? body
            : throw new InvalidOperationException(string.Join("; ", errors));
    }
}
