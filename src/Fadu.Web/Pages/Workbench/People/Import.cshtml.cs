using System.Text.Json;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>Imports organs, people and past changes: read, preview, confirm.</summary>
[Needs(Capability.ManagePeople)]
public sealed class ImportModel(DirectoryImporter importer, IDataProtectionProvider protection)
    : DirectoryPage
{
    [BindProperty]
    public IFormFile? OrganFile { get; set; }

    [BindProperty]
    public IFormFile? PeopleFile { get; set; }

    [BindProperty]
    public IFormFile? ChangeFile { get; set; }

    /// <summary>What was read, carried sealed from the preview to the confirmation, so that exactly what was seen is written.</summary>
    [BindProperty]
    public string? Kept { get; set; }

    public DirectoryPlan? Plan { get; private set; }

    /// <summary>Everything that is wrong, in the order of the tables.</summary>
    public IReadOnlyList<ImportError> Errors { get; private set; } = [];

    public DataTable Preview =>
        new(
            [
                new("表"),
                new("行", Numeric: true),
                new("名称", IsName: true),
                new("结果"),
                new("内容"),
            ],
            [
                .. Plan!
                    .Steps.OrderBy(s => s.What == "无变化")
                    .Take(1000)
                    .Select(s => new Row([
                        s.Table,
                        Cell.Number(s.Row),
                        s.Name,
                        Cell.Tag(s.What, s.What == "无变化" ? Tone.Plain : Tone.Now),
                        s.Detail,
                    ])),
            ]
        )
        {
            Caption = "预览",
        };

    public void OnGet() { }

    public async Task<IActionResult> OnGetTemplateAsync(
        string table,
        CancellationToken cancellationToken
    )
    {
        var layout = table switch
        {
            "people" => DirectorySheets.PersonLayout,
            "changes" => DirectorySheets.ChangeLayout,
            _ => DirectorySheets.OrganLayout,
        };
        var file = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            layout,
            AsyncEnumerable.Empty<IReadOnlyList<object?>>(),
            file,
            cancellationToken
        );
        file.Position = 0;
        return File(file, SheetFile.Type, $"{layout.Name}.xlsx");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (OrganFile is null && PeopleFile is null && ChangeFile is null)
        {
            ModelState.AddModelError(nameof(OrganFile), "请至少选择一个文件。");
            return Again();
        }
        var errors = new List<ImportError>();
        var command = new ImportDirectory(
            Read(OrganFile, nameof(OrganFile), DirectorySheets.ReadOrgans, errors),
            Read(PeopleFile, nameof(PeopleFile), DirectorySheets.ReadPeople, errors),
            Read(ChangeFile, nameof(ChangeFile), DirectorySheets.ReadChanges, errors)
        );
        if (!ModelState.IsValid)
        {
            return Again();
        }
        Plan = await importer.Preview(command, Me.Actor, cancellationToken);
        Errors = [.. errors, .. Plan.Errors];
        if (Errors.Count > 0)
        {
            return Again();
        }
        Kept = Protector.Protect(JsonSerializer.Serialize(command, EventRegistry.Json));
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        ImportDirectory command;
        try
        {
            command = JsonSerializer.Deserialize<ImportDirectory>(
                Protector.Unprotect(Kept ?? ""),
                EventRegistry.Json
            )!;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            ModelState.AddModelError(nameof(OrganFile), "预览已失效，请重新选择文件。");
            return Again();
        }
        var result = await Commit(
            command with
            {
                CommandId = CommandId,
                Reason = "从表格导入",
            },
            "已按预览写入。接下来由安全管理员授予角色，由您开通账号。"
        );
        return result.IsDone ? RedirectToPage("Index") : Page();
    }

    private List<T> Read<T>(
        IFormFile? file,
        string field,
        Func<Stream, string, ICollection<ImportError>, List<T>> read,
        List<ImportError> errors
    )
    {
        if (file is null)
        {
            return [];
        }
        try
        {
            using var stream = file.OpenReadStream();
            return read(stream, file.FileName, errors);
        }
        catch (UnusableFileException e)
        {
            ModelState.AddModelError(field, $"{file.FileName}：{e.Message}");
            return [];
        }
    }

    private IDataProtector Protector => protection.CreateProtector("Fadu.DirectoryImport");
}
