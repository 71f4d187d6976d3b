namespace Distill.Core.Training.Curves;

/// <summary>Where a loss curve comes from.</summary>
public enum CurveFormat
{
    /// <summary>CSV: result files of OpenAI and Azure OpenAI, tables of trainers and trackers.</summary>
    Csv,

    /// <summary><c>trainer_state.json</c> of Hugging Face's Trainer, or its log history alone.</summary>
    HuggingFace,

    /// <summary><c>trainer_log.jsonl</c> of LLaMA-Factory, or other JSON lines with steps and losses.</summary>
    JsonLines,
}
