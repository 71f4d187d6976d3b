using Distill.Api.Promotion;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Core.Promotion;

namespace Distill.Cli.Promotion;

/// <summary>Rollouts of a host, over its HTTP API.</summary>
internal sealed class RolloutSession(CommandContext context, RunHost host)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    // A record appears with the first step of its orchestration.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Starts a rollout and gives its record when it has been begun.</summary>
    public async Task<RolloutRecord> StartAsync(RolloutRequest request, string? file, CancellationToken cancellationToken)
    {
        var started = await host.Client.PostAsync<RolloutStarted>("api/rollouts", request, file, cancellationToken);
        var isAtOnce = request.Plan is { Steps.Count: 0, RequireApproval: false };
        return await WaitAsync(
            started.RolloutId,
            rollout => RolloutMachine.IsOver(rollout.State) || (!isAtOnce && (rollout.Position >= 0 || rollout.ApprovalUntil is not null)),
            cancellationToken
        );
    }

    /// <summary>The rollout of an id.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public async Task<RolloutRecord> GetAsync(string id, CancellationToken cancellationToken) =>
        await host.Client.ReadAsync<RolloutRecord>(PathOf(id), cancellationToken)
        ?? throw CliException.Usage($"there is no rollout '{id}'", "RUN", "distill rollouts lists them");

    /// <summary>Rollouts, newest first.</summary>
    public async Task<IReadOnlyList<RolloutRecord>> ListAsync(string? alias, CancellationToken cancellationToken) =>
        await host.Client.ReadAsync<List<RolloutRecord>>(
            alias is null ? "api/rollouts" : $"api/rollouts?alias={Uri.EscapeDataString(alias)}",
            cancellationToken
        ) ?? [];

    /// <summary>Says something to a rollout and gives its record when that has been done.</summary>
    /// <param name="id">The rollout.</param>
    /// <param name="verb"><c>approve</c>, <c>decline</c>, <c>complete</c> or <c>back</c>.</param>
    /// <param name="what">What is to be seen in its trail.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<RolloutRecord> SayAsync(string id, string verb, RolloutEvent what, string reason, CancellationToken cancellationToken)
    {
        await GetAsync(id, cancellationToken);
        await host.Client.PostAsync<RolloutRecord>($"{PathOf(id)}/{verb}", new RolloutReason(reason), null, cancellationToken);
        return await WaitAsync(
            id,
            rollout => RolloutMachine.IsOver(rollout.State) || rollout.Audit.Any(entry => entry.What == what),
            cancellationToken
        );
    }

    private static string PathOf(string id) => $"api/rollouts/{Uri.EscapeDataString(id)}";

    private async Task<RolloutRecord> WaitAsync(string id, Func<RolloutRecord, bool> isThere, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        while (true)
        {
            if (await host.Client.ReadAsync<RolloutRecord>(PathOf(id), cancellationToken) is { } rollout && isThere(rollout))
            {
                return rollout;
            }

            if (context.Time.GetElapsedTime(began) > Patience)
            {
                throw CliException.Failed("the host has not taken it up yet", $"rollout {id}", $"look with: distill rollouts {id}");
            }

            await Task.Delay(PollInterval, context.Time, cancellationToken);
        }
    }
}
