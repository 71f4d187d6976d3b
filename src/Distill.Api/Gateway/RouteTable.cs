using Distill.Core.Gateway;
using Distill.Core.Models;
using Distill.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>The routes by name: aliases of the store, else of the configuration, else the configured models themselves. Thread-safe.</summary>
/// <remarks>Read from the store at most once in <see cref="GatewayOptions.AliasRefreshSeconds"/>, beside the requests; when the store fails, what was read last holds.</remarks>
internal sealed class RouteTable(
    IOptions<GatewayOptions> options,
    IModelCatalog catalog,
    IAliasStore store,
    TimeProvider time,
    ILogger<RouteTable> logger
)
{
    private readonly TimeSpan _lifetime = TimeSpan.FromSeconds(options.Value.AliasRefreshSeconds);
    private readonly SemaphoreSlim _first = new(1, 1);
    private Snapshot? _current;
    private int _refreshing;

    /// <summary>The route of a name; null when there is none.</summary>
    public async ValueTask<Route?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).Routes.GetValueOrDefault(name);

    /// <summary>All routes, by name.</summary>
    public async ValueTask<IReadOnlyList<Route>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await CurrentAsync(cancellationToken)).Routes.Values.OrderBy(route => route.Name, StringComparer.Ordinal)];

    private ValueTask<Snapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is not { } current)
        {
            return new ValueTask<Snapshot>(LoadFirstAsync(cancellationToken));
        }

        if (time.GetElapsedTime(current.ReadAt) >= _lifetime && Interlocked.Exchange(ref _refreshing, 1) == 0)
        {
            _ = RefreshAsync(current);
        }

        return new ValueTask<Snapshot>(current);
    }

    private async Task<Snapshot> LoadFirstAsync(CancellationToken cancellationToken)
    {
        await _first.WaitAsync(cancellationToken);
        try
        {
            return _current ??= await LoadAsync(cancellationToken);
        }
        finally
        {
            _first.Release();
        }
    }

    private async Task RefreshAsync(Snapshot old)
    {
        try
        {
            Volatile.Write(ref _current, await LoadAsync(CancellationToken.None));
        }
        catch (Exception failure)
        {
            // Requests go on with what was read last, and the store is asked again when that is old once more.
            GatewayLogging.AliasesNotRead(logger, failure);
            Volatile.Write(ref _current, old with { ReadAt = time.GetTimestamp() });
        }
        finally
        {
            Volatile.Write(ref _refreshing, 0);
        }
    }

    private async Task<Snapshot> LoadAsync(CancellationToken cancellationToken)
    {
        var readAt = time.GetTimestamp();
        var routes = new Dictionary<string, Route>(StringComparer.Ordinal);
        foreach (var name in catalog.Entries.Keys)
        {
            routes[name] = new Route(new ModelAlias { Name = name, Targets = [new AliasTarget { Model = name }] }, catalog.Entries);
        }

        foreach (var (name, alias) in options.Value.Aliases)
        {
            routes[name] = new Route(alias.ToAlias(name), catalog.Entries);
        }

        await foreach (var alias in store.ListAsync(cancellationToken))
        {
            if (alias.Faults(catalog.Entries.ContainsKey).FirstOrDefault() is { Field: { } field, Message: var message })
            {
                GatewayLogging.AliasIgnored(logger, alias.Name, field, message);
                continue;
            }

            routes[alias.Name] = new Route(alias, catalog.Entries);
        }

        return new Snapshot(routes, readAt);
    }

    private sealed record Snapshot(IReadOnlyDictionary<string, Route> Routes, long ReadAt);
}
