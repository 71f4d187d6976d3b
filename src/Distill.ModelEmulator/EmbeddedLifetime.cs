using Microsoft.Extensions.Hosting;

namespace Distill.ModelEmulator;

/// <summary>Signals belong to the process the emulator lives in; it stops when its owner disposes it.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
