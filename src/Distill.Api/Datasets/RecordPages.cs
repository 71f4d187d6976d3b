using Distill.Api.Paging;
using Distill.Core.Datasets;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Api.Datasets;

/// <summary>Reads parts of a dataset without reading the shards before them.</summary>
internal static class RecordPages
{
    public static async Task<Page<Sample>> ReadAsync(
        IBlobStore blobs,
        DatasetManifest manifest,
        PageQuery page,
        CancellationToken cancellationToken
    )
    {
        var items = new List<Sample>();
        var skip = page.Offset;
        foreach (var shard in manifest.Shards)
        {
            if (skip >= shard.Records)
            {
                skip -= shard.Records;
                continue;
            }

            var rows = ShardReader.ReadAsync(blobs, shard.Path, cancellationToken).Skip((int)skip).Take(page.Limit - items.Count);
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                items.Add(row);
            }

            skip = 0;
            if (items.Count == page.Limit)
            {
                break;
            }
        }

        var next = page.Offset + items.Count;
        return new Page<Sample>(items, next < manifest.Records ? next : null);
    }
}
