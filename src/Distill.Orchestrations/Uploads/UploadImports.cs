// Not an orchestrator: it runs once, in the trigger.
#pragma warning disable RS0030
using System.Security.Cryptography;
using System.Text;
using Distill.Orchestrations.Starting;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Uploads;

/// <summary>Starts imports of uploaded files.</summary>
public static class UploadImports
{
    /// <summary>Starts the import of a version of a file unless that was done before.</summary>
    /// <returns>The orchestration's instance id.</returns>
    public static async Task<string> StartAsync(
        DurableTaskClient client,
        UploadReference upload,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(upload);
        var instanceId = IdOf(upload);
        await SingleStart.OnceAsync(client, nameof(UploadImport), instanceId, upload, cancellationToken);
        return instanceId;
    }

    /// <summary>The id of a version: of the orchestration and, with it, of the dataset.</summary>
    public static string IdOf(UploadReference upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return $"upload-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{upload.Path}\n{upload.ETag}")))[..20]}";
    }
}
