using System.Text.Json.Nodes;
using Distill.Core.Dedup;
using Distill.Core.Dedup.Contamination;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Deduplicators;

/// <summary><c>decontamination</c>: no sample shares a run of 13 tokens with evaluation data.</summary>
/// <remarks>
/// The run of 13 words is that of T. Brown et al., "Language models are few-shot learners" (2020), appendix C; a Han or kana character counts as a word.
/// As there, runs that more than ten evaluation records have are passed over: they are the wording of a task, not its content. A text of fewer tokens is
/// compared as a whole. A paraphrase is not found.
/// </remarks>
internal sealed class Decontamination(IReadOnlyList<string> against, DedupPart part, double overlap, ReferenceGrams grams)
    : IFilter,
        IReferencingOperator
{
    private bool _loaded;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "decontamination",
            OperatorKind.Filter,
            "Drops samples that share a run of tokens with evaluation data; detail names the record, the share and the text.",
            [
                OperatorParameter.Texts("against", "Files, or in a run datasets, that hold the evaluation data; at least one."),
                PartParameter.Of(DedupPart.Prompt, DedupPart.PromptAndAnswer, DedupPart.Answer),
                OperatorParameter.Integer("tokens", 13, 3, 100, "Tokens of a run: words, or Han and kana characters."),
                OperatorParameter.Number("overlap", 0, 0, 1, "Share of a sample's runs that is borne; 0 drops for a single one."),
                OperatorParameter.Integer("common", 10, 1, 1_000_000, "Runs that more evaluation records than this have do not count."),
            ],
            (arguments, _) => Create(arguments)
        );

    public string Name => Descriptor.Name;

    public async Task LoadAsync(IReferenceReader references, CancellationToken cancellationToken)
    {
        foreach (var name in against)
        {
            var records = 0;
            await foreach (var sample in references.ReadAsync(name, cancellationToken))
            {
                records++;
                grams.Add(name, sample.Id, FoldedSample.Of(sample, part));
            }

            if (records == 0)
            {
                throw new ReferenceException(
                    $"'{name}' holds no sample that decontamination could compare with. Give the evaluation data."
                );
            }
        }

        grams.Complete();
        _loaded = true;
    }

    public Drop? Judge(Sample sample)
    {
        if (!_loaded)
        {
            throw new InvalidOperationException("The evaluation data was not loaded; call CleaningRun.LoadAsync before the first pass.");
        }

        return grams.Find(FoldedSample.Of(sample, part)) is { } found && found.Share > overlap
            ? new Drop(
                "contaminated",
                new JsonObject
                {
                    ["reference"] = found.Source,
                    ["id"] = found.Id,
                    ["share"] = Math.Round(found.Share, 3),
                    ["text"] = found.Text,
                }
            )
            : null;
    }

    private static Decontamination Create(OperatorArguments arguments)
    {
        var against = arguments.Texts("against");
        return against.Count == 0
            ? throw new InvalidSettingException("against is empty; name at least one file or dataset of evaluation data.")
            : new Decontamination(
                against,
                PartParameter.Read(arguments),
                arguments.Number("overlap"),
                new ReferenceGrams(arguments.Integer("tokens"), arguments.Integer("common"))
            );
    }
}
