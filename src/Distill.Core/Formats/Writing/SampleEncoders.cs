namespace Distill.Core.Formats.Writing;

/// <summary>Makes the encoder of a format.</summary>
internal static class SampleEncoders
{
    /// <summary>The encoder.</summary>
    /// <exception cref="ArgumentException">The format is unknown, or lacks what it needs; the message names it.</exception>
    public static SampleEncoder Create(ExportOptions options) =>
        options.Format switch
        {
            ExportFormats.Canonical => new CanonicalEncoder(),
            ExportFormats.OpenAI or ExportFormats.Azure => new OpenAIEncoder(),
            ExportFormats.OpenAIPreference => new PairEncoder(openAI: true),
            ExportFormats.OpenAIBatchInput => new BatchInputEncoder(
                string.IsNullOrWhiteSpace(options.Model)
                    ? throw new ArgumentException("Model: openai-batch-input needs the model, or deployment, to ask.", nameof(options))
                    : options.Model
            ),
            ExportFormats.TrlSft => new PromptCompletionEncoder(unpaired: false),
            ExportFormats.Trl => new PairEncoder(openAI: false),
            ExportFormats.TrlUnpaired => new PromptCompletionEncoder(unpaired: true),
            ExportFormats.ShareGpt => new ShareGptEncoder(),
            ExportFormats.Alpaca => new AlpacaEncoder(),
            ExportFormats.Qianfan => new QianfanEncoder(QianfanEncoder.Kind.Sft),
            ExportFormats.QianfanPreference => new QianfanEncoder(QianfanEncoder.Kind.Dpo),
            ExportFormats.QianfanUnpaired => new QianfanEncoder(QianfanEncoder.Kind.Kto),
            _ => throw new ArgumentException(
                $"Format: '{options.Format}' is unknown; use one of {string.Join(", ", ExportFormats.All)}.",
                nameof(options)
            ),
        };
}
