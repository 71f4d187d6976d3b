using Microsoft.Extensions.Time.Testing;

namespace Distill.Providers.Tests.Inference;

internal static class FakeTimeExtensions
{
    /// <summary>Advances fake time step by step until a task that talks to a real server has ended. The real pause lets the other side get on; nothing depends on its length.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider time, Task end, TimeSpan step)
    {
        for (var steps = 0; !end.IsCompleted; steps++)
        {
            steps.ShouldBeLessThan(5_000, "the task did not end though fake time went on");
            time.Advance(step);
            await Task.WhenAny(end, Task.Delay(2));
        }
    }
}
