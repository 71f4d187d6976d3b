using System.Text;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Samples;
using Distill.Testing;

namespace Distill.Core.Tests.Formats;

/// <summary>Imports a text or a file and keeps what came.</summary>
internal sealed record Import(
    FormatDetection Detection,
    IReadOnlyList<Sample> Samples,
    IReadOnlyList<Reject> Rejects,
    ImportSummary Summary
)
{
    public static Task<Import> TextAsync(string name, string text, ImportOptions? options = null) =>
        BytesAsync(name, Encoding.UTF8.GetBytes(text), options);

    public static Task<Import> BytesAsync(string name, byte[] bytes, ImportOptions? options = null) =>
        StreamAsync(name, new DribblingStream(bytes), options);

    public static Task<Import> FileAsync(string[] path, ImportOptions? options = null) =>
        StreamAsync(path[^1], File.OpenRead(SharedData.Require(path)), options);

    public static async Task<Import> StreamAsync(string name, Stream stream, ImportOptions? options)
    {
        await using var reader = await ImportReader.OpenAsync(stream, name, options);
        var samples = new List<Sample>();
        var rejects = new List<Reject>();
        await foreach (var item in reader.ReadAsync())
        {
            if (item.IsSample)
            {
                samples.Add(item.Sample);
            }
            else
            {
                rejects.Add(item.Reject);
            }
        }

        return new Import(reader.Detection, samples, rejects, reader.Summary);
    }
}
