namespace Distill.ModelEmulator.Learning;

/// <summary>Something that learns step by step. Not thread-safe.</summary>
internal interface ILearner
{
    /// <summary>Trains while it is enumerated; the same inputs give the same steps.</summary>
    IEnumerable<TrainingStep> Train();

    /// <summary>The model as it stands now; later steps do not change it.</summary>
    LearnedModel Snapshot();
}
