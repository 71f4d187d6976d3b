using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Distill.Storage.Azure.Tests.Faults;

/// <summary>The real network, and what it does wrong when told: refuse a request, lose the answer to one that was carried out, break off an answer.</summary>
internal sealed class FaultyTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport network = new();
    private readonly ConcurrentQueue<Fault> faults = [];
    private int sent;

    /// <summary>Requests so far, refused ones among them.</summary>
    public int Sent => Volatile.Read(ref sent);

    /// <summary>The next requests for which <paramref name="when"/> holds are answered by this status, and never reach the account.</summary>
    public void Refuse(int times, int status, string code, Func<Request, bool> when, string? retryAfter = null)
    {
        for (var time = 0; time < times; time++)
        {
            faults.Enqueue(
                new Fault(
                    when,
                    Reaches: false,
                    message => message.Response = new Refusal(status, code, retryAfter, message.Request.ClientRequestId)
                )
            );
        }
    }

    /// <summary>The next request for which <paramref name="when"/> holds is carried out, and its answer is lost.</summary>
    public void LoseAnswer(Func<Request, bool> when) => faults.Enqueue(new Fault(when, Reaches: true, Lose));

    /// <summary>The connection breaks after so many bytes of the next answer to a request for which <paramref name="when"/> holds.</summary>
    public void BreakAnswer(int afterBytes, Func<Request, bool> when) =>
        faults.Enqueue(
            new Fault(
                when,
                Reaches: true,
                message => message.Response.ContentStream = new BrokenStream(message.Response.ContentStream!, afterBytes)
            )
        );

    public override Request CreateRequest() => network.CreateRequest();

    public override void Process(HttpMessage message)
    {
        var fault = Next(message);
        if (fault is not { Reaches: false })
        {
            network.Process(message);
        }

        fault?.Apply(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fault = Next(message);
        if (fault is not { Reaches: false })
        {
            await network.ProcessAsync(message);
        }

        fault?.Apply(message);
    }

    private static void Lose(HttpMessage message)
    {
        message.Response.Dispose();
        throw new RequestFailedException("The connection was reset.");
    }

    private Fault? Next(HttpMessage message)
    {
        Interlocked.Increment(ref sent);
        return faults.TryPeek(out var next) && next.When(message.Request) && faults.TryDequeue(out var fault) ? fault : null;
    }

    private sealed record Fault(Func<Request, bool> When, bool Reaches, Action<HttpMessage> Apply);
}
