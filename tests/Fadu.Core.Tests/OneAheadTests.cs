namespace Fadu.Core.Tests;

public sealed class OneAheadTests
{
    [Fact]
    public async Task TheNext_IsMadeReadyWhileOneIsFinished_AndTheyAreFinishedInOrder()
    {
        var second = new TaskCompletionSource();
        var finished = new List<string>();
        var all = await OneAhead.Run(
            [1, 2, 3],
            n =>
            {
                if (n == 2)
                {
                    second.SetResult();
                }
                return Task.FromResult<string?>($"{n}");
            },
            async ready =>
            {
                // would wait for ever if the second were made ready only after the first was finished
                await second.Task.WaitAsync(
                    TimeSpan.FromSeconds(30),
                    TestContext.Current.CancellationToken
                );
                finished.Add(ready);
            }
        );
        Assert.True(all);
        Assert.Equal(["1", "2", "3"], finished);
    }

    [Fact]
    public async Task WhatCannotBeMadeReady_EndsTheWork_AfterWhatIsUnderWay()
    {
        var finished = new List<int>();
        var all = await OneAhead.Run(
            [1, 2, 3, 4],
            n => Task.FromResult(n < 3 ? new[] { n } : null),
            async ready =>
            {
                await Task.Yield();
                finished.AddRange(ready);
            }
        );
        Assert.False(all);
        Assert.Equal([1, 2], finished);
    }

    [Fact]
    public async Task WhatCannotBeFinished_IsTold_AndNothingFollows()
    {
        var finished = new List<int>();
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            OneAhead.Run(
                [1, 2, 3],
                n => Task.FromResult<int[]?>([n]),
                async ready =>
                {
                    await Task.Yield();
                    finished.AddRange(ready);
                    throw new InvalidDataException();
                }
            )
        );
        Assert.Equal([1], finished);
    }
}
