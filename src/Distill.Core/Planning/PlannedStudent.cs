using Distill.Core.Models;

namespace Distill.Core.Planning;

/// <summary>A candidate of a planned run.</summary>
/// <param name="Name">Its unique name.</param>
/// <param name="Model">The configured model that is fine-tuned.</param>
/// <param name="Epochs">Passes over the training set.</param>
public sealed record PlannedStudent(string Name, ModelEntry Model, int Epochs = PlannedStudent.DefaultEpochs)
{
    /// <summary>Passes assumed where the platform chooses.</summary>
    public const int DefaultEpochs = 3;
}
