namespace Distill.DuckDb.Insight;

/// <summary>Where columns of datasets are kept.</summary>
public sealed record InsightCacheOptions
{
    /// <summary>The folder; made when missing. What is in it may be deleted while no host runs. Default: in the system's folder for temporary files.</summary>
    public string Folder { get; init; } = Path.Combine(Path.GetTempPath(), "distill-insight");

    /// <summary>Datasets whose columns are held open at a time; the one asked longest ago is closed for another. Default 4.</summary>
    public int OpenDatasets { get; init; } = 4;
}
