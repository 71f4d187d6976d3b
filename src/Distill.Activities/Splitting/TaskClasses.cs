using Distill.Core.Augmentation;
using Distill.Core.Evaluation;
using Distill.Core.Runs.Specs;

namespace Distill.Activities.Splitting;

/// <summary>The classes that a run keeps in proportion and fills up: the label named in <c>split.stratifyBy</c>, else what the teacher answered.</summary>
internal static class TaskClasses
{
    /// <summary>The classes of a spec's samples.</summary>
    public static SampleClasses Of(RunSpec spec)
    {
        var extractor = SpecRecipe.AnswerFormat(spec.Task) is { } format ? AnswerExtractor.Create(format) : null;
        Func<string?, string?>? read = extractor is null ? null : answer => extractor.Extract(answer).Value;
        return spec.Split.StratifyBy is { } name
            ? new SampleClasses(sample => SampleAnswers.Gold(sample, name), read, name)
            : new SampleClasses(sample => read?.Invoke(sample.Answer), read);
    }
}
