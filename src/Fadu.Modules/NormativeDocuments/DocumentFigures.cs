using Fadu.Core.Figures;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>文件 figures that the making of documents feeds, as in the catalogue.</summary>
public static class DocumentFigures
{
    private static readonly FigureSet Set = new("规范性文件制发", "A2");

    public static readonly Figure Issued = Set.Count(
        "DocumentsIssued",
        "文件.制发",
        "件",
        "按制定程序公布的行政规范性文件件数，按公布日期计。",
        "名义",
        "领域"
    );

    public static readonly Figure IssuedReviewed = Set.Details.Count(
        "DocumentsIssuedReviewed",
        "文件.经审核制发",
        "件",
        "集体审议前有合法结论的行政规范性文件件数，按公布日期计。",
        "名义",
        "领域"
    );

    public static readonly Figure ReviewRate = Set.Rate(
        "DocumentReviewRate",
        "文件.审核率",
        "公布的行政规范性文件中，集体审议前有合法结论的所占比例。",
        IssuedReviewed,
        Issued,
        "没有公布行政规范性文件"
    );

    public static readonly Figure Consultations = Set.Details.Count(
        "DocumentConsultations",
        "文件.公开征求意见",
        "件",
        "公开征求意见并登记采纳情况的件数，按截止日期计；“渠道”是一次所用的各种渠道。",
        "渠道"
    );

    public static readonly Figure Comments = Set.Details.Sum(
        "DocumentComments",
        "文件.意见",
        "条",
        "公开征求意见收到并反馈的意见条数，按反馈登记日期计。"
    );

    public static readonly Figure CommentsAdopted = Set.Details.Sum(
        "DocumentCommentsAdopted",
        "文件.采纳意见",
        "条",
        "公开征求意见采纳和部分采纳的意见条数，按反馈登记日期计。"
    );

    public static readonly Figure CommentAdoption = Set.Details.Rate(
        "DocumentCommentAdoption",
        "文件.意见采纳率",
        "公开征求意见收到并反馈的意见中，采纳和部分采纳的所占比例。",
        CommentsAdopted,
        Comments,
        "没有收到意见"
    );
}
