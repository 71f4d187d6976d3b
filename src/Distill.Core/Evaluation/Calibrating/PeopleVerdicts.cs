using Distill.Core.Evaluation.Measuring;

namespace Distill.Core.Evaluation.Calibrating;

/// <summary>People's choices with what the judges say of the same pairs.</summary>
/// <param name="People">The choices.</param>
/// <param name="Judges">Each judge's verdicts on them, by the tasks' ids.</param>
public sealed record PeopleVerdicts(PeopleChoices People, IReadOnlyList<JudgeVerdicts> Judges);
