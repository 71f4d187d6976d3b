using Distill.Core.Gateway;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Gateway;

/// <summary>Puts what came of a call into its exchange and that into the log. Thread-safe.</summary>
internal sealed class CallRecorder(InferenceLog log, TimeProvider time)
{
    /// <summary>The status under which an answer is logged whose caller left: nginx's "client closed request".</summary>
    public const int ClientClosedRequest = 499;

    /// <summary>Milliseconds since the call began.</summary>
    public double Elapsed(GatewayCall call) => time.GetElapsedTime(call.Started).TotalMilliseconds;

    /// <summary>Takes up who was asked and how it ended.</summary>
    /// <param name="exchange">Takes it up.</param>
    /// <param name="answer">How it ended.</param>
    /// <param name="missed">The target that failed before a fallback was asked, or null.</param>
    public static void Describe(Exchange exchange, UpstreamAnswer answer, RouteTarget? missed = null)
    {
        exchange.FailedTarget = missed?.Entry.Name;
        exchange.FailedVersion = missed?.Version;
        exchange.Target = answer.Target.Entry.Name;
        exchange.Model = answer.Target.Model;
        exchange.Version = answer.Target.Version;
        exchange.Status = answer.Status;
        exchange.Error = answer.Error;
    }

    /// <summary>The caller left before its answer was complete.</summary>
    public static void Left(Exchange exchange)
    {
        exchange.Status = ClientClosedRequest;
        exchange.Error = "client_closed_request";
    }

    /// <summary>The gateway itself has failed.</summary>
    public static void Broke(Exchange exchange)
    {
        exchange.Status = StatusCodes.Status500InternalServerError;
        exchange.Error = "internal_error";
    }

    /// <summary>Logs the exchange.</summary>
    /// <param name="call">The call; the log becomes another owner of its body.</param>
    /// <param name="exchange">What came of it.</param>
    /// <param name="response">The bytes of the answer, which are the log's from here on; null when there are none.</param>
    public void Write(GatewayCall call, Exchange exchange, PooledBytes? response)
    {
        exchange.LatencyMs = Elapsed(call);
        log.Write(exchange, call.Body.Share(), response);
    }
}
