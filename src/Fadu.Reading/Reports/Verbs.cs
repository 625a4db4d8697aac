using System.Collections.Frozen;

namespace Fadu.Reading.Reports;

/// <summary>Verbs with which reports say what was done: they part the acting body from what is counted.</summary>
internal static class Verbs
{
    private static readonly FrozenSet<string> Words = (
        "给予 进行 予以 实行 实施 制作 发放 印发 印制 张贴 悬挂 开展 组织 举办 召开 培育 认证 培养 受理 收到 接到 接收 审结 办结 结案 化解 调解 调处 排查 查处 查办 清理 审查 审核 审批 出具 提供 参与 参加 建立 设立 成立 聘用 聘请 选聘 配备 落实 办理 处理 处置 承办 "
        + "完成 实现 解决 解答 接待 服务 检查 抽查 巡查 监督 整治 整改 追究 问责 处分 移送 移交 备案 报备 公开 公布 发布 公示 制定 修订 修改 废止 取消 下放 承接 划转 梳理 调整 进驻 下沉 组建 新增 新建 打造 命名 评选 表彰 培训 轮训 宣传 宣讲 推送 播放 "
        + "撰写 报送 提交 提出 采纳 撤销 维持 驳回 终止 确认 责令 纠正 胜诉 败诉 应诉 出庭 代理 代书 起草 摸排 走访 评查 评估 调阅 立案 结转 申请 签订 签署 签约 引进 安排 投入 投资 筹集 争取 发现 涉及 认领 覆盖 启动 宣布 评审 论证 研究 审议 学习 集中 刊发 节省 挽回 追回 "
        + "罚没 罚款 没收 处罚 吊销 查封 扣押 帮扶 救助 援助 矫正 安置 回访 满意 达成 通过 合格 获得 荣获 获评 创建 确定 纳入 列入 设置 新收 纠错 辅导 指导 督办 督查 督察 约谈 通报 曝光 反馈 回复 答复 办复 执行 兑现 推广 运用 使用 建成 建设 铺设 配置 注册 登记 核准 精简 压缩 减少 缩短 增长 下降 上升 提升 提高 破获 抓获 侦破 起诉 批捕 判决 裁定 执结 缴获 捣毁 打掉 选派 招录 惠及 减免 兑付 立项 挂牌 复查 复核 送达 编发 编印 编写 制发 下发 转发 下达 发出 举行 新聘 增聘 续聘 招聘 解聘"
    )
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>增长, 下降: how a number moved, not what was done.</summary>
    public static bool IsChange(string verb) =>
        verb is "增长" or "下降" or "上升" or "减少" or "提升" or "提高" or "压缩" or "缩短";

    /// <summary>Where the first verb begins, -1 when there is none.</summary>
    public static int First(ReadOnlySpan<char> words)
    {
        for (var i = 0; i + 2 <= words.Length; i++)
        {
            if (Lookup.Contains(words.Slice(i, 2)) && !IsNoun(words, i))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Where the last run of verbs begins, -1 when there is none.</summary>
    public static int Last(ReadOnlySpan<char> words)
    {
        for (var i = words.Length - 3; i >= 0; i--)
        {
            if (Lookup.Contains(words.Slice(i, 2)) && !IsNoun(words, i))
            {
                while (i >= 2 && Lookup.Contains(words.Slice(i - 2, 2)))
                {
                    i -= 2;
                }
                return i;
            }
        }
        return -1;
    }

    /// <summary>Length of the verbs that the words begin with.</summary>
    public static int Leading(ReadOnlySpan<char> words)
    {
        var n = 0;
        while (n + 2 <= words.Length && Lookup.Contains(words.Slice(n, 2)))
        {
            n += 2;
        }
        return n;
    }

    /// <summary>法律援助中心, 调解组织, 行政处罚决定: verbs inside names.</summary>
    private static bool IsNoun(ReadOnlySpan<char> words, int i)
    {
        var before = i > 0 ? words[i - 1] : ' ';
        if (
            i >= 2
            && words.Slice(i - 2, 2)
                is "行政"
                    or "法律"
                    or "人民"
                    or "执法"
                    or "信息"
                    or "司法"
                    or "政府"
                    or "法治"
                    or "综合"
                    or "社区"
                    or "劳动"
                    or "政务"
                    or "依法"
            && before != '共'
        )
        {
            return true;
        }
        var after = words[(i + 2)..];
        return after.StartsWith("中心")
            || after.StartsWith("机构")
            || after.StartsWith("组织")
            || after.StartsWith("委员")
            || after.StartsWith("机关")
            || after.StartsWith("人员")
            || after.StartsWith("机制")
            || after.StartsWith("平台")
            || after.StartsWith("局")
            || after.StartsWith("员")
            || after.StartsWith("率");
    }
}
