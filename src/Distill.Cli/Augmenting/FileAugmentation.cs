using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Distill.Cli.Files;
using Distill.Cli.Models;
using Distill.Core.Augmentation;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Inference;
using Distill.Core.Samples;

namespace Distill.Cli.Augmenting;

/// <summary>Fills up the thin classes of a file: texts by the teacher, the gate, the teacher's answers. Keeps a kilobyte a row, and the seeds.</summary>
internal sealed class FileAugmentation(
    RowFile source,
    PreparedAugmentation prepared,
    AugmentationPlan plan,
    AugmentationOptions options,
    ModelSession session
)
{
    private readonly AugmentationTally _tally = new(plan);
    private readonly Dictionary<string, Sample> _seeds = new(StringComparer.Ordinal);
    private InferenceUsage _usage = new();

    /// <summary>What was asked and paid.</summary>
    public InferenceUsage Usage => _usage;

    /// <summary>The rows that no new text may come near.</summary>
    public IReadOnlyList<RowFile> HeldOut { get; init; } = [];

    /// <summary>Sampling temperature of the calls for new texts; null leaves the model's.</summary>
    public double? Temperature { get; init; }

    /// <summary>Makes the new rows.</summary>
    /// <param name="rejects">Where everything that is not used goes.</param>
    /// <param name="note">Told what is being done.</param>
    /// <param name="cancellationToken">Stops; what was answered is journaled.</param>
    public async Task<(IReadOnlyList<Sample> Rows, AugmentationResult Result)> RunAsync(
        RejectsFile rejects,
        Action<string> note,
        CancellationToken cancellationToken
    )
    {
        var calls = await CallsAsync(cancellationToken);
        note($"Asking {session.Model.Name} {calls.Count} times for new texts.");
        var (kept, dropped) = await TextsAsync(calls, cancellationToken);
        var answerCost = prepared.Sizes.ToDictionary(
            size => size.Label,
            size => AugmentationPlanner.AnswerCost(size.PromptTokens, size.AnswerTokens, session.Model)
        );
        var (affordable, unaffordable) = AugmentationBudget.Cut(kept, plan, answerCost, options.Budget - _usage.Cost);
        foreach (var drop in dropped.Concat(unaffordable))
        {
            _tally.AddDrop(drop.Reason);
            await rejects.AddAsync(drop.ToReject(_seeds), cancellationToken);
        }

        note($"Asking {session.Model.Name} about {affordable.Count} texts.");
        var rows = await AnswersAsync(affordable, rejects, cancellationToken);
        return (rows, _tally.ToResult(_usage.Cost));
    }

    /// <summary>Writes rows as canonical JSON lines, those of the file first when wanted.</summary>
    public async Task WriteAsync(OutputFile output, IReadOnlyList<Sample> rows, bool onlyNew, CancellationToken cancellationToken)
    {
        var writer = PipeWriter.Create(output.Content, new StreamPipeWriterOptions(leaveOpen: true));
        if (!onlyNew)
        {
            await foreach (var sample in source.ReadAsync(null, cancellationToken))
            {
                await WriteAsync(writer, sample, cancellationToken);
            }
        }

        foreach (var sample in rows)
        {
            await WriteAsync(writer, sample, cancellationToken);
        }

        source.RefuseChange();
        await writer.FlushAsync(cancellationToken);
        await output.CommitAsync(cancellationToken);
    }

    private static async ValueTask WriteAsync(PipeWriter writer, Sample sample, CancellationToken cancellationToken)
    {
        SampleJson.Write(writer, sample);
        writer.Write("\n"u8);
        await JsonLines.FlushAsync(writer, cancellationToken);
    }

    private async Task<IReadOnlyList<AugmentationCall>> CallsAsync(CancellationToken cancellationToken)
    {
        var choice = new SeedChoice(plan, prepared.Subject, prepared.Classes, options.Seed);
        await foreach (var sample in source.ReadAsync(null, cancellationToken))
        {
            choice.Add(sample);
        }

        foreach (var seed in plan.Classes.SelectMany(planned => choice.Of(planned.Label)))
        {
            _seeds[seed.Id] = seed;
        }

        return CallSchedule.Create(plan, choice, prepared.Subject, prepared.Classes, options);
    }

    private async Task<(IReadOnlyList<Variant> Kept, IReadOnlyList<VariantDrop> Dropped)> TextsAsync(
        IReadOnlyList<AugmentationCall> calls,
        CancellationToken cancellationToken
    )
    {
        var asked = await AskAsync(
            "texts",
            [.. calls.Select(call => new ChatCall(call.Id, call.Messages))],
            new ChatParameters { Temperature = Temperature },
            cancellationToken
        );
        var parser = new VariantParser();
        var proposed = new List<(AugmentationCall, ParsedVariants)>(calls.Count);
        foreach (var call in calls)
        {
            var parsed = asked.Answers.TryGetValue((call.Id, 0), out var answer)
                ? parser.Parse(answer.Content)
                : new ParsedVariants([], asked.Refusals[(call.Id, 0)].Reason);
            _tally.AddCall(call, parsed.Texts.Count);
            proposed.Add((call, parsed));
        }

        var gate = new VariantGate(options, prepared.Subject, _seeds);
        await foreach (var sample in source.ReadAsync(null, cancellationToken))
        {
            gate.AddKnown(sample);
        }

        foreach (var held in HeldOut)
        {
            await foreach (var sample in held.ReadAsync(null, cancellationToken))
            {
                gate.AddHeldOut(sample);
            }
        }

        return gate.Sort(proposed);
    }

    private async Task<IReadOnlyList<Sample>> AnswersAsync(
        IReadOnlyList<Variant> variants,
        RejectsFile rejects,
        CancellationToken cancellationToken
    )
    {
        var rows = variants
            .Select(variant =>
                AugmentedRow.Ask(variant, _seeds[variant.Call.Seeds[0]], prepared.Subject, prepared.Classes.Label, session.Model.Name)
            )
            .ToList();
        var asked = await AskAsync(
            "answers",
            [.. rows.Select(row => new ChatCall(row.Id, row.Prompt))],
            new ChatParameters(),
            cancellationToken
        );
        var kept = new List<Sample>();
        foreach (var row in rows)
        {
            var answered = asked.Answers.TryGetValue((row.Id, 0), out var answer) ? row.WithAnswer(answer.Content) : row;
            if (Fault(answered, asked) is { } fault)
            {
                await rejects.AddAsync(Reject(answered, fault.Reason, fault.Detail), cancellationToken);
            }
            else
            {
                kept.Add(answered);
            }
        }

        return kept;
    }

    private (string Reason, JsonObject Detail)? Fault(Sample row, ShardInferenceResult asked)
    {
        if (!asked.Refusals.TryGetValue((row.Id, 0), out var refusal))
        {
            return _tally.Take(row, prepared.Classes.Read);
        }

        _tally.AddDrop(refusal.Reason);
        return (refusal.Reason, new JsonObject { ["message"] = refusal.Message });
    }

    private async Task<ShardInferenceResult> AskAsync(
        string journal,
        IReadOnlyList<ChatCall> calls,
        ChatParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var result = await session.AskAsync(journal, calls, parameters, cancellationToken);
        _usage += result.Usage;
        return result;
    }

    private static Reject Reject(Sample row, string reason, JsonObject detail)
    {
        var source = RowSource.Of(row);
        return new Reject(source?.File ?? "", source?.Line ?? 0, null, row.Id, VariantDropReasons.Operator, reason, detail);
    }
}
