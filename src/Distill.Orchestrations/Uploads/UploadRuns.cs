// Not an orchestrator: it runs once, in the trigger.
#pragma warning disable RS0030
using System.Security.Cryptography;
using System.Text;
using Distill.Orchestrations.Starting;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Uploads;

/// <summary>Starts runs of uploaded files.</summary>
public static class UploadRuns
{
    /// <summary>Starts the orchestration that starts the run, unless that was done before for these versions of file and spec.</summary>
    /// <returns>The orchestration's instance id.</returns>
    public static async Task<string> StartAsync(DurableTaskClient client, UploadedRun upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(upload);
        // The spec's version is part of it, so that a mended spec gets another chance; the run's id keeps the run itself single.
        var instanceId = $"start-{Hash($"{upload.Path}\n{upload.ETag}\n{upload.SpecPath}\n{upload.SpecETag}")}";
        await SingleStart.OnceAsync(client, nameof(UploadRun), instanceId, upload, cancellationToken);
        return instanceId;
    }

    /// <summary>The run of a version of a file: one, whatever spec was beside it.</summary>
    public static string RunIdOf(UploadedRun upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return $"uploaded-{Hash($"{upload.Path}\n{upload.ETag}")}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..20];
}
