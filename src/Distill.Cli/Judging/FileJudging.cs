using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Inference;
using Distill.Core.Judging.Asking;
using Distill.Core.Models;
using Distill.Core.Runs;
using Spectre.Console;

namespace Distill.Cli.Judging;

/// <summary>Judges answers of plain files. What a judge answers is journaled beside the output, so that an interrupted judging goes on and pays once.</summary>
internal sealed class FileJudging(CommandContext context)
{
    /// <summary>Asks the judges and measures.</summary>
    /// <param name="answers">What is judged.</param>
    /// <param name="judges">Names of configured models, at least one.</param>
    /// <param name="instruction">How they are asked.</param>
    /// <param name="output">Where the raw verdicts go; the journal lies beside it.</param>
    /// <param name="plan">Combination, gate and calibration.</param>
    /// <param name="cancellationToken">Stops; what was answered is kept.</param>
    /// <exception cref="CliException">A judge is not configured, no verdict could be read, or the judging was stopped.</exception>
    public async Task<EvaluationMeasurement> RunAsync(
        AnswerItems answers,
        IReadOnlyList<string> judges,
        JudgeInstruction instruction,
        string output,
        FileJudgingPlan plan,
        CancellationToken cancellationToken
    )
    {
        var (items, left) = Askable(answers, instruction);
        var people = plan.Labels is { } named ? await PeopleLabels.ReadAsync(named, context, cancellationToken) : PeopleLabels.None;
        RequireNoReference(instruction, people);
        var journal = Path.GetFullPath(output) + ".journal";
        await using var models = await JudgeModels.OpenAsync(context, journal, cancellationToken);
        ModelEntry[] entries = [.. judges.Select(name => models.Get(name, context.ConfigFile))];
        var verdicts = await AskAsync(models.Inference, entries, instruction, items, journal, cancellationToken);
        RequireVerdicts(verdicts, journal);
        await VerdictOutput.WriteAsync(output, instruction, items, verdicts, cancellationToken);
        var choices = people.Choices is { } chosen
            ? new PeopleVerdicts(chosen, await ChoicesAsync(models.Inference, entries, instruction, chosen, journal, cancellationToken))
            : null;
        // What calibrating cost is the judge's too.
        verdicts = choices is null
            ? verdicts
            : [.. verdicts.Zip(choices.Judges, (judge, asked) => judge with { Usage = judge.Usage + asked.Usage })];
        if (plan.Scored is { } scored)
        {
            await ScoredSamples.WriteAsync(scored, answers.Samples, verdicts, cancellationToken);
        }

        var settings = new EvaluationSettings
        {
            Name = answers.Source,
            Mode = instruction.Mode == JudgeMode.Pairwise ? EvaluationMode.Pairwise : EvaluationMode.Rubric,
            Candidate = answers.Candidate,
            Baseline = answers.Baseline,
            EvaluationSet = answers.Source,
            Instruction = instruction,
            Combination = plan.Combination,
            Gate = plan.Gate,
            Emulated = [.. entries.Where(entry => entry.Emulated).Select(entry => entry.Name)],
        };
        var measured = EvaluationMeasurer.Measure(settings, items, verdicts, people.Labels, context.Time.GetUtcNow(), choices);
        if (choices is not null)
        {
            await VerdictOutput.WriteTrailAsync(output, measured.Calibration, cancellationToken);
        }

        return measured with
        {
            Report = measured.Report with { LeftOut = left },
        };
    }

    private static (IReadOnlyList<EvaluationItem> Items, IReadOnlyDictionary<string, long> Left) Askable(
        AnswerItems answers,
        JudgeInstruction instruction
    )
    {
        if (!instruction.NeedsReference)
        {
            return (answers.Items, answers.LeftOut);
        }

        var items = answers.Items.Where(item => item.Reference is not null).ToList();
        if (items.Count == 0)
        {
            throw CliException.Usage(
                "the template shows the reference, and no record has one",
                answers.Source,
                "give --reference FILE, or leave {reference} out of the template"
            );
        }

        var left = new Dictionary<string, long>(answers.LeftOut)
        {
            ["without the reference that the template shows"] = answers.Items.Count - items.Count,
        };
        return (items, left);
    }

    // What the judge said of people's choices is in the same journal: asked again, it is free.
    private async Task<JudgeVerdicts[]> ChoicesAsync(
        IShardInference inference,
        ModelEntry[] judges,
        JudgeInstruction instruction,
        PeopleChoices people,
        string journal,
        CancellationToken cancellationToken
    )
    {
        context.Terminal.Notes.WriteLine($"{people.Choices.Count} choices of the annotation project {people.Summary.Source.Project}:");
        return await AskAsync(
            inference,
            judges,
            instruction,
            [.. people.Choices.Select(choice => choice.Item)],
            journal,
            cancellationToken
        );
    }

    private static void RequireNoReference(JudgeInstruction instruction, PeopleLabels people)
    {
        if (people.Choices is not null && instruction.NeedsReference)
        {
            throw CliException.Usage(
                "the template shows a reference, and people's choices have none",
                "--calibrate",
                "leave {reference} out of the template, or give a file of labels"
            );
        }
    }

    private async Task<JudgeVerdicts[]> AskAsync(
        IShardInference inference,
        ModelEntry[] judges,
        JudgeInstruction instruction,
        IReadOnlyList<EvaluationItem> items,
        string journal,
        CancellationToken cancellationToken
    )
    {
        var calls = items.Sum(item => instruction.Calls(item.ToJudgeItem()).Count);
        context.Terminal.Notes.WriteLine(
            $"{calls} verdicts{(judges.Length > 1 ? " each" : "")} of {string.Join(", ", judges.Select(judge => judge.Name))}; the journal is {journal}"
        );
        try
        {
            return await new JudgingProgress(context.Terminal).ShowAsync(
                [.. judges.Select(judge => judge.Name)],
                progress =>
                    Task.WhenAll(
                        judges.Zip(progress, (judge, told) => AskAsync(inference, judge, instruction, items, told, cancellationToken))
                    )
            );
        }
        catch (OperationCanceledException stopped) when (cancellationToken.IsCancellationRequested)
        {
            throw CliException.Failed(
                "stopped; every verdict that was paid for is kept",
                journal,
                "the same command goes on where this one stopped",
                stopped
            );
        }
    }

    private static async Task<JudgeVerdicts> AskAsync(
        IShardInference inference,
        ModelEntry judge,
        JudgeInstruction instruction,
        IReadOnlyList<EvaluationItem> items,
        IProgress<InferenceProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var request = new ShardInferenceRequest
        {
            Model = judge,
            JournalPath = $"runs/judging/journal/{RunDatasets.Segment(judge.Name)}.jsonl",
            RequestsPerMinute = judge.RequestsPerMinute,
            TokensPerMinute = judge.TokensPerMinute,
            MaxConcurrency = judge.MaxConcurrency,
            // The journal holds all that this folder has asked for.
            UseCache = false,
            Progress = progress,
        };
        var batch = await new JudgeAsker(inference).AskAsync(
            request,
            instruction,
            [.. items.Select(item => item.ToJudgeItem())],
            cancellationToken
        );
        return new JudgeVerdicts
        {
            Judge = judge.Name,
            Model = judge.Model,
            Answers = batch.Answers.ToDictionary(answer => answer.Id, StringComparer.Ordinal),
            Usage = batch.Usage,
        };
    }

    private static void RequireVerdicts(JudgeVerdicts[] verdicts, string journal)
    {
        var errors = verdicts
            .SelectMany(judge => judge.Answers.Values)
            .Select(answer => answer.Candidate?.Error ?? answer.CandidateFirst?.Error ?? answer.BaselineFirst?.Error)
            .ToList();
        if (errors.TrueForAll(error => error is not null))
        {
            throw CliException.Failed(
                $"no verdict could be read; the first: {errors[0]}",
                journal,
                "look into the journal what the judge answers, and choose another judge or template"
            );
        }
    }
}
