using Fadu.Core.Organs;

namespace Fadu.Core.Tests.Organs;

/// <summary>How names of units in a plan find the organs of the directory; the county is fictional, the ways of writing are those that plans use.</summary>
public sealed class OrganMatcherTests
{
    private static readonly DateOnly Today = new(2026, 3, 16);
    private static readonly DateOnly Founded = new(2010, 1, 1);
    private static readonly OrganDirectory Directory = Build();

    [Theory]
    [InlineData("县司法局", "sfj")]
    [InlineData("云岭县司法局", "sfj")]
    [InlineData("司法局", "sfj")]
    [InlineData(" 县　司法局、", "sfj")]
    [InlineData("县政府办公室", "zfb")]
    [InlineData("云岭县人民政府办公室", "zfb")]
    [InlineData("县委组织部", "zzb")]
    [InlineData("中共云岭县委组织部", "zzb")]
    [InlineData("县法院", "fy")]
    [InlineData("县人民法院", "fy")]
    [InlineData("县检察院", "jcy")]
    [InlineData("青石镇", "qsz")]
    [InlineData("青石镇政府", "qsz")]
    [InlineData("青石镇人民政府", "qsz")]
    [InlineData("云岭县青石镇人民政府", "qsz")]
    [InlineData("人行云岭县支行", "rh")]
    [InlineData("县发改委", "fgj")]
    [InlineData("县司法局（牵头）", "sfj")]
    [InlineData("县公安局负责", "gaj")]
    [InlineData("县政府", "gov")]
    public void Match_NameAsPlansWriteIt_IsCertain(string text, string key)
    {
        var match = Directory.Match(text);
        Assert.Equal(key, match.Organ?.Key);
        Assert.True(match.IsCertain);
        Assert.Empty(match.Suggestions);
    }

    [Theory]
    [InlineData("县检查院", "jcy", "“查”应为“察”")]
    [InlineData("县行政审批服管理局", "spj", "疑漏“务”字")]
    [InlineData("县市场监", "scj", "没有写完")]
    [InlineData("县市场监管局", "scj", "简称")]
    [InlineData("县委依法治县办", "yfb", "简称")]
    [InlineData("县人社局", "rsj", "简称")]
    [InlineData("县水利局", "swj", "“利”应为“务”")]
    [InlineData("县改革和发展局", "fgj", "词序不同")]
    [InlineData("县卫健委", "wjj", "以“局”结尾")]
    [InlineData("临江县司法局", "sfj", "地名是“临江县”")]
    [InlineData("人行临江县支行", "rh", "地名是“临江县”")]
    [InlineData("人行临江县中心支行", "rh", "地名是“临江县”")]
    public void Match_DoubtfulName_SuggestsTheOrganFirstAndSaysWhy(
        string text,
        string key,
        string reason
    )
    {
        var match = Directory.Match(text);
        Assert.Null(match.Organ);
        Assert.False(match.IsCertain);
        Assert.Equal(key, match.Suggestions[0].Organ.Key);
        Assert.Contains(reason, match.Suggestions[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_ShortNamesThatOnlyShareTheirEnding_AreNotSuggested()
    {
        var match = Directory.Match("县档案局");
        Assert.Null(match.Organ);
        Assert.DoesNotContain(match.Suggestions, s => s.Organ.Key is "czj" or "sfj" or "mzj");
    }

    [Fact]
    public void Match_SomethingThatIsNoOrgan_FindsNothing()
    {
        foreach (var text in new[] { "", "、", "部门", "全体干部群众", "市司法局", "镇政府" })
        {
            var match = Directory.Match(text);
            Assert.Null(match.Organ);
            Assert.Null(match.Set);
        }
        Assert.Empty(Directory.Match("全体干部群众").Suggestions);
    }

    [Fact]
    public void Match_FormerName_IsCertainInItsDaysAndASuggestionAfterwards()
    {
        var then = Directory.Match("县卫生局", new DateOnly(2015, 6, 1));
        Assert.Equal("wjj", then.Organ?.Key);
        Assert.Contains("现为县卫健局", then.Note, StringComparison.Ordinal);
        var now = Directory.Match("县卫生局");
        Assert.Null(now.Organ);
        Assert.Equal("wjj", now.Suggestions[0].Organ.Key);
        Assert.Contains("曾用名", now.Suggestions[0].Reason, StringComparison.Ordinal);
        Assert.Contains("2019-03-01起现为", now.Suggestions[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_OrganThatWentUpInAnother_SuggestsWhoFollowedIt()
    {
        var match = Directory.Match("县粮食局");
        Assert.Null(match.Organ);
        var only = Assert.Single(match.Suggestions);
        Assert.Equal("fgj", only.Organ.Key);
        Assert.Contains("合并", only.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("各乡(镇)人民政府", "qsz,bsx,hmz")]
    [InlineData("各乡镇", "qsz,bsx,hmz")]
    [InlineData("各乡（镇）政府按职责分工负责", "qsz,bsx,hmz")]
    [InlineData("各乡镇（街道）", "qsz,bsx,hmz,cgjd")]
    [InlineData("各街道办事处", "cgjd")]
    [InlineData("各镇人民政府", "qsz,hmz")]
    [InlineData("各乡(镇)党委", "qsz,bsx,hmz")]
    [InlineData("县政府各部门", "zfb,fgj,czj,sfj,gaj,mzj,rsj,swj,scj,spj,wjj")]
    [InlineData("县委各部门", "zzb,yfb")]
    public void Match_CollectiveName_ShowsTheOrgansItMeans(string text, string keys)
    {
        var match = Directory.Match(text);
        Assert.NotNull(match.Set);
        Assert.Null(match.Organ);
        Assert.Equal(keys.Split(','), match.Set.Members.Select(m => m.Key));
        Assert.False(match.Set.IsOpen);
        Assert.Contains(
            $"{match.Set.Members.Count}个",
            match.Set.Meaning,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Match_PartyCommitteesThatTheDirectoryLacks_SaysWhatItListsInstead() =>
        Assert.Contains(
            "没有单列党委",
            Directory.Match("各乡（镇）党委").Set!.Meaning,
            StringComparison.Ordinal
        );

    [Fact]
    public void MatchItem_OtherDepartments_LeavesOutThoseNamedInTheItem()
    {
        var matches = Directory.MatchItem([
            "县司法局",
            "县财政局",
            "县政府其他有关部门",
            "县直有关部门",
        ]);
        Assert.Equal("sfj", matches[0].Organ!.Key);
        var others = matches[2].Set!;
        Assert.True(others.IsOpen);
        Assert.False(matches[2].IsCertain);
        Assert.DoesNotContain(others.Members, o => o.Key is "sfj" or "czj");
        Assert.Contains(others.Members, o => o.Key == "gaj");
        Assert.Contains("除本项已列单位外", others.Meaning, StringComparison.Ordinal);
        Assert.Contains(matches[3].Set!.Members, o => o.Key == "zzb");
        Assert.Contains(matches[3].Set!.Members, o => o.Key == "sfj");
        Assert.True(matches[3].Set!.IsOpen);
    }

    [Fact]
    public void Match_TwoOrgansWithOneShortName_DecidesNothing()
    {
        var directory = new OrganDirectory(
            1,
            [
                Organ("a", "云岭县农业农村局", "县农业局", OrganKind.Department, 1),
                Organ("b", "云岭县农业技术推广中心", "县农业局", OrganKind.PublicInstitution, 2),
            ],
            [],
            Today
        );
        var match = directory.Match("县农业局");
        Assert.Null(match.Organ);
        Assert.Equal(2, match.Suggestions.Count);
    }

    [Fact]
    public void Successors_FollowsMergersOverSeveralSteps_AndSplitsToAll()
    {
        var merged = Directory.ByKey("lsj")!.Id;
        Assert.Equal(["fgj"], Directory.Successors(merged).Select(o => o.Key));
        Assert.Equal(
            ["lsj"],
            Directory.Successors(merged, new DateOnly(2018, 1, 1)).Select(o => o.Key)
        );
        Assert.Equal(
            ["lsj"],
            Directory.Predecessors(Directory.ByKey("fgj")!.Id).Select(o => o.Key)
        );
    }

    [Fact]
    public void NameOn_GivesTheNameOfTheDay()
    {
        var organ = Directory.ByKey("wjj")!.Id;
        Assert.Equal("云岭县卫生局", Directory.NameOn(organ, new DateOnly(2019, 2, 28)));
        Assert.Equal("云岭县卫生健康局", Directory.NameOn(organ, new DateOnly(2019, 3, 1)));
    }

    [Fact]
    public void Subtree_HoldsTheOrganAndAllBelow()
    {
        var all = Directory.Subtree(Directory.ByKey("gov")!.Id);
        Assert.Contains(Directory.ByKey("qsz")!.Id, all);
        Assert.Single(Directory.Subtree(Directory.ByKey("qsz")!.Id));
    }

    private static OrganDirectory Build()
    {
        var order = 0;
        var gov = Organ("gov", "云岭县人民政府", "县政府", OrganKind.Government, ++order);
        var organs = new List<OrganInfo> { gov };
        void Add(string key, string name, string brief, OrganKind kind, params string[] aliases) =>
            organs.Add(Organ(key, name, brief, kind, ++order, gov.Id, aliases));
        Add("zfb", "云岭县人民政府办公室", "县政府办", OrganKind.Department);
        Add("zzb", "中共云岭县委组织部", "县委组织部", OrganKind.PartyDepartment);
        Add(
            "yfb",
            "中共云岭县委全面依法治县委员会办公室",
            "县委全面依法治县办",
            OrganKind.PartyDepartment
        );
        Add("fgj", "云岭县发展和改革局", "县发改局", OrganKind.Department, "县发改委");
        Add("czj", "云岭县财政局", "县财政局", OrganKind.Department);
        Add("sfj", "云岭县司法局", "县司法局", OrganKind.Department);
        Add("gaj", "云岭县公安局", "县公安局", OrganKind.Department);
        Add("mzj", "云岭县民政局", "县民政局", OrganKind.Department);
        Add("rsj", "云岭县人力资源和社会保障局", "县人力资源社会保障局", OrganKind.Department);
        Add("swj", "云岭县水务局", "县水务局", OrganKind.Department);
        Add("scj", "云岭县市场监督管理局", "县市场监督管理局", OrganKind.Department);
        Add("spj", "云岭县行政审批服务管理局", "县行政审批服务管理局", OrganKind.Department);
        Add("fy", "云岭县人民法院", "县法院", OrganKind.Court);
        Add("jcy", "云岭县人民检察院", "县检察院", OrganKind.Procuratorate);
        Add("rh", "中国人民银行云岭县支行", "人行云岭县支行", OrganKind.VerticalOrgan);
        Add("qsz", "青石镇人民政府", "青石镇", OrganKind.Township);
        Add("bsx", "白水乡人民政府", "白水乡", OrganKind.Township);
        Add("hmz", "红庙镇人民政府", "红庙镇", OrganKind.Township);
        Add("cgjd", "城关街道办事处", "城关街道", OrganKind.Subdistrict);
        var health = Organ(
            "wjj",
            "云岭县卫生健康局",
            "县卫健局",
            OrganKind.Department,
            ++order,
            gov.Id
        ) with
        {
            Names =
            [
                new("云岭县卫生局", NameKind.Former, Founded, new DateOnly(2019, 2, 28)),
                new("县卫生局", NameKind.Former, Founded, new DateOnly(2019, 2, 28)),
                new("云岭县卫生健康局", NameKind.Full, new DateOnly(2019, 3, 1), null),
                new("县卫健局", NameKind.Short, new DateOnly(2019, 3, 1), null),
            ],
        };
        organs.Add(health);
        var grain = Organ(
            "lsj",
            "云岭县粮食局",
            "县粮食局",
            OrganKind.Department,
            ++order,
            gov.Id
        ) with
        {
            ValidTo = new DateOnly(2019, 2, 28),
        };
        organs.Add(grain);
        return new OrganDirectory(
            1,
            organs,
            [
                new Lineage(
                    grain.Id,
                    organs.Single(o => o.Key == "fgj").Id,
                    new DateOnly(2019, 3, 1),
                    LineageKind.Merger,
                    null,
                    null
                ),
            ],
            Today
        );
    }

    private static OrganInfo Organ(
        string key,
        string name,
        string brief,
        OrganKind kind,
        int order,
        Guid? parent = null,
        params string[] aliases
    ) =>
        new(
            Guid.NewGuid(),
            key,
            name,
            brief,
            kind,
            kind is OrganKind.Township or OrganKind.Subdistrict ? Level.Township : Level.County,
            parent,
            order,
            Founded,
            null,
            1,
            [
                new(name, NameKind.Full, Founded, null),
                new(brief, NameKind.Short, Founded, null),
                .. aliases.Select(a => new NameInTime(a, NameKind.Alias, null, null)),
            ]
        );
}
