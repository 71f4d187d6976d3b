namespace Distill.Core.Formats;

/// <summary>Splits a file into records and decodes each.</summary>
internal interface IRecordSource
{
    /// <summary>The records, in order; a damaged one is a record with a fault.</summary>
    IAsyncEnumerable<DecodedRecord> ReadAsync(CancellationToken cancellationToken);
}
