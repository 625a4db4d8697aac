using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;

namespace Fadu.Testing;

/// <summary>
/// A valid line of every ledger as a person would type it, for the tests that walk all declarations: written here, or found by trying what its own rules accept.
/// </summary>
public static class LedgerSamples
{
    private static readonly Dictionary<string, Func<int, Dictionary<string, string?>>> Samples =
        new(StringComparer.Ordinal)
        {
            ["court-appearance"] = i =>
                new()
                {
                    ["caseNo"] = $"（2026）云01行初{i + 1}号",
                    ["instance"] = "一审",
                    ["hearingOn"] = Day(i),
                    ["courtNotice"] = "通知出庭",
                    ["appeared"] = "负责人出庭",
                    ["headKind"] = "正职",
                    ["spoke"] = "是",
                },
            ["litigation-risk-alert"] = i =>
                new()
                {
                    ["case"] = $"云岭县某征收补偿案之{i}",
                    ["step"] = "会商",
                    ["onDate"] = Day(i),
                    ["level"] = "中",
                    ["advice"] = "协调化解",
                    ["replyDueOn"] = "2026-06-30",
                },
            ["suggestion-follow-up"] = i =>
                new()
                {
                    ["kind"] = "检察建议·公益诉讼",
                    ["fromOrgan"] = "云岭县人民检察院",
                    ["number"] = $"云检建〔2026〕{i + 1}号",
                    ["receivedOn"] = Day(i),
                    ["replyDueOn"] = "2026-06-30",
                },
            ["judgment-performance"] = i =>
                new()
                {
                    ["caseNo"] = $"（2025）云01行终{i + 1}号",
                    ["duty"] = "给付",
                    ["amount"] = "12000.5",
                    ["effectiveOn"] = Day(i),
                    ["dueOn"] = "2026-06-30",
                },
            ["risk-group-totals"] = i =>
                new()
                {
                    ["periodFrom"] = Month(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["periodTo"] = Month(i)
                        .AddMonths(1)
                        .AddDays(-1)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["level"] = "高",
                    ["persons"] = "12",
                    ["added"] = "1",
                    ["removed"] = "0",
                    ["cared"] = "12",
                },
            ["migrant-worker-totals"] = i =>
                new()
                {
                    ["periodFrom"] = Month(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["periodTo"] = Month(i)
                        .AddMonths(1)
                        .AddDays(-1)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["round"] = $"第{i + 1}轮",
                    ["destination"] = "合计",
                    ["workers"] = "3000",
                    ["collective"] = "200",
                    ["instructed"] = "2500",
                    ["collectiveInstructed"] = "200",
                },
            ["legal-education-pairing"] = i =>
                new()
                {
                    ["partner"] = $"云岭第{i}水泥厂",
                    ["partnerKind"] = "企业",
                    ["from"] = Day(i),
                },
            ["early-warning"] = i =>
                new()
                {
                    ["number"] = $"云气预〔2026〕{i + 1}号",
                    ["hazard"] = "气象",
                    ["level"] = "黄色",
                    ["issuedOn"] = Day(i),
                    ["area"] = "全县",
                    ["channels"] = "4",
                    ["response"] = "无",
                    ["verdict"] = "命中",
                },
            ["hazard"] = i =>
                new()
                {
                    ["sector"] = "消防",
                    ["level"] = "一般",
                    ["subject"] = $"云岭第{i}商场",
                    ["place"] = "县城",
                    ["foundOn"] = Day(i),
                    ["foundBy"] = "部门检查",
                    ["text"] = "疏散通道堆放杂物",
                    ["action"] = "限期整改",
                    ["quantity"] = "1",
                    ["dueOn"] = "2026-06-30",
                },
            ["safety-risk-assessment"] = i =>
                new()
                {
                    ["subject"] = $"云岭第{i}水库加固工程",
                    ["subjectKind"] = "重大工程项目",
                    ["indexVersion"] = "2025年版",
                    ["assessedOn"] = Day(i),
                    ["assessor"] = "云岭县应急管理局",
                    ["score"] = "86.5",
                    ["level"] = "低",
                    ["measures"] = "按方案巡查。",
                    ["nextDueOn"] = "2027-03-01",
                },
            ["emergency-drill"] = i =>
                new()
                {
                    ["plan"] = $"云岭县防汛应急预案之{i}",
                    ["drillKind"] = "桌面推演",
                    ["heldOn"] = Day(i),
                    ["place"] = "县应急指挥中心",
                    ["participants"] = "40",
                },
            ["emergency-stock"] = i =>
                new()
                {
                    ["store"] = "县级救灾物资库",
                    ["goods"] = "帐篷",
                    ["movement"] = "购入",
                    ["quantity"] = "50",
                    ["onDate"] = Day(i),
                    ["docNo"] = $"入库{i + 1}号",
                },
            ["model-use"] = i =>
                new()
                {
                    ["model"] = "案卷比对",
                    ["modelVersion"] = "1.0",
                    ["usedOn"] = Day(i),
                    ["matter"] = $"云罚案第{i}号",
                    ["quantity"] = "1",
                    ["input"] = "案卷摘要",
                    ["output"] = "提示程序缺项一处",
                    ["humanDecision"] = "采纳",
                    ["decisionReason"] = "核对案卷属实。",
                    ["decidedBy"] = "审核人甲",
                },
            ["appraisal-score"] = i =>
                new()
                {
                    ["roundKind"] = "法治政府建设考核",
                    ["round"] = "2025年度考核",
                    ["indicator"] = $"指标{i + 1}",
                    ["subjectKind"] = "部门",
                    ["mode"] = "内部评审",
                    ["fullMark"] = "5",
                    ["score"] = "4.5",
                    ["whyLess"] = "材料不全。",
                    ["scoredOn"] = Day(i),
                    ["assessor"] = "依法治县办",
                },
            ["inspection-round"] = i =>
                new()
                {
                    ["plan"] = $"2026年第{i + 1}次督察",
                    ["mode"] = "实地督察",
                    ["extent"] = "综合督察",
                    ["from"] = Day(i),
                    ["to"] = Day(i),
                    ["problems"] = "2",
                    ["followUp"] = "无",
                },
            ["rule-of-law-duty"] = i =>
                new()
                {
                    ["body"] = "县政府",
                    ["person"] = "县长",
                    ["duty"] = "常务会议研究",
                    ["heldOn"] = Day(i),
                    ["meeting"] = $"第{i + 1}次常务会议",
                    ["subject"] = "研究法治政府建设年度工作",
                },
            ["audit-project"] = i =>
                new()
                {
                    ["projectNo"] = $"云审〔2026〕{i + 1}号",
                    ["title"] = $"云岭县预算执行审计之{i}",
                    ["kind"] = "预算执行",
                    ["units"] = "县财政局；县住建局",
                    ["startedOn"] = Day(i),
                    ["completedOn"] = Day(i),
                    ["problems"] = "3",
                    ["toDiscipline"] = "1",
                    ["toJudiciary"] = "0",
                    ["toDepartments"] = "2",
                },
            ["discipline-totals"] = i =>
                new()
                {
                    ["periodFrom"] = Month(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["periodTo"] = Month(i)
                        .AddMonths(1)
                        .AddDays(-1)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["category"] = "四风",
                    ["cases"] = "5",
                    ["punished"] = "3",
                    ["handled"] = "2",
                },
            ["integrity-risk"] = i =>
                new()
                {
                    ["field"] = "政府采购",
                    ["process"] = $"采购需求论证之{i}",
                    ["level"] = "中",
                    ["controls"] = "两人以上论证。",
                    ["post"] = "采购岗",
                    ["reviewedOn"] = Day(i),
                    ["nextReviewOn"] = $"{new DateOnly(2026, 9, 1).AddDays(-i):yyyy-MM-dd}",
                    ["control"] = "在控",
                },
            ["trading-oversight"] = i =>
                new()
                {
                    ["project"] = $"云岭县道路工程{i}标",
                    ["field"] = "工程招标",
                    ["act"] = "发现问题",
                    ["onDate"] = Day(i),
                },
            ["outside-total"] = i =>
                new()
                {
                    ["periodFrom"] = Month(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["periodTo"] = Month(i)
                        .AddMonths(1)
                        .AddDays(-1)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["figure"] = "服务.办结",
                    ["covers"] = "本单位",
                    ["value"] = "1.25",
                    ["unit"] = "万件",
                    ["sourceDoc"] = "政务服务平台月报第一页",
                    ["publishedOn"] = Day(0),
                },
            ["publicity-event"] = i =>
                new()
                {
                    ["title"] = $"宪法宣传进校园第{i}场",
                    ["heldOn"] = Day(i),
                    ["venue"] = "学校",
                    ["place"] = $"云岭第{i % 7}小学",
                    ["activity"] = "专题讲座",
                    ["audience"] = "学生",
                    ["campaign"] = "宪法宣传周",
                    ["sessions"] = "1",
                    ["attendance"] = $"{100 + i}",
                    ["products"] = $"条幅 2；宣传材料 {200 + i}",
                    ["remark"] = "天气好",
                },
            ["law-study-session"] = i =>
                new()
                {
                    ["bodyLevel"] = "部门",
                    ["kind"] = i % 2 == 0 ? "会前学法" : "集中学习",
                    ["heldOn"] = Day(i),
                    ["meeting"] = $"第{i + 1}次办公会",
                    ["topics"] = "《中华人民共和国行政处罚法》；《中华人民共和国行政复议法》",
                    ["expected"] = $"{20 + i}",
                    ["attended"] = $"{18 + i}",
                    ["absent"] = "2",
                },
            ["training-session"] = i =>
                new()
                {
                    ["title"] = $"执法人员培训第{i}期",
                    ["subject"] = "法律法规",
                    ["from"] = Day(i),
                    ["to"] = Day(i),
                    ["hours"] = "7.5",
                    ["target"] = "行政执法人员",
                    ["offDuty"] = "是",
                    ["attended"] = $"{40 + i}",
                },
            ["review-opinion"] = i =>
                new()
                {
                    ["number"] = $"云法审〔2022〕{i + 1}号",
                    ["title"] = $"云岭县管理办法之{i}",
                    ["round"] = "1",
                    ["itemType"] = "行政规范性文件",
                    ["forExecutiveMeeting"] = "否",
                    ["submittedBy"] = "县财政局",
                    ["submittedOn"] = Day(i),
                    ["issuedOn"] = Day(i),
                    ["conclusion"] = "修改后合法",
                    ["findings"] = "4",
                    ["adopted"] = "2",
                    ["partlyAdopted"] = "1",
                    ["notAdopted"] = "1",
                    ["pending"] = "0",
                    ["whyNotAdopted"] = "与省级规定一致。",
                },
            ["counsel-service"] = i =>
                new()
                {
                    ["setting"] = "乡镇街道",
                    ["client"] = "青石镇人民政府",
                    ["counsel"] = "云岭律师事务所",
                    ["servedOn"] = Day(i),
                    ["service"] = "法律意见",
                    ["quantity"] = "1",
                    ["matter"] = $"合同第{i}号",
                    ["adoption"] = "采纳",
                },
            ["proposal-handling"] = i =>
                new()
                {
                    ["kind"] = "人大代表建议",
                    ["session"] = "十八届三次",
                    ["number"] = $"{i + 1}",
                    ["subject"] = "关于完善村级法律服务的建议",
                    ["assignedOn"] = Day(i),
                    ["dueOn"] = "2026-06-30",
                    ["coOrgans"] = "县司法局、县财政局",
                },
            ["reconsideration-stat"] = i =>
                new()
                {
                    ["periodFrom"] = Month(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["periodTo"] = Month(i)
                        .AddMonths(1)
                        .AddDays(-1)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["received"] = "12",
                    ["accepted"] = "10",
                    ["refused"] = "2",
                    ["openAtStart"] = "3",
                    ["closed"] = "9",
                    ["outcomes"] = "维持 4；撤销 2；调解书 2；终止·和解撤回 1",
                    ["openAtEnd"] = "4",
                },
            ["approval-reduction"] = i =>
                new()
                {
                    ["campaign"] = "投资项目报建",
                    ["serviceItem"] = $"建设工程施工许可{i}",
                    ["dimension"] = "时限（工作日）",
                    ["baseKind"] = "法定",
                    ["baseOn"] = "2019-01-01",
                    ["base"] = "20",
                    ["measuredOn"] = Day(i),
                    ["current"] = "7.5",
                },
            ["enforcement-resource-change"] = i =>
                new()
                {
                    ["teamName"] = "青石镇综合行政执法队",
                    ["level"] = "乡镇街道",
                    ["kind"] = "执法记录仪",
                    ["delta"] = "2",
                    ["equipmentNo"] = $"记录仪{2 * i}；记录仪{(2 * i) + 1}",
                    ["effectiveOn"] = Day(i),
                    ["basis"] = $"采购单{i}号",
                },
            ["hotline-demand"] = i =>
                new()
                {
                    ["channel"] = "12345",
                    ["ticketNo"] = $"GD{i}",
                    ["receivedOn"] = Day(i),
                    ["dueOn"] = Day(i),
                    ["doneOn"] = Day(i),
                    ["kind"] = "投诉",
                    ["topic"] = "城市管理",
                    ["town"] = "青石镇",
                    ["result"] = "已解决",
                    ["satisfaction"] = "满意",
                    ["enforcementRelated"] = "否",
                    ["enterpriseRelated"] = "否",
                },
            ["leader-caseload"] = i =>
                new()
                {
                    ["kind"] = "接访",
                    ["leader"] = "陈岩",
                    ["onDate"] = Day(i),
                    ["place"] = "县信访接待大厅",
                    ["batches"] = "2",
                    ["people"] = "5",
                    ["result"] = "交办",
                },
            ["fee-unit-return"] = i =>
                new()
                {
                    ["periodFrom"] = $"{2025 - i}-01-01",
                    ["periodTo"] = $"{2025 - i}-12-31",
                    ["unit"] = "云岭县不动产登记中心",
                    ["unitKind"] = "事业单位",
                    ["feeItems"] = "2",
                    ["collected"] = "35000.5",
                    ["submittedOn"] = Day(i),
                    ["review"] = "通过",
                    ["anomaly"] = "无",
                },
            ["litigation-stat"] = i =>
                new()
                {
                    ["periodFrom"] = Month(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["periodTo"] = Month(i)
                        .AddMonths(1)
                        .AddDays(-1)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["openAtStart"] = "1",
                    ["received"] = "5",
                    ["closed"] = "4",
                    ["won"] = "2",
                    ["lost"] = "1",
                    ["partlyLost"] = "0",
                    ["neither"] = "1",
                    ["outcomes"] = "驳回诉讼请求 2；撤销 1；撤诉 1",
                    ["openAtEnd"] = "2",
                    ["heard"] = "3",
                    ["appeared"] = "3",
                    ["chiefAppeared"] = "1",
                },
        };

    /// <summary>The texts of sample number <paramref name="i"/> for an organ; different numbers are different things.</summary>
    public static Dictionary<string, string?> Texts(Ledger ledger, int i, Guid organ) =>
        new(
            Samples.TryGetValue(ledger.Key, out var make) ? make(i) : Found(ledger, i),
            StringComparer.Ordinal
        )
        {
            ["organ"] = organ.ToString(),
        };

    /// <summary>The same as a record.</summary>
    public static JsonObject Body(Ledger ledger, int i, Guid organ, LedgerOrgans organs)
    {
        var (body, errors) = ledger.Parse(Texts(ledger, i, organ), organs);
        return errors.Count == 0
            ? body
            : throw new InvalidOperationException(string.Join("; ", errors));
    }

    private static readonly DateOnly Today = new(2026, 3, 1);

    /// <summary>A record that the ledger's own rules accept: what is required first, then whatever else may be filled in beside it.</summary>
    private static Dictionary<string, string?> Found(Ledger ledger, int i)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (ledger.OnlyTotals)
        {
            texts["periodFrom"] = Iso(Month(i));
            texts["periodTo"] = Iso(Month(i).AddMonths(1).AddDays(-1));
        }
        foreach (var field in ledger.AllFields.Where(f => f is { Required: true, IsCommon: false }))
        {
            texts[field.Name] = Tries(field, i)[0];
        }
        for (var errors = Errors(); errors.Count > 0; )
        {
            var (before, mended) = (errors.Count, false);
            var named = errors.Select(e => ledger.Field(e.Field)).Distinct().ToList();
            foreach (
                var field in named.Concat(ledger.Fields.Where(f => !f.IsCommon)).Distinct().ToList()
            )
            {
                var old = texts.GetValueOrDefault(field.Name);
                foreach (var text in Tries(field, i))
                {
                    texts[field.Name] = text;
                    errors = Errors();
                    if (mended = errors.Count < before || (old is null && named.Contains(field)))
                    {
                        break;
                    }
                }
                if (mended)
                {
                    break;
                }
                texts[field.Name] = old;
            }
            if (!mended)
            {
                throw new InvalidOperationException(
                    $"No sample of {ledger.Key} was found, add one to LedgerSamples: {string.Join("; ", errors)}"
                );
            }
        }
        foreach (var field in ledger.Fields.Where(f => f.Type != FieldType.Item))
        {
            if (field.IsCommon && field.Name != "remark")
            {
                continue;
            }
            var old = texts.GetValueOrDefault(field.Name);
            if (
                old is not null
                && field.Type is not (FieldType.Count or FieldType.Decimal or FieldType.YesNo)
            )
            {
                continue;
            }
            foreach (var text in Tries(field, i).Reverse())
            {
                // What it asks for in its turn is filled in too, or it is left out again.
                var tried = new List<string> { field.Name };
                texts[field.Name] = text;
                var wrong = Errors();
                for (var turn = 0; wrong.Count > 0 && turn < 4; turn++)
                {
                    foreach (var other in wrong.Select(e => ledger.Field(e.Field)))
                    {
                        if (string.IsNullOrEmpty(texts.GetValueOrDefault(other.Name)))
                        {
                            texts[other.Name] = Tries(other, i)[0];
                            tried.Add(other.Name);
                        }
                    }
                    wrong = Errors();
                }
                if (wrong.Count == 0)
                {
                    break;
                }
                foreach (var name in tried)
                {
                    texts[name] = name == field.Name ? old : null;
                }
            }
        }
        return texts;

        IReadOnlyList<FieldError> Errors()
        {
            var body = new JsonObject { ["organ"] = Guid.Empty.ToString() };
            if (ledger.Forms[0] != LineForm.Detail)
            {
                body["form"] = ledger.Forms[0].ToString();
            }
            foreach (var (name, text) in texts.Where(t => !string.IsNullOrEmpty(t.Value)))
            {
                var field = ledger.Field(name);
                body[name] =
                    field.Type == FieldType.Organ
                        ? Guid.Empty.ToString()
                        : field.Parse(text, null!).Value;
            }
            return ledger.Check(Ledger.Plain(body), Today);
        }
    }

    private static string[] Tries(LedgerField field, int i) =>
        field.Type switch
        {
            FieldType.Text =>
            [
                Cut($"{field.Title.TrimEnd('）')}{i}", field.MaxLength),
                $"{i / 60 % 24:00}:{i % 60:00}",
                $"第{i}县人民政府",
            ],
            FieldType.Texts => [$"甲{i}；乙{i}", $"甲{i}"],
            FieldType.Choice => [.. field.Choices],
            FieldType.Date => [Day(i)],
            FieldType.YesNo => ["否", "是"],
            FieldType.Organ => ["县司法局"],
            FieldType.Organs => ["县财政局"],
            FieldType.Count => [$"{field.Min}", $"{Math.Max(field.Min, 1)}", $"{3 + (i % 5)}"],
            FieldType.Decimal => [$"{field.Min}", "1", $"{60 + (i % 30)}.5"],
            FieldType.Tallies => [$"{field.TallyKinds[0]} {1 + (i % 3)}"],
            _ => [""],
        };

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[^length..];

    private static string Day(int i) => Iso(new DateOnly(2026, 3, 1).AddDays(-i));

    private static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Month(int i) => new DateOnly(2026, 2, 1).AddMonths(-i);
}
