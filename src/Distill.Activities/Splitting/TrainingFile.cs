using Distill.Core.Formats.Writing;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Activities.Splitting;

/// <summary>Writes training files as OpenAI-compatible platforms read them: one <c>{"messages":[{"role","content"}]}</c> a line.</summary>
internal static class TrainingFile
{
    /// <summary>Writes the samples, in order, replacing the file that was there.</summary>
    public static async Task WriteAsync(
        IBlobStore blobs,
        string path,
        IAsyncEnumerable<Sample> samples,
        CancellationToken cancellationToken,
        string format = ExportFormats.OpenAI
    )
    {
        await using var write = await blobs.CreateAsync(path, cancellationToken: cancellationToken);
        await using var file = new SampleFileWriter(write.Content, new ExportOptions { Format = format });
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            await file.WriteAsync(sample, cancellationToken);
        }

        await file.CompleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
