using Distill.Core.Gateway;
using Distill.Core.RollingLogs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>The log of all exchanges, in the container <c>logs</c>. Thread-safe. A service of the host: it starts before requests and stops after them.</summary>
internal sealed class InferenceLog(HostLogs logs, UserKeySecret secret, IOptions<GatewayOptions> options) : IHostedService, IAsyncDisposable
{
    /// <summary>The container.</summary>
    public const string Container = "logs";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly RollingLog _log = logs.Create(Container);
    private ExchangeLine? _line;

    /// <summary>Waits for room; false when there is none for too long.</summary>
    public async ValueTask<bool> HasRoomAsync(CancellationToken cancellationToken)
    {
        var room = _log.WaitForRoomAsync(cancellationToken);
        if (room.IsCompletedSuccessfully)
        {
            return true;
        }

        try
        {
            await room.AsTask().WaitAsync(Patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Queues an exchange; takes over one ownership of each of its bytes.</summary>
    public void Write(Exchange exchange, PooledBytes request, PooledBytes? response)
    {
        exchange.Response = response?.Memory ?? default;
        _log.Write(new LoggedExchange(exchange, request, response, _line!));
    }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var redaction = options.Value.Log.MaskPersonalData ? new PiiRedaction() : null;
        _line = new ExchangeLine(await secret.OpenAsync(cancellationToken), redaction, options.Value.Log.EmbeddingVectors);
        await _log.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => _log.DisposeAsync().AsTask();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
