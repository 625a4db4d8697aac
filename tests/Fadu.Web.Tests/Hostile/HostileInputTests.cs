using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.Plans;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Web.Tests.Hosting;
using Fadu.Web.Tests.Plans;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Hostile;

/// <summary>What comes in wrong, by mistake or on purpose, over HTTP: each is answered with what, where and what to do; nothing is lost, nothing half done.</summary>
public sealed class HostileInputTests(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Script = "<script>alert('1')</script>\"><img src=x onerror=alert(2)>";

    private static readonly DateOnly Day = new(2026, 3, 16);

    [Theory]
    [InlineData(50)]
    [InlineData(31)]
    public async Task Upload_OfManyMegabytes_IsRefusedWithTheLimitAndKeepsNothing(int megabytes)
    {
        using var coordinator = await host.SignIn("zhouming");
        await coordinator.Open("/workbench/plans");
        var before = await host.Entries();
        await coordinator.Submit(
            coordinator.FormOf("input[name=Upload]"),
            file: ("Upload", "方案.docx", new byte[megabytes * 1024 * 1024])
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, coordinator.Status);
        Assert.Contains("30 MB", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("没有收下", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal(before, await host.Entries());
        Assert.Empty(Directory.EnumerateFiles(host.Folder, "*.part", SearchOption.AllDirectories));
        // The host goes on serving the same person.
        await coordinator.Open("/workbench/plans");
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ZipBomb_NamedDocx_IsRefusedAlsoWhenItsDirectoryLies(bool lies)
    {
        using var coordinator = await host.SignIn("zhouming");
        await coordinator.Open("/workbench/plans");
        var bomb = Bomb();
        if (lies)
        {
            Understate(bomb);
        }
        await coordinator.Submit(
            coordinator.FormOf("input[name=Upload]"),
            file: ("Upload", "方案.docx", bomb)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains("方案.docx", coordinator.Text, StringComparison.Ordinal);
        Assert.Matches("Word|WPS", coordinator.Text);
        await using var db = host.Read();
        Assert.False(await db.Set<Plan>().AnyAsync(p => p.FileName == "方案.docx"));
    }

    [Fact]
    public async Task Document_WithExternalEntity_IsRefusedAndNothingOfTheServerIsRead()
    {
        using var coordinator = await host.SignIn("zhouming");
        var secret = Path.Combine(host.Folder, "secret.txt");
        await File.WriteAllTextAsync(secret, "不该被读出的内容");
        var xml =
            $"<?xml version=\"1.0\"?><!DOCTYPE w:document [<!ENTITY x SYSTEM \"file://{secret}\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>（一）公布清单。&x;</w:t></w:r></w:p></w:body></w:document>";
        await coordinator.Open("/workbench/plans");
        await coordinator.Submit(
            coordinator.FormOf("input[name=Upload]"),
            file: ("Upload", "外部实体.docx", Zip(("word/document.xml", xml)))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains("外部实体.docx", coordinator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("不该被读出", coordinator.Text, StringComparison.Ordinal);

        using var clerk = await host.SignIn("wangfang");
        await clerk.Open("/workbench/ledgers/publicity-event/import");
        var sheet =
            $"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY x SYSTEM \"file://{secret}\">]><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>";
        await clerk.Submit(
            clerk.FormOf("input[name=sheet]"),
            file: (
                "sheet",
                "外部实体.xlsx",
                Zip(
                    ("[Content_Types].xml", ContentTypes),
                    ("_rels/.rels", PackageRels),
                    ("xl/workbook.xml", Workbook),
                    ("xl/_rels/workbook.xml.rels", WorkbookRels),
                    ("xl/worksheets/sheet1.xml", sheet)
                )
            )
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.DoesNotContain("不该被读出", clerk.Text, StringComparison.Ordinal);
        await using var db = host.Read();
        Assert.False(await db.Set<Plan>().AnyAsync(p => p.FileName == "外部实体.docx"));
    }

    [Fact]
    public async Task ScriptInATitle_IsShownAsTextOnEveryPageInTheExportAndInTheReport()
    {
        var item = await host.Task($"=HYPERLINK(\"http://x\") {Script}");
        var line = await host.Line($"讲座{Script}");
        var report = (
            await host.Do(new CreateReport(host.Government, 2025, Day, []), host.Coordinator)
        ).Id;
        await using (var db = host.Read())
        {
            var section = await db.Set<ReportSection>()
                .Where(s => s.ReportId == report)
                .OrderBy(s => s.Order)
                .FirstAsync();
            await host.Do(new WriteSection(section.Id, $"成效{Script}", null), host.Coordinator);
        }
        using var coordinator = await host.SignIn("zhouming");
        foreach (
            var address in new[]
            {
                "/workbench/plans/items?view=All",
                $"/workbench/plans/items/{item}",
                "/workbench/ledgers/publicity-event",
                $"/workbench/ledgers/publicity-event/{line}",
                $"/workbench/ledgers/publicity-event/{line}/correct",
                $"/workbench/reports/{report}",
            }
        )
        {
            await coordinator.Open(address);
            Assert.Equal(HttpStatusCode.OK, coordinator.Status);
            Assert.Contains(
                "<script>alert('1')</script>",
                coordinator.Page.Body!.TextContent
                    + string.Concat(
                        coordinator
                            .Page.QuerySelectorAll("input")
                            .Select(i => i.GetAttribute("value"))
                    ),
                StringComparison.Ordinal
            );
            AssertHarmless(coordinator.Page, address);
        }

        foreach (
            var (address, part) in new[]
            {
                ("/workbench/plans/items?view=All&handler=Export", "xl/worksheets/sheet1.xml"),
                ("/workbench/ledgers/publicity-event/export", "xl/worksheets/sheet1.xml"),
                ($"/workbench/reports/{report}/docx", "word/document.xml"),
            }
        )
        {
            var (status, body, _) = await coordinator.Download(address);
            Assert.Equal(HttpStatusCode.OK, status);
            var xml = Parts(body, part);
            Assert.Contains("&lt;script&gt;", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", xml, StringComparison.Ordinal);
            // Text that begins like a formula stays text.
            Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ForgedAntiforgeryToken_ChangesNothingAndSaysSo()
    {
        var item = await host.Task("伪造令牌");
        using var clerk = await host.SignIn("wangfang");
        using var other = await host.SignIn("zhengyun");
        await other.Open($"/workbench/plans/items/{item}");
        var stolen = Token(other);
        await clerk.Open($"/workbench/plans/items/{item}");
        var before = await host.Entries();
        foreach (var token in new[] { "CfDJ8forged", stolen, "" })
        {
            await clerk.Open($"/workbench/plans/items/{item}");
            await clerk.Submit(
                clerk.FormOf("[name='Input.Text']"),
                values: new Dictionary<string, string>
                {
                    ["Input.State"] = "InProgress",
                    ["Input.Text"] = "冒充的进展",
                    ["__RequestVerificationToken"] = token,
                }
            );
            Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
            Assert.Contains("没有做任何改动", clerk.Text, StringComparison.Ordinal);
        }
        Assert.Equal(before, await host.Entries());
    }

    [Fact]
    public async Task LoginExpiredInTheMiddleOfAForm_TheFormIsOfferedAgainAfterSigningIn()
    {
        var item = await host.Task("登录过期");
        using var clerk = await host.SignIn("wangfang");
        await clerk.Open($"/workbench/plans/items/{item}");
        var form = clerk.FormOf("[name='Input.Text']");
        host.Time.Advance(TimeSpan.FromHours(13));
        await clerk.Submit(
            form,
            values: new Dictionary<string, string>
            {
                ["Input.State"] = "InProgress",
                ["Input.Text"] = "写了很久的进展",
                ["Input.Due"] = "",
            }
        );
        Assert.StartsWith("/sign-in", clerk.Address, StringComparison.Ordinal);
        Assert.Contains("内容还在", clerk.Text, StringComparison.Ordinal);
        await RunningHost.SignIn(clerk, "wangfang");
        Assert.StartsWith("/resume/", clerk.Address, StringComparison.Ordinal);
        Assert.Contains("写了很久的进展", clerk.Text, StringComparison.Ordinal);
        var resumed = (IHtmlFormElement)clerk.Page.QuerySelector("main form, form[action*=items]")!;
        await clerk.Submit(resumed);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await using var db = host.Read();
        var progress = await db.Set<ProgressReport>().SingleAsync(r => r.ItemId == item);
        Assert.Equal("写了很久的进展", progress.Text);
        // Sent once more by the back button it stays one.
        await clerk.Submit(resumed);
        Assert.Equal(1, await db.Set<ProgressReport>().CountAsync(r => r.ItemId == item));
    }

    [Fact]
    public async Task TheSameFormSentTwice_IsOneEntry()
    {
        var item = await host.Task("连点两次");
        using var clerk = await host.SignIn("wangfang");
        await clerk.Open($"/workbench/plans/items/{item}");
        var form = clerk.FormOf("[name='Input.Text']");
        var values = new Dictionary<string, string>
        {
            ["Input.State"] = "InProgress",
            ["Input.Text"] = "正在办理",
            ["Input.Due"] = "",
        };
        await clerk.Submit(form, values: values);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var after = await host.Entries();
        await clerk.Submit(form, values: values);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Equal(after, await host.Entries());
        // The same form with other words is no repetition: it is refused, and says so.
        values["Input.Text"] = "改了的内容";
        await clerk.Submit(form, values: values);
        Assert.Equal(HttpStatusCode.Conflict, clerk.Status);
        Assert.Contains("已经提交过", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(after, await host.Entries());
    }

    [Fact]
    public async Task TwoPeopleSavingAtOnce_TheSecondIsToldWhatHappenedAndLosesNothing()
    {
        var line = await host.Line("两人同改");
        var address = $"/workbench/ledgers/publicity-event/{line}/correct";
        using var first = await host.SignIn("zhouming");
        using var second = await host.SignIn("zhouming");
        await first.Open(address);
        await second.Open(address);
        await first.Submit(
            first.FormOf("[name=remark]"),
            values: new Dictionary<string, string>
            {
                ["remark"] = "第一人写的备注",
                ["Reason"] = "补备注",
            }
        );
        Assert.Equal(HttpStatusCode.OK, first.Status);
        var mine = new Dictionary<string, string>
        {
            ["remark"] = "第二人写的备注",
            ["Reason"] = "也补备注",
        };
        await second.Submit(second.FormOf("[name=remark]"), values: mine);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("别人已经改动过", second.Text, StringComparison.Ordinal);
        Assert.Contains("周明：更正", second.Text, StringComparison.Ordinal);
        Assert.Equal("第二人写的备注", ValueOf(second, "remark"));
        Assert.Equal("也补备注", ValueOf(second, "Reason"));
        Assert.Equal("第一人写的备注", await Remark());
        // Having seen it, the second decides.
        await second.Submit(second.FormOf("[name=remark]"));
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal("第二人写的备注", await Remark());

        async Task<string?> Remark()
        {
            await using var db = host.Read();
            return (string?)
                (await db.Set<LedgerLine>().SingleAsync(l => l.Id == line)).ParseBody()["remark"];
        }
    }

    [Theory]
    [InlineData("../../../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\清单.txt", "清单.txt")]
    [InlineData("清单\u202Etxt.exe", "清单txt.exe")]
    [InlineData("a\r\nSet-Cookie: stolen=1\r\n.txt", "aSet-Cookie stolen=1.txt")]
    public async Task FileName_WithTricks_IsOnlyAName(string trick, string kept)
    {
        var item = await host.Task("文件名");
        using var clerk = await host.SignIn("wangfang");
        await clerk.Open($"/workbench/plans/items/{item}");
        await Report(
            clerk,
            "InProgress",
            "附上材料",
            (trick, Encoding.UTF8.GetBytes($"材料 {trick}"))
        );
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var link = clerk.Page.QuerySelector("a[href^='/workbench/files/']")!;
        Assert.Equal(kept, link.TextContent);
        await clerk.SendRaw(HttpMethod.Get, link.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, clerk.First.StatusCode);
        Assert.Equal(
            "application/octet-stream",
            clerk.First.Content.Headers.ContentType!.MediaType
        );
        Assert.Equal("attachment", clerk.First.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(kept, clerk.First.Content.Headers.ContentDisposition.FileNameStar);
        Assert.False(
            clerk.First.Headers.TryGetValues("Set-Cookie", out var cookies)
                && cookies.Any(c => c.StartsWith("stolen", StringComparison.Ordinal))
        );
        // Whatever it was called, it lies under its hash.
        Assert.All(
            Directory.EnumerateFiles(
                Path.Combine(host.Folder, "files"),
                "*",
                SearchOption.AllDirectories
            ),
            f => Assert.Matches("^[0-9a-f]{64}$", Path.GetFileName(f))
        );
    }

    [Theory]
    [InlineData("../../fadu.db")]
    [InlineData("..%2F..%2Ffadu.db")]
    [InlineData("%2e%2e%2fkeys")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task FileAddress_WithAPathInsteadOfAHash_GivesNothing(string hash)
    {
        using var clerk = await host.SignIn("wangfang");
        await clerk.SendRaw(HttpMethod.Get, $"/workbench/files/{hash}");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
    }

    [Fact]
    public async Task OverlongFields_AreNamedAndWhatWasWrittenStays()
    {
        var item = await host.Task("超长");
        using var clerk = await host.SignIn("wangfang");
        await clerk.Open($"/workbench/plans/items/{item}");
        var before = await host.Entries();
        var text = new string('长', 4001);
        await Report(clerk, "InProgress", text);
        Assert.Contains("不超过 4000 字", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(text, ValueOf(clerk, "Input.Text"));

        // More than any form takes: refused before it is read into memory, with words of its own.
        await clerk.Open($"/workbench/plans/items/{item}");
        await clerk.Submit(
            clerk.FormOf("[name='Input.Text']"),
            values: new Dictionary<string, string>
            {
                ["Input.State"] = "InProgress",
                ["Input.Text"] = new string('a', 9 * 1024 * 1024),
            }
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, clerk.Status);
        Assert.Contains("没有收下", clerk.Text, StringComparison.Ordinal);

        using var coordinator = await host.SignIn("zhouming");
        await coordinator.Open("/workbench/plans");
        var title = new string('题', 500);
        await coordinator.Submit(
            coordinator.FormOf("input[name=Title]"),
            values: new Dictionary<string, string> { ["Title"] = title }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Equal(title, ValueOf(coordinator, "Title"));

        await clerk.Open("/workbench/ledgers/publicity-event/new");
        await clerk.Submit(
            clerk.FormOf("[name=title]"),
            values: new Dictionary<string, string>
            {
                ["title"] = title,
                ["attendance"] = "99999999999999999999",
            }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Equal(title, ValueOf(clerk, "title"));
        Assert.Equal(before, await host.Entries());
    }

    [Theory]
    [InlineData("现场照片.jpg", "MZ\u0090\0\u0003")]
    [InlineData("会议纪要.docx", "\u007fELF\u0002\u0001")]
    [InlineData("说明.txt", "#!/bin/sh\nrm -rf /\n")]
    public async Task ProgramFile_AsEvidence_IsRefusedAndTheTextStays(string name, string content)
    {
        var item = await host.Task("程序文件");
        using var clerk = await host.SignIn("wangfang");
        await clerk.Open($"/workbench/plans/items/{item}");
        var before = await host.Entries();
        await Report(clerk, "Done", "已经办完", (name, Encoding.Latin1.GetBytes(content)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains($"“{name}”是程序文件", clerk.Text, StringComparison.Ordinal);
        Assert.Equal("已经办完", ValueOf(clerk, "Input.Text"));
        Assert.Equal(before, await host.Entries());
    }

    [Fact]
    public async Task Evidence_SecondFileRefused_NothingOfTheFormIsHalfDone()
    {
        var item = await host.Task("两个附件");
        using var clerk = await host.SignIn("wangfang");
        await clerk.Open($"/workbench/plans/items/{item}");
        await Report(
            clerk,
            "Done",
            "两个附件",
            ("好的.txt", Encoding.UTF8.GetBytes("两个附件之一")),
            ("坏的.txt", Encoding.Latin1.GetBytes("MZ\u0090"))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await using var db = host.Read();
        Assert.False(await db.Set<ProgressReport>().AnyAsync(r => r.ItemId == item));
        Assert.False(await db.Set<StoredFile>().AnyAsync(f => f.Name == "好的.txt"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/%0d%0aSet-Cookie:%20stolen=1")]
    [InlineData("/a\r\nSet-Cookie: stolen=1")]
    public async Task ReturnAddress_ThatLeadsElsewhereOrCarriesAHeader_IsNotFollowed(string address)
    {
        using var clerk = host.Stranger();
        await clerk.Open($"/sign-in?returnUrl={Uri.EscapeDataString(address)}");
        await RunningHost.SignIn(clerk, "wangfang");
        AssertStaysHere(clerk.First);

        await clerk.Open("/workbench");
        await clerk.SendRaw(
            HttpMethod.Post,
            $"/workbench/undo/{Guid.NewGuid()}?back={Uri.EscapeDataString(address)}",
            new FormUrlEncodedContent([new("__RequestVerificationToken", Token(clerk))])
        );
        AssertStaysHere(clerk.First);
    }

    private void AssertStaysHere(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var to = new Uri(host.Address, response.Headers.Location!);
        Assert.Equal(host.Address.Authority, to.Authority);
        Assert.DoesNotContain(
            response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [],
            c => c.StartsWith("stolen", StringComparison.Ordinal)
        );
    }

    private static void AssertHarmless(IHtmlDocument page, string address)
    {
        Assert.DoesNotContain(
            page.QuerySelectorAll("script"),
            s => s.TextContent.Contains("alert", StringComparison.Ordinal)
        );
        Assert.True(page.QuerySelector("[onerror], img[src=x]") is null, address);
    }

    /// <summary>Fills in the form of progress, with files.</summary>
    private static async Task Report(
        Browser clerk,
        string state,
        string text,
        params (string Name, byte[] Content)[] files
    )
    {
        var form = clerk.FormOf("[name='Input.Text']");
        var boundary = "----fadu";
        var body = new MemoryStream();
        void Part(string head, byte[] content)
        {
            body.Write(
                Encoding.UTF8.GetBytes(
                    $"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n"
                )
            );
            body.Write(content);
            body.Write("\r\n"u8);
        }
        foreach (
            var (name, value) in new[]
            {
                ("__RequestVerificationToken", Token(clerk)),
                ("CommandId", form.QuerySelector("[name=CommandId]")!.GetAttribute("value")!),
                ("Input.State", state),
                ("Input.Text", text),
            }
        )
        {
            Part($"name=\"{name}\"", Encoding.UTF8.GetBytes(value));
        }
        foreach (var (name, content) in files)
        {
            // As browsers write names that hold line breaks.
            var written = name.Replace("\r", "%0D", StringComparison.Ordinal)
                .Replace("\n", "%0A", StringComparison.Ordinal);
            Part(
                written == name
                    ? $"name=\"Files\"; filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\""
                    : $"name=\"Files\"; filename*=UTF-8''{Uri.EscapeDataString(name)}",
                content
            );
        }
        body.Write(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        var post = new ByteArrayContent(body.ToArray());
        post.Headers.TryAddWithoutValidation(
            "Content-Type",
            $"multipart/form-data; boundary={boundary}"
        );
        await clerk.SendRaw(HttpMethod.Post, form.GetAttribute("action")!, post);
    }

    private static string Token(Browser browser) =>
        browser.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static string? ValueOf(Browser browser, string name) =>
        browser.Page.QuerySelector($"[name='{name}']") switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            _ => null,
        };

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>Forty megabytes of one letter in forty kilobytes.</summary>
    private static byte[] Bomb()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = zip.CreateEntry("word/document.xml").Open();
            writer.Write(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>"u8
            );
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'a');
            for (var i = 0; i < 40; i++)
            {
                writer.Write(block);
            }
            writer.Write("</w:t></w:r></w:p></w:body></w:document>"u8);
        }
        return stream.ToArray();
    }

    /// <summary>Makes every header of the zip say that it unpacks to a thousand bytes.</summary>
    private static void Understate(byte[] zip)
    {
        for (var i = 0; i + 28 < zip.Length; i++)
        {
            var at =
                zip.AsSpan(i).StartsWith("PK\u0001\u0002"u8) ? i + 24
                : zip.AsSpan(i).StartsWith("PK\u0003\u0004"u8) ? i + 22
                : -1;
            if (at > 0)
            {
                BitConverter.TryWriteBytes(zip.AsSpan(at), 1000);
            }
        }
    }

    private static string Parts(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        var text = new StringBuilder();
        foreach (
            var entry in zip.Entries.Where(e =>
                e.FullName == name || e.FullName == "xl/sharedStrings.xml"
            )
        )
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }

    private const string ContentTypes =
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";

    private const string PackageRels =
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

    private const string Workbook =
        "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";

    private const string WorkbookRels =
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
}
