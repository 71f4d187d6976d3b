using Distill.Core.Formats.Writing;

namespace Distill.Cli.Export;

/// <summary>What an export wrote.</summary>
internal sealed record ExportOutcome
{
    /// <summary>What was read, and what a file was taken for.</summary>
    public required string Source { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Its format.</summary>
    public required string Format { get; init; }

    /// <summary>Records written.</summary>
    public required long Records { get; init; }

    /// <summary>What the format could not carry.</summary>
    public required WriteLoss Loss { get; init; }

    /// <summary>Records of a source file that could not be read.</summary>
    public long Rejected { get; init; }

    /// <summary>The first of them: line and reason.</summary>
    public string? FirstReject { get; init; }

    /// <summary>The dataset_info.json that describes the file, or null.</summary>
    public string? DatasetInfoPath { get; init; }
}
