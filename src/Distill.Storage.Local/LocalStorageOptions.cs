namespace Distill.Storage.Local;

/// <summary>Where local data lives.</summary>
public sealed record LocalStorageOptions
{
    /// <summary>The home folder (<c>DISTILL_HOME</c>), made when absent. Default <c>.distill</c> in the working directory.</summary>
    public string Home { get; init; } = ".distill";
}
