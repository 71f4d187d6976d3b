using System.IO.Pipelines;

namespace Distill.Cli.Files;

/// <summary>Writing of JSON lines through a pipe's buffers.</summary>
internal static class JsonLines
{
    private const int FlushFrom = 256 * 1024;

    /// <summary>Passes on what was written once there is enough of it.</summary>
    public static async ValueTask FlushAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        if (writer.UnflushedBytes >= FlushFrom)
        {
            await writer.FlushAsync(cancellationToken);
        }
    }
}
