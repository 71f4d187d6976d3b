using Distill.Core.Evaluation;
using Distill.Core.Formats;
using Distill.Core.Sampling;

namespace Distill.Core.Runs.Specs;

/// <summary>Where the prompts come from: exactly one of <see cref="File"/>, <see cref="Blob"/> and <see cref="Dataset"/>.</summary>
public sealed record SourceSpec
{
    /// <summary>A file relative to the spec; the command line uploads it and puts <see cref="Blob"/> in its place.</summary>
    public string? File { get; init; }

    /// <summary>Path of a blob in the host's store.</summary>
    public string? Blob { get; init; }

    /// <summary>Id of a dataset.</summary>
    public string? Dataset { get; init; }

    /// <summary>Format of the file or blob. Default <c>auto</c>.</summary>
    public string Format { get; init; } = "auto";

    /// <summary>Columns or JSON paths, for <c>csv</c>, <c>tsv</c> and <c>json</c>.</summary>
    public MappingSpec? Mapping { get; init; }

    /// <summary>Most records to take, chosen by <see cref="Seed"/>; null is all.</summary>
    public int? Limit { get; init; }

    /// <summary>Seed of the order in which prompts are used. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The part of the source that is used; null is all of it.</summary>
    public WhereSpec? Where { get; init; }

    /// <summary>How many of those records are drawn, by <see cref="Seed"/>; null is all of them.</summary>
    public SampleSpec? Sample { get; init; }

    /// <summary>The sampler of <see cref="Where"/> (without its cycle) and <see cref="Sample"/>; the spec has been checked.</summary>
    public LogSampler ToSampler() =>
        new(
            Where?.ToSelectionText().Read((part, message, _) => throw new InvalidSettingException($"source.where.{part}: {message}"))
                ?? new LogSelection(),
            Sample?.ToDraw(Seed) ?? new SampleDraw()
        );

    /// <summary>How the file or blob is read.</summary>
    public ImportOptions ToImportOptions() =>
        new()
        {
            Format = Format,
            Mapping = Mapping is { } mapping
                ? new FieldMapping
                {
                    Prompt = mapping.Prompt,
                    Template = mapping.PromptTemplate,
                    Response = mapping.Response,
                    System = mapping.System,
                    Id = mapping.Id,
                    Labels = mapping.Labels,
                    Meta = mapping.Meta,
                    NewlineToSpace = mapping.NewlineToSpace,
                }
                : null,
        };
}
