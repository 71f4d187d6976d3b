using Distill.Cli.Hosting;
using Distill.Core.Promotion;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>
/// Users who talk to the gateway while a new model takes the alias over step by step: a rollout is watched by live traffic, and without any it would wait. What they say is
/// in no turn's window.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="gateway">Its gateway.</param>
/// <param name="time">Clock.</param>
internal sealed class RolloutUsers(RunHost host, GatewayClient gateway, TimeProvider time)
{
    // Messages between two looks at the rollout.
    private const int Together = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Talks while a rollout is under way, until it is stopped.</summary>
    /// <param name="rollout">Id of the rollout; it may begin later, or never.</param>
    /// <param name="messages">What is asked, without end.</param>
    /// <param name="seed">Decides who asks what.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task TalkAsync(string rollout, IEnumerable<DemoMessage> messages, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        using var next = messages.GetEnumerator();
        while (true)
        {
            if (await IsRollingAsync(rollout, cancellationToken))
            {
                await TalkAsync(next, random, cancellationToken);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<bool> IsRollingAsync(string rollout, CancellationToken cancellationToken) =>
        await host.Client.ReadAsync<RolloutRecord>($"api/rollouts/{rollout}", cancellationToken) is { State: RolloutState.Rolling };

    private async Task TalkAsync(IEnumerator<DemoMessage> next, Random random, CancellationToken cancellationToken)
    {
        var events = new List<UserEvent>();
        for (var sent = 0; sent < Together && next.MoveNext(); sent++)
        {
            var user = new SimulatedUser(random.Next(SimulatedUser.Count));
            var (asid, answer, _) = await gateway.AskAsync(next.Current, user.Name, cancellationToken);
            events.AddRange(user.React(next.Current, asid, SimulatedUser.Likes(next.Current, answer), random));
        }

        await gateway.TellAsync(events, cancellationToken);
    }
}
