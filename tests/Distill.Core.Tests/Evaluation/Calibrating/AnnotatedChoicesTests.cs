using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Evaluation.Calibrating;
using Distill.Testing;

namespace Distill.Core.Tests.Evaluation.Calibrating;

public class AnnotatedChoicesTests
{
    [Fact]
    public void Of_AnApprovedDraft_PrefersItToTheOnlineReply()
    {
        var choice = AnnotatedChoices.Of(Decided(Task(), AnnotationChoice.Approve(0))).Choice.ShouldNotBeNull();

        Sides(choice).ShouldBe(("晴，十五度。", "不知道。"));
        (choice.Verdict, choice.Asid).ShouldBe(("approve", "as-s1"));
        choice.Annotators.ShouldBe(["ann"]);
    }

    [Fact]
    public void Of_TheOnlineReplyItself_PrefersItToTheBestDraft() =>
        Sides(AnnotatedChoices.Of(Decided(Task(), AnnotationChoice.Approve(1))).Choice!).ShouldBe(("不知道。", "晴，十五度。"));

    [Fact]
    public void Of_AnEditOfTheUser_PrefersItToTheOnlineReply()
    {
        var sample = SomeAnnotation.Online() with { Feedback = new JsonObject { ["edit"] = "多云。" } };
        var task = AnnotationTasks.Of(SomeAnnotation.Project(), sample, Some.Time);

        var choice = AnnotatedChoices.Of(Decided(task, AnnotationChoice.Approve(1))).Choice!;

        Sides(choice).ShouldBe(("多云。", "不知道。"));
    }

    [Fact]
    public void Of_ARewrite_PrefersItToWhatItReplaces() =>
        Sides(AnnotatedChoices.Of(Decided(Task(), AnnotationChoice.Rewrite("晴转多云。"))).Choice!).ShouldBe(("晴转多云。", "不知道。"));

    [Fact]
    public void Of_WhatSaysNothingAboutTwoAnswers_SaysWhy()
    {
        var alone = AnnotationTasks.Of(SomeAnnotation.Project(), SomeAnnotation.Online(), Some.Time);
        var byPolicy = Task() with
        {
            State = AnnotationState.Approved,
            Outcome = new AnnotationDecision
            {
                Choice = AnnotationChoice.Approve(0),
                By = AnnotationDecision.Policy,
                Time = Some.Time,
            },
        };

        Reason(Task()).ShouldBe(AnnotatedChoices.Open);
        Reason(Decided(Task(), AnnotationChoice.Reject("broken"))).ShouldBe(AnnotatedChoices.Rejected);
        Reason(byPolicy).ShouldBe(AnnotatedChoices.Deadline);
        Reason(Task() with { State = AnnotationState.Expired }).ShouldBe(AnnotatedChoices.Deadline);
        Reason(Decided(alone, AnnotationChoice.Approve(0))).ShouldBe(AnnotatedChoices.NoAlternative);
        Reason(Decided(Task(), AnnotationChoice.Rewrite(" 不知道。 "))).ShouldBe(AnnotatedChoices.SameAnswer);
    }

    [Fact]
    public void Of_ManyTasks_LetsEitherSideBeTheCandidateAboutEquallyOften()
    {
        var labels = Enumerable
            .Range(0, 400)
            .Select(index => AnnotatedChoices.Of(Decided(Task($"s{index}"), AnnotationChoice.Approve(0))).Choice!.Label)
            .CountBy(label => label)
            .ToDictionary();

        labels["good"].ShouldBeInRange(160, 240);
    }

    [Fact]
    public void ChoiceSample_WrittenAndRead_IsTheSame()
    {
        var choice = AnnotatedChoices.Of(Decided(Task(), AnnotationChoice.Approve(0))).Choice!;

        var read = ChoiceSample.ChoiceOf(ChoiceSample.Of(choice));

        Sides(read).ShouldBe(Sides(choice));
        (read.Label, read.Asid, read.Item.Id).ShouldBe((choice.Label, choice.Asid, choice.Item.Id));
        read.Annotators.ShouldBe(choice.Annotators);
    }

    private static AnnotationTask Task(string sample = "s1") => SomeAnnotation.Task(sample);

    private static AnnotationTask Decided(AnnotationTask task, AnnotationChoice choice)
    {
        var decision = new AnnotationDecision
        {
            Choice = choice,
            By = "ann",
            Time = Some.Time,
        };
        return task with
        {
            State = choice.Verdict == AnnotationVerdict.Reject ? AnnotationState.Rejected : AnnotationState.Approved,
            Decisions = [decision],
            Outcome = decision,
        };
    }

    private static (string Chosen, string Other) Sides(AnnotatedChoice choice) =>
        choice.Label == "good" ? (choice.Item.Candidate, choice.Item.Baseline!) : (choice.Item.Baseline!, choice.Item.Candidate);

    private static string? Reason(AnnotationTask task) => AnnotatedChoices.Of(task).Reason;
}
