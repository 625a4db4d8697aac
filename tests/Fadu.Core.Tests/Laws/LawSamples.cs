using System.Text;

namespace Fadu.Core.Tests.Laws;

/// <summary>A folder of laws as the import takes it: fictional, with every fault that the real one has.</summary>
internal sealed class LawSamples : IDisposable
{
    private const string Head = "\n\n<!-- INFO END -->\n\n";

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"fadu-test-laws-{Guid.NewGuid():N}");

    public static LawSamples Folder()
    {
        var folder = new LawSamples();
        folder.Write(
            "index.tsv",
            string.Join(
                '\n',
                "level\tname\tpublished\tvalid_from\tvalid_to\tfolder",
                "法律\t水土法\t2019-06-30\t\t2099-12-31\t行政法",
                "法律\t乡村法典 总则\t\t\t2099-12-31\t乡村法典",
                "法律\t乡村法典 分则\t\t\t2099-12-31\t乡村法典",
                "地方性法规\t云岭省草原管护条例\t2015-05-28\t2015-07-01\t2024-01-01\t地方性法规/云岭",
                "地方性法规\t云岭省草原管护条例\t2023-09-27\t2024-01-01\t2099-12-31\t地方性法规/云岭",
                "地方性法规\t云岭省信息条例\t2010-03-01\t2010-02-01\t2021-01-01\t地方性法规/云岭",
                "地方性法规\t云岭省人才市场条例\t\t\t1970-01-01\t地方性法规/云岭",
                "地方性法规\t云岭市夜市办法\t2018-04-01\t2018/5/1\t2099-12-31\t地方性法规/云岭",
                "案例\t只有名称的案例\t\t\t2099-12-31\t案例",
                ""
            )
        );
        folder.Write(
            "行政法/水土法(2019-06-30).md",
            $"# 中华人民共和国水土法\n\n2005年3月1日 某届会议通过\n\n2019年6月30日 某次会议修订{Head}## 第一章 总 则\n\n第一条 为了保持水土，制定本法。\n\n第二条 坡地不得开垦。\n\n## 第二章 附 则\n\n第三条 本法自2005年5月1日起施行。\n"
        );
        // one law in two texts; only the last one says from when it holds
        folder.Write(
            "乡村法典/总则.md",
            $"# 乡村法典\n\n2021年10月23日 某次会议通过{Head}第一条 为了乡村，制定本法。\n\n第二条 村民自治。\n"
        );
        folder.Write(
            "乡村法典/分则.md",
            $"# 乡村法典\n\n2021年10月23日 某次会议通过{Head}第三条 道路由村民共有。\n\n第四条 本法自2022年1月1日起施行。\n"
        );
        folder.Write(
            "地方性法规/云岭/云岭省草原管护条例(2015-05-28).md",
            $"# 云岭省草原管护条例\n\n2015年5月28日 某次会议通过{Head}第一条 为了草原，依据《水土法》第一条，制定本条例。\n\n第二条 放养的家畜不得进入禁牧区。\n\n第三条 本条例自2015年7月1日起施行。\n"
        );
        folder.Write(
            "地方性法规/云岭/云岭省草原管护条例(2023-09-27).md",
            $"# 云岭省草原管护条例\n\n2023年9月27日 某次会议修订{Head}第一条 为了草原，依据《中华人民共和国水土法》第二条，制定本条例。\n\n第二条 放养的家畜不得进入禁牧区、休牧区。\n\n第三条 本条例自2024年1月1日起施行。《云岭省人才市场条例》同时废止。\n"
        );
        var information =
            $"# 云岭省信息条例\n\n2010年3月1日 某次会议通过{Head}第一条 为了信息化，制定本条例。\n";
        folder.Write("地方性法规/云岭/云岭省信息条例(2010-03-01).md", information);
        folder.Write("其他/云岭省信息条例(2010-03-01).md", information);
        folder.Write(
            "地方性法规/云岭/云岭省人才市场条例.md",
            $"# 云岭省人才市场条例{Head}第一条 为了人才市场，制定本条例。\n"
        );
        folder.Write(
            "地方性法规/云岭/云岭市夜市办法(2018-04-01).md",
            $"# 云岭市夜市办法\n\n2018年4月1日 某次会议通过{Head}第一条 夜市应当整洁。\n"
        );
        folder.Write(
            "地方性法规/云岭/云岭市夜市办法(2018-04-01).txt",
            "云岭市夜市办法\n第一条 夜市应当整洁、安静。\n"
        );
        folder.Write(
            "规范性文件/云岭县集市规定.txt",
            "云岭县集市规定\n2022年2月1日发布\n第一条 为了集市，制定本规定。\n第二条 本规定自2022年3月1日起施行。\n"
        );
        folder.Write("规范性文件/说明.pdf", "%PDF-");
        return folder;
    }

    /// <summary>The real laws, where they lie beside the project.</summary>
    public static string? RealFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var laws = System.IO.Path.Combine(at.FullName, "shared", "laws");
            if (File.Exists(System.IO.Path.Combine(laws, "index.tsv")))
            {
                return laws;
            }
        }
        return null;
    }

    public void Write(string relative, string text)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
