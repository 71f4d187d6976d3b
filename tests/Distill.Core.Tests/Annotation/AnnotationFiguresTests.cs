using Distill.Core.Annotation;
using Distill.Testing;

namespace Distill.Core.Tests.Annotation;

public class AnnotationFiguresTests
{
    [Fact]
    public void Of_TasksThatTwoDecided_HasTheirKappa()
    {
        // Both approve 20, both reject 15, ann approves 5 that ben rejects, and the other way round 10: kappa 0.4 (the textbook example).
        AnnotationTask[] tasks = [.. Many(20, Yes, Yes), .. Many(15, No, No), .. Many(5, Yes, No), .. Many(10, No, Yes)];

        var figures = AnnotationFigures.Of(tasks);

        figures.Agreement.Kappa!.Value.ShouldBe(0.4, 0.001);
        figures.WaitingForAdjudication.ShouldBe(15);
        figures.Open.ShouldBe(15);
    }

    [Fact]
    public void Of_AnAdjudicatedTask_CountsTheAdjudicatorAndTheOverruled()
    {
        var task = Many(1, Yes, No).Single();
        task = Do(task, new AnnotationAction.Assign("c", TimeSpan.FromMinutes(1), true, "cai"));
        task = Do(task, new AnnotationAction.Decide("c", No, 1, "cai"));

        var figures = AnnotationFigures.Of([task]);

        figures
            .Annotators.Select(person => (person.Annotator, person.Adjudicated, person.Overruled))
            .ShouldBe([("ann", 0, 1), ("ben", 0, 0), ("cai", 1, 0)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 850, 1150)]
    [InlineData(1, 10_000, 10_000)]
    public void Required_OfTenThousandTasks_IsTwoForTheProjectsShare(double share, int least, int most)
    {
        var project = SomeAnnotation.Project() with { DoubleShare = share };

        var twice = Enumerable
            .Range(0, 10_000)
            .Count(index => DoubleAnnotation.Required(project, AnnotationTaskId.Of("r", $"s{index}")) == 2);

        twice.ShouldBeInRange(least, most);
    }

    private static AnnotationChoice Yes => AnnotationChoice.Approve(0);

    private static AnnotationChoice No => AnnotationChoice.Reject("偏题");

    private static IEnumerable<AnnotationTask> Many(int count, AnnotationChoice ann, AnnotationChoice ben)
    {
        var task = SomeAnnotation.Task() with { Required = 2 };
        task = Do(
            Do(task, new AnnotationAction.Assign("a", TimeSpan.FromMinutes(1), false, "ann")),
            new AnnotationAction.Decide("a", ann, 1, "ann")
        );
        task = Do(
            Do(task, new AnnotationAction.Assign("b", TimeSpan.FromMinutes(1), false, "ben")),
            new AnnotationAction.Decide("b", ben, 1, "ben")
        );
        return Enumerable.Repeat(task, count);
    }

    private static AnnotationTask Do(AnnotationTask task, AnnotationAction action)
    {
        var (after, refusal) = AnnotationMachine.Apply(task, action, Some.Time);
        refusal.ShouldBeNull();
        return after;
    }
}
