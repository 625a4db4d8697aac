using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web.Pages;

/// <summary>What went wrong, and what to do now. It never shows what happened inside.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    /// <summary>The status.</summary>
    public int Code { get; private set; }

    /// <summary>What happened.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What to do.</summary>
    public string Advice { get; private set; } = "";

    /// <summary>The number under which the log has it.</summary>
    public string TraceId { get; private set; } = "";

    /// <summary>Shows the error.</summary>
    public void OnGet(int code) => Show(code);

    /// <summary>Shows the error of a form that was sent.</summary>
    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        Code = code is >= 400 and < 600 ? code : 500;
        Response.StatusCode = Code;
        TraceId = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        (Title, Advice) = Code switch
        {
            400 => (
                "这次提交没有被接受",
                "页面可能放得太久,安全码已过期。请返回上一页刷新后再提交;已存的草稿还在。"
            ),
            403 => (
                "您没有办这件事的权限",
                "这项工作属于别的单位或别的岗位。确需办理的,请本单位管理员授权,或由承办人委托代办。"
            ),
            404 => (
                "没有这个页面",
                "地址可能有误,或者内容已经移走、撤回公开。可以从搜索里再找一次。"
            ),
            409 => ("别人刚刚改过", "在您办理期间,同一件事项已有新的进展。请返回刷新,核对后再办。"),
            413 => ("文件太大", "请压缩或分成几个文件后再上传。"),
            429 => ("请求太密", "请稍等一分钟再试。"),
            503 => ("系统正在维护", "数据都在。请稍后再试。"),
            >= 500 => (
                "系统出错,没有办成",
                "没有任何内容被改动,已存的草稿还在。请稍后再试;仍不行,请把下面的编号告诉管理员。"
            ),
            _ => ("请求无法处理", "请返回上一页核对后再试。"),
        };
    }
}
