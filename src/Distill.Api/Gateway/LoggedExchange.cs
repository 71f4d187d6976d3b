using System.Buffers;
using Distill.Core.Gateway;
using Distill.Core.RollingLogs;

namespace Distill.Api.Gateway;

/// <summary>An exchange on its way into the log, with the pooled bytes it keeps until then.</summary>
internal sealed class LoggedExchange(Exchange exchange, PooledBytes request, PooledBytes? response, ExchangeLine line) : IRollingLogEntry
{
    // The objects themselves, roughly.
    private const int Overhead = 512;

    /// <inheritdoc />
    public int Size { get; } = Overhead + request.Length + (response?.Length ?? 0);

    /// <inheritdoc />
    public void WriteTo(IBufferWriter<byte> output) => line.Write(exchange, output);

    /// <inheritdoc />
    public void Release()
    {
        request.Release();
        response?.Release();
    }
}
