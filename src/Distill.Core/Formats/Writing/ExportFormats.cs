namespace Distill.Core.Formats.Writing;

/// <summary>Names of the formats that export writes; docs/formats.md shows each.</summary>
public static class ExportFormats
{
    /// <summary>The canonical sample, one a line: carries everything.</summary>
    public const string Canonical = "canonical";

    /// <summary>OpenAI chat fine-tuning.</summary>
    public const string OpenAI = "openai";

    /// <summary>The same as Azure OpenAI takes it: with a UTF-8 byte order mark.</summary>
    public const string Azure = "azure";

    /// <summary>OpenAI and Azure preference fine-tuning.</summary>
    public const string OpenAIPreference = "openai-dpo";

    /// <summary>Requests of an OpenAI or Azure batch.</summary>
    public const string OpenAIBatchInput = "openai-batch-input";

    /// <summary>TRL supervised: <c>prompt</c> and <c>completion</c> as message lists.</summary>
    public const string TrlSft = "trl-sft";

    /// <summary>TRL preference: <c>prompt</c>, <c>chosen</c>, <c>rejected</c> as message lists.</summary>
    public const string Trl = "trl-dpo";

    /// <summary>TRL unpaired preference: <c>prompt</c>, <c>completion</c>, <c>label</c>.</summary>
    public const string TrlUnpaired = "trl-unpaired";

    /// <summary>ShareGPT, with an entry for LLaMA-Factory's dataset_info.json.</summary>
    public const string ShareGpt = "sharegpt";

    /// <summary>Alpaca, with an entry for LLaMA-Factory's dataset_info.json.</summary>
    public const string Alpaca = "alpaca";

    /// <summary>Qianfan supervised turns.</summary>
    public const string Qianfan = "qianfan";

    /// <summary>Qianfan turns of which the last has <c>chosen</c> and <c>rejected</c>.</summary>
    public const string QianfanPreference = "qianfan-dpo";

    /// <summary>Qianfan turns of which the last has a truth value as <c>label</c>.</summary>
    public const string QianfanUnpaired = "qianfan-kto";

    /// <summary>Comma-separated values: id, system, prompt, response, and the labels of the first sample.</summary>
    public const string Csv = "csv";

    /// <summary>Apache Parquet with the columns of the canonical sample: carries everything.</summary>
    public const string Parquet = "parquet";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Canonical,
        OpenAI,
        Azure,
        OpenAIPreference,
        OpenAIBatchInput,
        TrlSft,
        Trl,
        TrlUnpaired,
        ShareGpt,
        Alpaca,
        Qianfan,
        QianfanPreference,
        QianfanUnpaired,
        Csv,
        Parquet,
    ];
}
