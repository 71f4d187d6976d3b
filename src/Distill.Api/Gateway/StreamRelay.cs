using System.IO.Pipelines;
using Distill.Core.Gateway;

namespace Distill.Api.Gateway;

/// <summary>Passes a streamed answer on as it comes and keeps its chunks for the log. Not thread-safe.</summary>
/// <param name="call">The call.</param>
/// <param name="answer">The answer, its first part read.</param>
/// <param name="exchange">Told of the first token and of how the stream ended.</param>
/// <param name="recorder">Measures.</param>
/// <param name="maxKept">Most bytes kept for the log, and of one line.</param>
internal sealed class StreamRelay(GatewayCall call, UpstreamAnswer answer, Exchange exchange, CallRecorder recorder, int maxKept)
{
    /// <summary>The data of the events, one a line; whoever takes them owns them.</summary>
    public PooledBytes Chunks { get; } = new();

    /// <summary>True when a stream's failure is its platform's.</summary>
    public static bool IsLoss(Exception failure) =>
        failure is IOException or OperationCanceledException or HttpRequestException or InvalidDataException;

    /// <summary>Such a failure as a word.</summary>
    public static string Explain(Exception failure) =>
        failure is OperationCanceledException ? "upstream_timeout" : "upstream_connection_lost";

    /// <summary>Runs to the end of the stream, the loss of the platform, or the caller's leaving.</summary>
    /// <param name="output">Where it goes; null when nobody listens.</param>
    /// <exception cref="OperationCanceledException">The caller left, or the platform said nothing for too long.</exception>
    public async Task RunAsync(PipeWriter? output)
    {
        exchange.Form = AnswerForm.Chunks;
        var lines = new EventLines(call.AsidJson, Chunks, maxKept);
        var received = answer.Content!;
        while (true)
        {
            lines.Pass(received, output);
            exchange.FirstTokenMs ??= lines.HasChunk ? recorder.Elapsed(call) : null;
            if (received.Length > maxKept)
            {
                throw new InvalidDataException($"A line of the stream is longer than {maxKept} bytes.");
            }

            if (output is not null)
            {
                await output.FlushAsync(answer.Deadline.Token);
            }

            if (answer.Stream is null || await ReadAsync(received) == 0)
            {
                break;
            }
        }

        lines.PassRest(received, output);
        exchange.Error = lines.IsCut ? "log_truncated" : null;
    }

    private async ValueTask<int> ReadAsync(PooledBytes received)
    {
        var read = await answer.Stream!.ReadAsync(received.GetMemory(), answer.Deadline.Token);
        received.Advance(read);
        answer.Deadline.Extend();
        return read;
    }
}
