using Distill.Cli.Failures;
using Distill.Core.Feedback.Joining;
using Distill.Core.Storage;
using Distill.LocalHost.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>Users who talk to the gateway over HTTP, as clients do, and tell it what they think of the answers. Not thread-safe.</summary>
internal sealed class SimulatedTraffic
{
    // Feedback is answered when it is durable: events go together, so that a demo does not wait for the disk for each.
    private const int EventsTogether = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GatewayClient _gateway;
    private readonly IBlobStore _blobs;
    private readonly TimeProvider _time;

    /// <summary>Users of a host.</summary>
    /// <param name="host">The host; its log is looked at.</param>
    /// <param name="gateway">Its gateway.</param>
    /// <param name="time">Clock.</param>
    public SimulatedTraffic(DistillLocalHost host, GatewayClient gateway, TimeProvider time)
    {
        _gateway = gateway;
        _blobs = host.Services.GetRequiredService<IBlobStore>();
        _time = time;
    }

    /// <summary>Sends messages one after the other, and waits until all that was said is on disk.</summary>
    /// <param name="version">The version that is to answer.</param>
    /// <param name="messages">What is asked.</param>
    /// <param name="seed">Decides who asks what.</param>
    /// <param name="cancellationToken">The interruption.</param>
    public async Task<DemoTraffic> SendAsync(
        string version,
        IReadOnlyList<DemoMessage> messages,
        int seed,
        CancellationToken cancellationToken
    )
    {
        await WaitForAsync(version, messages[0], cancellationToken);
        var random = new Random(seed);
        var (from, liked, told) = (await NextSecondAsync(cancellationToken), 0, 0);
        var asids = new HashSet<string>(StringComparer.Ordinal);
        var events = new List<UserEvent>();
        foreach (var message in messages)
        {
            var user = new SimulatedUser(random.Next(SimulatedUser.Count));
            var (asid, answer, _) = await _gateway.AskAsync(message, user.Name, cancellationToken);
            asids.Add(asid);
            var likes = SimulatedUser.Likes(message, answer);
            var said = user.React(message, asid, likes, random);
            (liked, told) = (liked + (likes ? 1 : 0), told + (said.Count > 0 ? 1 : 0));
            events.AddRange(said);
            if (events.Count >= EventsTogether)
            {
                await TellAsync(events, cancellationToken);
            }
        }

        await TellAsync(events, cancellationToken);
        await WaitForLogAsync(asids, from, cancellationToken);
        return new DemoTraffic(version, from, SecondAfterNow(), messages.Count, liked, told);
    }

    // The gateway looks up what stands behind an alias now and then: the first questions after a rollout may still meet the version before.
    private async Task WaitForAsync(string version, DemoMessage message, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        while ((await _gateway.AskAsync(message, "visitor", cancellationToken)).Model != version)
        {
            await WaitAsync(began, $"the gateway does not answer with {version}", cancellationToken);
        }
    }

    private async Task TellAsync(List<UserEvent> events, CancellationToken cancellationToken)
    {
        await _gateway.TellAsync(events, cancellationToken);
        events.Clear();
    }

    // Answers are logged a moment after they are given. A turn that begins before would miss the last ones.
    private async Task WaitForLogAsync(HashSet<string> asids, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            await foreach (var blob in _blobs.ListAsync(LogJoin.Logs, cancellationToken))
            {
                await RemoveLoggedAsync(blob.Path, asids, cancellationToken);
            }

            if (asids.Count == 0)
            {
                return;
            }

            await WaitAsync(began, $"{asids.Count} answers since {from:HH:mm:ss} are not in the gateway's log", cancellationToken);
        }
    }

    private async Task RemoveLoggedAsync(string path, HashSet<string> asids, CancellationToken cancellationToken)
    {
        await using var stream = await _blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("{\"asid\":\"", StringComparison.Ordinal) && line.EndsWith('}'))
            {
                asids.Remove(line.Substring("{\"asid\":\"".Length, 32));
            }
        }
    }

    private async Task WaitAsync(long began, string what, CancellationToken cancellationToken)
    {
        if (_time.GetElapsedTime(began) > Patience)
        {
            throw CliException.Failed(what, "distill demo --flywheel", "look into the log of the home, then run the same command again");
        }

        await Task.Delay(Pause, _time, cancellationToken);
    }

    // Windows are whole seconds: traffic begins with one, so that nothing sent before, by a demo that was killed, lies in its window.
    private async Task<DateTimeOffset> NextSecondAsync(CancellationToken cancellationToken)
    {
        var next = SecondAfterNow();
        while (_time.GetUtcNow() < next)
        {
            await Task.Delay(Pause, _time, cancellationToken);
        }

        return next;
    }

    private DateTimeOffset SecondAfterNow() => DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds() + 1);
}
