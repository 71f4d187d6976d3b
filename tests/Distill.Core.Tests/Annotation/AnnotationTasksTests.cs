using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Testing;

namespace Distill.Core.Tests.Annotation;

public class AnnotationTasksTests
{
    [Fact]
    public void Of_DraftsReplyAndEdit_AreCandidatesInThatOrder_BestDraftFirst_EachTextOnce()
    {
        var sample = SomeAnnotation.Online() with { Feedback = new JsonObject { ["edit"] = "晴，十五度。" } };

        var task = AnnotationTasks.Of(
            SomeAnnotation.Project(),
            sample,
            Some.Time,
            [SomeAnnotation.Draft("阴。", 2), SomeAnnotation.Draft("晴，十五度。", 5), SomeAnnotation.Draft("雨。", null)]
        );

        task.Content.Candidates.Select(candidate => candidate.Text).ShouldBe(["晴，十五度。", "阴。", "雨。", "不知道。"]);
        (task.State, task.Draft, task.Asid).ShouldBe((AnnotationState.Drafted, 0, "as-s1"));
    }

    [Fact]
    public void Supervised_SaysWhomTheRowComesFrom()
    {
        var task = Decided(AnnotationChoice.Rewrite("晴。"));

        var row = AnnotatedRows.Supervised(task).ShouldNotBeNull();

        row.Answer.ShouldBe("晴。");
        row.Meta!["asid"]!.GetValue<string>().ShouldBe("as-s1");
        row.Meta["annotation"]!.ToJsonString().ShouldContain("\"annotators\":[\"ann\"]");
    }

    [Fact]
    public void RejectedTask_GivesNoRows() =>
        (
            AnnotatedRows.Supervised(Decided(AnnotationChoice.Reject("x"))),
            AnnotatedRows.Pair(Decided(AnnotationChoice.Reject("x")))
        ).ShouldBe((null, null));

    [Fact]
    public void Pair_IsTheAnswerAgainstTheOnlineReply_UnlessThatIsTheAnswer()
    {
        var pair = AnnotatedRows.Pair(Decided(AnnotationChoice.Approve(0))).ShouldNotBeNull();

        (pair.Chosen, pair.Rejected, pair.RejectedVersion, pair.RejectedThumb).ShouldBe(("晴，十五度。", "不知道。", "small@1", -1));
        AnnotatedRows.Pair(Decided(AnnotationChoice.Approve(1))).ShouldBeNull();
    }

    [Fact]
    public void DecisionLine_WrittenAndRead_IsTheSame_AndABadLineSaysWhy()
    {
        var line = DecisionLine.Of(Decided(AnnotationChoice.Rewrite("“晴”"))).ShouldHaveSingleItem();

        DecisionLine.Read(line.Write()).ShouldBe((line, null));
        DecisionLine.Read("""{"task":"x","verdict":"maybe"}""").Fault.ShouldNotBeNull().ShouldContain("verdict");
        DecisionLine.Read("""{"verdict":"reject"}""").Fault.ShouldBe("'task' is missing.");
    }

    private static AnnotationTask Decided(AnnotationChoice choice)
    {
        var task = SomeAnnotation.Task();
        task = AnnotationMachine.Apply(task, new AnnotationAction.Assign("a", TimeSpan.FromMinutes(1), false, "ann"), Some.Time).Task;
        return AnnotationMachine.Apply(task, new AnnotationAction.Decide("a", choice, 1, "ann"), Some.Time).Task;
    }
}
