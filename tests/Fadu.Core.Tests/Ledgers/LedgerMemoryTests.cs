using Fadu.Core.Ledgers;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>What is known of organs while a sheet comes in.</summary>
public sealed class LedgerMemoryTests
{
    private static readonly Guid Qingshi = Guid.CreateVersion7();
    private static readonly Guid Baishui = Guid.CreateVersion7();
    private static readonly Guid Finance = Guid.CreateVersion7();

    [Fact]
    public void ALineThatChanges_MakesForgotten_WhereItStandsAndStood_AndNothingElse()
    {
        var memory = new LedgerMemory();
        foreach (var organ in new[] { Qingshi, Baishui, Finance })
        {
            memory.Keep(1, "training-session", organ, [], []);
            memory.Keep(1, "publicity-event", organ, [], []);
        }
        var line = new LedgerLine
        {
            Tenant = 1,
            Ledger = "training-session",
            OrganId = Qingshi,
            Title = "",
            SearchText = "",
            Body = "",
            Evidence = "",
        };
        memory.Unsettle(line);
        Assert.Null(memory.Of(1, "training-session", Qingshi));
        Assert.NotNull(memory.Of(1, "training-session", Baishui));
        memory.Unsettle(line, before: Baishui);
        Assert.Null(memory.Of(1, "training-session", Baishui));
        Assert.NotNull(memory.Of(1, "training-session", Finance));
        foreach (var organ in new[] { Qingshi, Baishui, Finance })
        {
            Assert.NotNull(memory.Of(1, "publicity-event", organ));
        }
    }
}
