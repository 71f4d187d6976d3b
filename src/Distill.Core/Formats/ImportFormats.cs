namespace Distill.Core.Formats;

/// <summary>Names of the formats that import reads; docs/formats.md shows each.</summary>
public static class ImportFormats
{
    /// <summary>Find out from the name and the first records.</summary>
    public const string Auto = "auto";

    /// <summary>The canonical sample, one a line.</summary>
    public const string Canonical = "canonical";

    /// <summary>OpenAI chat fine-tuning: <c>messages</c> with optional <c>tools</c> and <c>weight</c>.</summary>
    public const string OpenAI = "openai";

    /// <summary>OpenAI preference fine-tuning: <c>input.messages</c>, <c>preferred_output</c>, <c>non_preferred_output</c>.</summary>
    public const string OpenAIPreference = "openai-dpo";

    /// <summary>Requests of an OpenAI batch: <c>custom_id</c>, <c>body</c>.</summary>
    public const string OpenAIBatchInput = "openai-batch-input";

    /// <summary>Responses of an OpenAI batch: <c>custom_id</c>, <c>response</c>; joined with the requests.</summary>
    public const string OpenAIBatchOutput = "openai-batch-output";

    /// <summary>TRL preference: <c>prompt</c>, <c>chosen</c>, <c>rejected</c>, texts or message lists.</summary>
    public const string Trl = "trl-dpo";

    /// <summary>TRL unpaired preference: <c>prompt</c>, <c>completion</c>, <c>label</c>; or <c>messages</c>, <c>label</c>.</summary>
    public const string TrlUnpaired = "trl-unpaired";

    /// <summary>Alpaca: <c>instruction</c>, <c>input</c>, <c>output</c>.</summary>
    public const string Alpaca = "alpaca";

    /// <summary>ShareGPT: <c>conversations</c> of <c>from</c> and <c>value</c>.</summary>
    public const string ShareGpt = "sharegpt";

    /// <summary>Qianfan inference log: <c>requestid</c>, <c>request</c>, <c>response</c>.</summary>
    public const string QianfanLog = "qianfan-log";

    /// <summary>NVIDIA data flywheel log: <c>workload_id</c>, <c>client_id</c>, <c>request</c>, <c>response</c>.</summary>
    public const string NvidiaLog = "nvidia-log";

    /// <summary>Inference log of Distill's gateway: <c>asid</c>, <c>alias</c>, <c>request</c>, <c>response</c>.</summary>
    public const string Gateway = "gateway";

    /// <summary>Amazon Bedrock conversation.</summary>
    public const string Bedrock = "bedrock";

    /// <summary><c>prompt</c> with <c>response</c> or <c>completion</c>, and optional <c>system</c>.</summary>
    public const string PromptResponse = "prompt-response";

    /// <summary>Qianfan turns: <c>[{"prompt":"…","response":[["…"]]}]</c>.</summary>
    public const string Qianfan = "qianfan";

    /// <summary>Comma-separated values with a header, quoted as RFC 4180 says.</summary>
    public const string Csv = "csv";

    /// <summary>Tab-separated values with a header.</summary>
    public const string Tsv = "tsv";

    /// <summary>Apache Parquet: each row is a record of one of the JSON formats.</summary>
    public const string Parquet = "parquet";

    /// <summary>Any JSON objects, read by a field mapping.</summary>
    public const string Json = "json";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Auto,
        Canonical,
        OpenAI,
        OpenAIPreference,
        OpenAIBatchInput,
        OpenAIBatchOutput,
        PromptResponse,
        Alpaca,
        ShareGpt,
        Trl,
        TrlUnpaired,
        Qianfan,
        QianfanLog,
        NvidiaLog,
        Gateway,
        Bedrock,
        Csv,
        Tsv,
        Parquet,
        Json,
    ];
}
