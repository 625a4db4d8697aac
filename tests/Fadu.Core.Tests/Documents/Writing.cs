using Fadu.Core.Documents;
using Fadu.Core.People;
using Fadu.Core.Tests.Matters;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Documents;

/// <summary>An office in which documents are written: 钱审 drafts, 周明 checks, 孙签 signs; 县财政局 receives.</summary>
internal sealed class Writing(Reviewing reviewing) : IAsyncDisposable
{
    public Reviewing Review { get; } = reviewing;
    public County County => Review.County;

    /// <summary>Of 县财政局, for what that organ signs.</summary>
    public Actor FinanceHead { get; private set; } = null!;

    public static async Task<Writing> Start(Engine engine)
    {
        var writing = new Writing(
            await Reviewing.Start(
                engine,
                services =>
                    services.AddScoped<
                        IHandler<Trail.Golden.AppendGolden>,
                        Trail.Golden.AppendGoldenHandler
                    >()
            )
        );
        writing.FinanceHead = await writing.Review.Person(
            "何长",
            writing.County.Finance,
            "hezhang",
            Role.UnitHead
        );
        await writing.County.Do(new SetNumberCode("", "云司"), writing.Review.Head);
        return writing;
    }

    /// <summary>A review of which the opinion has been proposed.</summary>
    public async Task<Guid> Proposed(string title = "云岭县停车收费管理办法")
    {
        var matter = await Review.Open(title);
        await Review.Accept(matter);
        await Review.Done(matter, "review.propose", Review.Reviewer, Reviewing.Opinion());
        return matter;
    }

    public async Task<MatterDocument> Of(Guid id)
    {
        await using var db = County.Read();
        return await db.Set<MatterDocument>().SingleAsync(d => d.Id == id);
    }

    public async Task<List<MatterDocument>> OfMatter(Guid matter)
    {
        await using var db = County.Read();
        return await db.Set<MatterDocument>()
            .Where(d => d.MatterId == matter)
            .OrderBy(d => d.Id)
            .ToListAsync();
    }

    /// <summary>The opinion of a matter, drafted.</summary>
    public async Task<Guid> Drafted(Guid matter) =>
        (await County.Do(new StartDocument(matter, "opinion-letter"), Review.Reviewer)).Id;

    /// <summary>Drafted, checked, and before who signs.</summary>
    public async Task<Guid> ToSign(Guid matter, params IReadOnlyList<Countersign> countersigns)
    {
        var id = await Drafted(matter);
        await County.Do(
            new SubmitDocument(id, (await Of(id)).Version) { Countersigns = countersigns },
            Review.Reviewer
        );
        await County.Do(new CheckDocument(id, (await Of(id)).Version), County.Coordinator);
        return id;
    }

    public async Task<CommitResult> Issue(Guid id) =>
        await County.Committer.Commit(new IssueDocument(id, (await Of(id)).Version), Review.Head);

    public async Task<Guid> Issued(string title = "云岭县停车收费管理办法")
    {
        var id = await ToSign(await Proposed(title));
        Assert.True((await Issue(id)).IsDone);
        return id;
    }

    public ValueTask DisposeAsync() => Review.DisposeAsync();
}
