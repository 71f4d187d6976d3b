using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Annotation;

/// <summary>Makes tasks of samples. Pure.</summary>
public static class AnnotationTasks
{
    private const string Edit = "edit";

    /// <summary>The task of a sample: its answer is the online reply, <c>feedback.edit</c> the user's edit.</summary>
    /// <param name="project">The project.</param>
    /// <param name="sample">The sample; its closing answer, if any, is what the online model said.</param>
    /// <param name="now">When the task is made.</param>
    /// <param name="drafts">What the teacher drafted, judged or not; in any order.</param>
    /// <param name="round">The round, or empty.</param>
    /// <param name="dataset">The dataset of the sample, or null.</param>
    /// <param name="deadline">When its time is up; null is never.</param>
    public static AnnotationTask Of(
        AnnotationProject project,
        Sample sample,
        DateTimeOffset now,
        IReadOnlyList<AnnotationCandidate>? drafts = null,
        string round = "",
        string? dataset = null,
        DeadlineRule? deadline = null
    )
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(sample);
        var id = AnnotationTaskId.Of(round, sample.Id);
        var candidates = CandidateRanking.Order([.. drafts ?? [], .. Given(sample)]);
        var draft = CandidateRanking.BestDraft(candidates);
        return new AnnotationTask
        {
            Id = id,
            Project = project.Id,
            Round = round,
            SampleId = sample.Id,
            Dataset = dataset,
            Asid = Text(sample.Meta, "asid"),
            State = draft is null ? AnnotationState.Queued : AnnotationState.Drafted,
            Draft = draft,
            Content = new AnnotationContent
            {
                Messages = sample.Prompt,
                Candidates = candidates,
                Feedback = sample.Feedback,
                Meta = sample.Meta,
            },
            Required = DoubleAnnotation.Required(project, id),
            Deadline = deadline ?? DeadlineRule.None,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static IEnumerable<AnnotationCandidate> Given(Sample sample)
    {
        if (!string.IsNullOrWhiteSpace(sample.Answer))
        {
            yield return new AnnotationCandidate(CandidateSource.Online, sample.Answer, Text(sample.Meta, "model"));
        }

        if (Text(sample.Feedback, Edit) is { } edit && !string.IsNullOrWhiteSpace(edit))
        {
            yield return new AnnotationCandidate(CandidateSource.UserEdit, edit);
        }
    }

    /// <summary>A field that is a text, or null.</summary>
    internal static string? Text(JsonObject? node, string field) =>
        node?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
