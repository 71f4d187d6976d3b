using System.Text.Json;
using Distill.Core.Formats.Preferences;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>What the two LLaMA-Factory forms share: the first sample decides whether the file holds answers, pairs or verdicts; others are left out.</summary>
internal abstract class LlamaFactoryEncoder : SampleEncoder
{
    private DatasetKind? kind;

    /// <summary>What the records of a file hold.</summary>
    public enum DatasetKind
    {
        /// <summary>Conversations to learn.</summary>
        Answers,

        /// <summary>Chosen and rejected answers (ranking).</summary>
        Pairs,

        /// <summary>Answers with a verdict (KTO).</summary>
        Verdicts,
    }

    /// <summary>What the file holds; answers before anything was written.</summary>
    public DatasetKind Kind => kind ?? DatasetKind.Answers;

    public sealed override string? Refusal(Sample sample)
    {
        if (Unfit(sample) is { } unfit)
        {
            return unfit;
        }

        var own =
            sample.Chosen is not null ? DatasetKind.Pairs
            : sample.Answer is not null && Verdict.Of(sample) is not null ? DatasetKind.Verdicts
            : DatasetKind.Answers;
        kind ??= own;
        // A verdict is a thing more: a sample that has one still is an answer.
        return own == kind || (kind == DatasetKind.Answers && own == DatasetKind.Verdicts)
            ? null
            : $"the file holds {kind.ToString()!.ToLowerInvariant()}, as its first sample, and the sample is none of them";
    }

    /// <summary>Writes the entry of dataset_info.json that describes the file.</summary>
    public abstract void WriteInfo(Utf8JsonWriter json);

    /// <summary>Why the form has no place for a sample, or null.</summary>
    protected abstract string? Unfit(Sample sample);

    /// <summary>What the file carries.</summary>
    protected CarriedParts Carried =>
        CarriedParts.Answer
        | Kind switch
        {
            DatasetKind.Pairs => CarriedParts.Pair,
            DatasetKind.Verdicts => CarriedParts.Thumb,
            _ => CarriedParts.None,
        };

    /// <summary>Writes the columns of pairs or verdicts.</summary>
    protected void WriteKindColumns(Utf8JsonWriter json)
    {
        if (Kind == DatasetKind.Pairs)
        {
            json.WriteString("chosen", "chosen");
            json.WriteString("rejected", "rejected");
        }
        else if (Kind == DatasetKind.Verdicts)
        {
            json.WriteString("kto_tag", "label");
        }
    }

    /// <summary>Writes the verdict of a file that holds verdicts.</summary>
    protected void WriteVerdict(Utf8JsonWriter json, Sample sample)
    {
        if (Kind == DatasetKind.Verdicts)
        {
            json.WriteBoolean("label", Verdict.Of(sample)!.Value);
        }
    }
}
