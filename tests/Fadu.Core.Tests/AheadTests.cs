namespace Fadu.Core.Tests;

public sealed class AheadTests
{
    [Fact]
    public async Task TheNext_IsMadeReadyWhileOneIsFinished_AndTheyAreFinishedInOrder()
    {
        var second = new TaskCompletionSource();
        var finished = new List<string>();
        var all = await Ahead.Run(
            [1, 2, 3],
            1,
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
                return ready;
            },
            finished.Add
        );
        Assert.True(all);
        Assert.Equal(["1", "2", "3"], finished);
    }

    [Fact]
    public async Task SoManyAreUnderWay_AndNoMore_AndAreToldInTheirOrder()
    {
        var (under, most, told) = (0, 0, new List<int>());
        var full = new TaskCompletionSource();
        await Ahead.Run(
            Enumerable.Range(1, 9),
            3,
            n => Task.FromResult<int[]?>([n]),
            async ready =>
            {
                var now = Interlocked.Increment(ref under);
                most = Math.Max(most, now);
                if (now == 3)
                {
                    full.TrySetResult();
                }
                await full.Task.WaitAsync(
                    TimeSpan.FromSeconds(30),
                    TestContext.Current.CancellationToken
                );
                // the later, the sooner
                await Task.Delay(10 - ready[0], TestContext.Current.CancellationToken);
                Interlocked.Decrement(ref under);
                return ready[0];
            },
            told.Add
        );
        Assert.Equal(3, most);
        Assert.Equal(Enumerable.Range(1, 9), told);
    }

    [Fact]
    public async Task WhatCannotBeMadeReady_EndsTheWork_AfterWhatIsUnderWay()
    {
        var finished = new List<int>();
        var all = await Ahead.Run(
            [1, 2, 3, 4],
            2,
            n => Task.FromResult(n < 3 ? new[] { n } : null),
            async ready =>
            {
                await Task.Yield();
                return ready[0];
            },
            finished.Add
        );
        Assert.False(all);
        Assert.Equal([1, 2], finished);
    }

    [Fact]
    public async Task WhatCannotBeFinished_IsTold_AndNothingIsBegunBehindIt()
    {
        var (begun, told) = (new List<int>(), new List<int>());
        var third = new TaskCompletionSource();
        var ended = false;
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            Ahead.Run(
                [1, 2, 3, 4, 5],
                2,
                n => Task.FromResult<int[]?>([n]),
                async ready =>
                {
                    begun.Add(ready[0]);
                    if (ready[0] == 2)
                    {
                        await third.Task.WaitAsync(
                            TimeSpan.FromSeconds(30),
                            TestContext.Current.CancellationToken
                        );
                        throw new InvalidDataException();
                    }
                    if (ready[0] == 3)
                    {
                        third.SetResult();
                        await Task.Delay(20, TestContext.Current.CancellationToken);
                        ended = true;
                    }
                    return ready[0];
                },
                told.Add
            )
        );
        Assert.Equal([1], told);
        // the third was under way beside the second, and was waited for
        Assert.Equal([1, 2, 3], begun);
        Assert.True(ended);
    }
}
