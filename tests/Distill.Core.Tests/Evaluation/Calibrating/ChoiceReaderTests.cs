using Distill.Core.Annotation;
using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Storage;
using Distill.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Core.Tests.Evaluation.Calibrating;

public sealed class ChoiceReaderTests : IDisposable
{
    private readonly LocalStores _stores = new();

    private IAnnotationStore Store => _stores.Annotations;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _stores.Dispose();

    [Fact]
    public async Task A_task_that_two_people_agree_on_is_one_label_and_one_they_disagree_on_is_none()
    {
        await AddAsync(doubleShare: 1, "s1", "s2", "s3");
        await DecideAsync("s1", ("ann", 0), ("bob", 0));
        await DecideAsync("s2", ("ann", 0), ("bob", 1));
        await DecideAsync("s3", ("ann", 0));

        var people = (await new ChoiceReader(Store).ReadAsync(new AnnotationSource("news"), Cancellation)).ShouldNotBeNull();

        people.Choices.ShouldHaveSingleItem().Annotators.ShouldBe(["ann", "bob"]);
        var summary = people.Summary;
        (summary.Tasks, summary.Labels, summary.DecidedTwice, summary.Annotators).ShouldBe((3, 1, 1, 2));
        summary.LeftOut[AnnotatedChoices.Open].ShouldBe(2);
        summary.Among.Samples.ShouldBe(2);
    }

    [Fact]
    public async Task No_more_are_drawn_than_asked_for_and_always_the_same()
    {
        string[] samples = [.. Enumerable.Range(0, 12).Select(index => $"s{index}")];
        await AddAsync(doubleShare: 0, samples);
        foreach (var sample in samples)
        {
            await DecideAsync(sample, ("ann", 0));
        }

        var source = new AnnotationSource("news", Limit: 5);
        var first = (await new ChoiceReader(Store).ReadAsync(source, Cancellation))!;
        var second = (await new ChoiceReader(Store).ReadAsync(source, Cancellation))!;

        first.Choices.Count.ShouldBe(5);
        first.Summary.LeftOut[PeopleSummary.BeyondLimit].ShouldBe(7);
        second.Choices.Select(choice => choice.Item.Id).ShouldBe(first.Choices.Select(choice => choice.Item.Id));
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_none() =>
        (await new ChoiceReader(Store).ReadAsync(new AnnotationSource("nobody"), Cancellation)).ShouldBeNull();

    private async Task AddAsync(double doubleShare, params string[] samples)
    {
        var project = SomeAnnotation.Project() with { DoubleShare = doubleShare };
        await Store.AddProjectAsync(project, Cancellation);
        await Store.AddTasksAsync(
            [
                .. samples.Select(sample =>
                    AnnotationTasks.Of(project, SomeAnnotation.Online(sample), Some.Time, [SomeAnnotation.Draft("晴，十五度。", 5)])
                ),
            ],
            Cancellation
        );
    }

    private async Task DecideAsync(string sample, params (string By, int Candidate)[] decisions)
    {
        var project = (await Store.FindProjectAsync("news", Cancellation))!.Value;
        var desk = new AnnotationDesk(Store, new FakeTimeProvider(Some.Time));
        var id = AnnotationTaskId.Of("", sample);
        foreach (var (by, candidate) in decisions)
        {
            var task = (await desk.TakeAsync(project, id, by, false, Cancellation)).Task!.Value;
            var decide = new AnnotationAction.Decide(task.Lease!.Id, AnnotationChoice.Approve(candidate), 0, by);
            (await desk.ApplyAsync("news", id, decide, null, Cancellation)).Refusal.ShouldBeNull();
        }
    }
}
