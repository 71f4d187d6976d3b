namespace Distill.Orchestrations.Turning;

/// <summary>The answers of the models that a training may end with.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Round">The stage of training, from 1.</param>
/// <param name="Answers">Datasets of answers to the validation rows, by model, in the order of <see cref="CheckpointList.Models"/>.</param>
public sealed record CheckpointAnswers(string RunId, int Round, IReadOnlyList<KeyValuePair<string, string>> Answers);
