using System.Collections.Concurrent;
using Distill.Core.Pipelines;

namespace Distill.Core.Tests.Pipelines;

public class OrderedWorkTests
{
    [Fact]
    public async Task RunAsync_OnSeveralThreads_GivesResultsInOrder()
    {
        var results = await OrderedWork
            .RunAsync(Enumerable.Range(0, 500).ToAsyncEnumerable(), number => number * 2, 4, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        results.ShouldBe(Enumerable.Range(0, 500).Select(number => number * 2));
    }

    [Fact]
    public async Task RunAsync_WhenTheCallerStops_HasNothingUnderWay()
    {
        var (begun, ended) = (new ConcurrentBag<int>(), new ConcurrentBag<int>());
        await foreach (
            var _ in OrderedWork.RunAsync(Enumerable.Range(0, 100).ToAsyncEnumerable(), Work, 3, TestContext.Current.CancellationToken)
        )
        {
            break;
        }

        ended.Count.ShouldBe(begun.Count);
        begun.Count.ShouldBeLessThan(10);

        int Work(int number)
        {
            begun.Add(number);
            ended.Add(number);
            return number;
        }
    }

    [Fact]
    public async Task RunAsync_OfASourceThatFails_GivesTheFailure() =>
        await Should.ThrowAsync<InvalidDataException>(async () =>
            await OrderedWork
                .RunAsync(Failing(), number => number, 2, TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken)
        );

    private static async IAsyncEnumerable<int> Failing()
    {
        yield return 1;
        await Task.Yield();
        throw new InvalidDataException("no more");
    }
}
