using System.Text.Json.Serialization;
using Distill.Core.Formats.Encodings;
using Distill.Core.Formats.LlamaFactory;
using Distill.Core.Formats.Logs;

namespace Distill.Core.Formats;

/// <summary>How a file is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>One of <see cref="ImportFormats"/>. Default <c>auto</c>.</summary>
    public string Format { get; init; } = ImportFormats.Auto;

    /// <summary>One of <see cref="TextEncodings"/>. Default <c>auto</c>: by byte order mark and content.</summary>
    public string Encoding { get; init; } = TextEncodings.Auto;

    /// <summary>What LLaMA-Factory's dataset_info.json says of the file; null when there is none.</summary>
    public LlamaFactoryDataset? DatasetInfo { get; init; }

    /// <summary>The requests that a batch's output answers; null when they were not given. Whoever opened them closes them.</summary>
    [JsonIgnore]
    public BatchRequests? BatchInput { get; init; }

    /// <summary>Fields of CSV, TSV and foreign JSON. Null: the fields <c>prompt</c>, <c>response</c> or <c>completion</c>, <c>system</c>, <c>id</c>.</summary>
    public FieldMapping? Mapping { get; init; }

    /// <summary>Delimiter of CSV: one ASCII character. Null: comma for CSV, tab for TSV.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether double quotes enclose fields. Null: yes for CSV, no for TSV.</summary>
    public bool? Quoted { get; init; }

    /// <summary>Longest record in bytes; a longer one is rejected. Default 64 MiB; 1 KiB to 1 GiB.</summary>
    public int MaxRecordBytes { get; init; } = 64 * 1024 * 1024;
}
