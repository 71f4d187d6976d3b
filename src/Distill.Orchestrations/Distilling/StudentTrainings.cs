using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Orchestrations.Progress;
using Distill.Orchestrations.Training;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Distilling;

/// <summary>The trainings of a round, all candidates at once, and then the choice of their checkpoints.</summary>
internal sealed class StudentTrainings(TaskOrchestrationContext context, RunPlan plan, RunLog log, ModelStage models)
{
    /// <summary>Trains the candidates of a round.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="students">The candidates.</param>
    /// <param name="file">Which training file they learn from.</param>
    /// <param name="validation">The rows that checkpoints are chosen on.</param>
    /// <param name="before">Trainings of earlier rounds.</param>
    public async Task<IReadOnlyList<TrainingOutcome>> RunAsync(
        int round,
        IReadOnlyList<StudentSpec> students,
        string file,
        DatasetReference validation,
        int before
    )
    {
        await log.BeginAsync(RunStages.Train, round);
        models.ThrowIfLate();
        var trained = await Task.WhenAll(students.Select(student => TrainAsync(round, student, students.Count, file)));
        foreach (var outcome in trained)
        {
            log.Add(outcome.Model, RunStages.Train, new() { InputTokens = outcome.TrainedTokens, Cost = outcome.Cost });
        }

        if (trained.FirstOrDefault(outcome => outcome.Failure is not null)?.Failure is { } failure)
        {
            throw new RunFailedException(failure);
        }

        if (trained.All(outcome => outcome.FineTunedModel is null))
        {
            throw new RunFailedException(
                $"No candidate of round {round} could be trained: {string.Join(" ", trained.Select(outcome => $"{outcome.Student}: {outcome.Error}"))}"
            );
        }

        var chosen = await ChooseAsync(trained, validation);
        await log.EndAsync(trained.Length, new() { ["trained"] = before + trained.Count(outcome => outcome.FineTunedModel is not null) });
        return chosen;
    }

    private async Task<IReadOnlyList<TrainingOutcome>> ChooseAsync(IReadOnlyList<TrainingOutcome> trained, DatasetReference validation)
    {
        var selection = new CheckpointSelection(
            context,
            models,
            plan.RunId,
            plan.CheckpointBy,
            plan.Checkpoint.Most,
            plan.Judge,
            plan.Task
        );
        var chosen = new List<TrainingOutcome>();
        foreach (var outcome in trained)
        {
            var student = plan.Students.First(student => student.Name == outcome.Student);
            // Latency is not measured here, so the cache may answer.
            var use = ModelUse.Of(student) with
            {
                UseCache = true,
            };
            chosen.Add(
                outcome.FineTunedModel is null
                    ? outcome
                    : outcome with
                    {
                        FineTunedModel = (await selection.ChooseAsync(outcome.Round, outcome, null, validation, use)).Model,
                    }
            );
        }

        return chosen;
    }

    private Task<TrainingOutcome> TrainAsync(int round, StudentSpec student, int candidates, string file)
    {
        var input = new TrainingInput
        {
            RunId = plan.RunId,
            Round = round,
            Student = student,
            TrainingFile = file,
            TakesResult = plan.CheckpointBy == CheckpointBy.Last,
            Deadline = models.Deadline,
            Money = models.MoneyLeft / candidates,
        };
        var options = new SubOrchestrationOptions(instanceId: RunParts.Id(plan.RunId, $"r{round}-train-{student.Name}"));
        return context.CallSubOrchestratorAsync<TrainingOutcome>(nameof(StudentTraining), input, options);
    }
}
