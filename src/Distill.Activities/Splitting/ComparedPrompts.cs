using Distill.Core.Datasets;
using Distill.Core.Dedup;
using Distill.Core.Samples;

namespace Distill.Activities.Splitting;

/// <summary>Prompts as they are compared for likeness, with what all of them have in common found first.</summary>
internal sealed class ComparedPrompts(RunWorkspace workspace)
{
    /// <summary>What the surveyed prompts have in common; null before the survey.</summary>
    public PromptTemplate? Template { get; private set; }

    /// <summary>Finds what the prompts of these datasets have in common.</summary>
    public async Task SurveyAsync(IEnumerable<DatasetManifest> datasets, CancellationToken cancellationToken)
    {
        var detector = new TemplateDetector();
        foreach (var dataset in datasets)
        {
            await foreach (var sample in workspace.Library.ReadAsync(dataset, cancellationToken: cancellationToken))
            {
                detector.Add(Of(sample));
            }
        }

        Template = detector.Detect();
    }

    /// <summary>The samples of a dataset.</summary>
    public IAsyncEnumerable<Sample> ReadAsync(DatasetManifest dataset, CancellationToken cancellationToken) =>
        workspace.Library.ReadAsync(dataset, cancellationToken: cancellationToken);

    /// <summary>The prompt of a sample.</summary>
    public string Of(Sample sample) => PromptText.Of(sample);
}
