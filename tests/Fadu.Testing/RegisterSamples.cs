using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
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

    /// <summary>The texts of sample number <paramref name="i"/> for a keeper; different numbers are different items.</summary>
    public static Dictionary<string, string?> Texts(Register register, int i, Guid keeper) =>
        Samples.TryGetValue(register.Key, out var make)
            ? new Dictionary<string, string?>(make(i), StringComparer.Ordinal)
            {
                ["keeper"] = keeper.ToString(),
            }
            : throw new InvalidOperationException(
                $"Add a sample of {register.Key} to RegisterSamples."
            );

    /// <summary>What a kind of change asks for besides: every text that it must have.</summary>
    public static JsonObject? Inputs(ChangeKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.Input is null)
        {
            return null;
        }
        var inputs = new JsonObject();
        foreach (
            var field in Fadu.Core.Matters.RecordForm.Of(kind.Input).Fields.Where(f => f.Required)
        )
        {
            inputs[field.Name] =
                field.Type == FieldType.Text
                    ? $"{field.Title}的样例"
                    : throw new InvalidOperationException(
                        $"RegisterSamples cannot fill in {field.Name} of {kind.Key}."
                    );
        }
        return inputs;
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
