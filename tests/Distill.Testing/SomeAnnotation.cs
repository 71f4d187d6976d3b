using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Samples;

namespace Distill.Testing;

/// <summary>Annotation records for tests.</summary>
public static class SomeAnnotation
{
    public static AnnotationProject Project(string id = "news") =>
        new()
        {
            Id = id,
            Name = "新闻",
            CreatedAt = Some.Time,
        };

    /// <summary>A task with one draft of the teacher and the online reply; one person decides.</summary>
    public static AnnotationTask Task(string sample = "s1", string online = "不知道。", string round = "", DeadlineRule? deadline = null) =>
        AnnotationTasks.Of(
            Project() with
            {
                DoubleShare = 0,
            },
            Online(sample, online),
            Some.Time,
            [Draft("晴，十五度。", 5)],
            round,
            deadline: deadline
        );

    /// <summary>What a user asked and the online model answered.</summary>
    public static Sample Online(string id = "s1", string answer = "不知道。", int thumb = -1) =>
        Some.Sample(id, answer: answer) with
        {
            Feedback = new JsonObject { ["thumb"] = thumb },
            Meta = new JsonObject
            {
                ["asid"] = $"as-{id}",
                ["model"] = "small",
                ["version"] = "small@1",
            },
        };

    public static AnnotationCandidate Draft(string text, double? score) => new(CandidateSource.Teacher, text, "teacher", score, "准确");
}
