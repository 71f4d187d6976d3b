using System.Text.Json;
using Distill.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Hosting.Storage;

/// <summary>
/// The right to be the only local host of a storage account: two would take up each upload and each timer twice, as every host has an engine of its own.
/// It is the lease of the blob <see cref="Path"/>, in which each host writes a line when it starts.
/// </summary>
/// <remarks>A killed host's lease ends after 15 seconds; the next start waits for it. Local storage needs none: the home's lock is enough.</remarks>
internal sealed class AccountClaim : IAsyncDisposable
{
    /// <summary>The blob whose lease it is.</summary>
    public const string Path = "hosts/local-host.jsonl";

    private readonly IBlobAppender _held;

    private AccountClaim(IBlobAppender held) => _held = held;

    /// <summary>Takes the account that the settings choose; null when they choose local storage.</summary>
    /// <exception cref="LocalHostException">Another host has it; the message names it and the remedy.</exception>
    public static async Task<AccountClaim?> TakeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (HostStorage.KindOf(services.GetRequiredService<IConfiguration>()) == StorageKind.Local)
        {
            return null;
        }

        var blobs = services.GetRequiredService<IBlobStore>();
        IBlobAppender held;
        try
        {
            held = await blobs.OpenAppendAsync(Path, cancellationToken);
        }
        catch (StoreConflictException failure)
        {
            throw new LocalHostException(await RefusalAsync(blobs, cancellationToken), failure);
        }

        var claim = new AccountClaim(held);
        await claim.SignAsync(services.GetRequiredService<TimeProvider>(), cancellationToken);
        return claim;
    }

    /// <summary>Gives the account back.</summary>
    public ValueTask DisposeAsync() => _held.DisposeAsync();

    private Task SignAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var holder = new Holder(Environment.MachineName, Environment.ProcessId, time.GetUtcNow());
        return _held.AppendAsync(
            (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(holder, StorageJson.Options), (byte)'\n'],
            cancellationToken
        );
    }

    private static async Task<string> RefusalAsync(IBlobStore blobs, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(await blobs.OpenReadAsync(Path, cancellationToken: cancellationToken));
        Holder? last = null;
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            last = JsonSerializer.Deserialize<Holder>(line, StorageJson.Options);
        }

        var who = last is null ? "another local host" : $"process {last.Process} on {last.Machine}, since {last.Since:u}";
        return $"The storage account is in use by {who}. Stop that host, use it with --host, or choose another account.";
    }

    private sealed record Holder(string Machine, int Process, DateTimeOffset Since);
}
