using Distill.Core.Runs;

namespace Distill.Orchestrations.Tests.Distilling;

/// <summary>What is wrong with a run is said before money is spent: what, where, remedy.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task ASourceWithTooManyBadLinesFailsBeforeAnyCall()
    {
        await using var driver = await RunDriver.StartAsync();
        var lines = Reviews.Tsv(60).TrimEnd().Split('\n').Select((line, index) => index % 5 is 1 or 2 ? $"{line}\textra" : line);
        await driver.UploadAsync(string.Join('\n', lines));

        var run = await driver.RunAsync();

        await ShouldFailUnpaidAsync(driver, run, "24 of 60 records (40%)", "field_count", "maxRejectRatio", RunDatasets.Imported(run.Id));
        (await driver.TextAsync($"datasets/{RunDatasets.Imported(run.Id)}/rejects.jsonl")).TrimEnd().Split('\n').Length.ShouldBe(24);
    }

    [Fact]
    public async Task AnEmptySourceFails()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync("sentence\tlabel\n");

        await ShouldFailUnpaidAsync(driver, await driver.RunAsync(), "sources/test/reviews.tsv", "no record");
    }

    [Fact]
    public async Task AMissingSourceFails()
    {
        await using var driver = await RunDriver.StartAsync();

        await ShouldFailUnpaidAsync(driver, await driver.RunAsync(), "sources/test/reviews.tsv", "not in the host's store", "Upload it");
    }

    [Fact]
    public async Task AMissingColumnFails()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(20));

        var run = await driver.RunAsync(RunDriver.Spec.Replace("prompt: sentence", "prompt: sentense", StringComparison.Ordinal));

        await ShouldFailUnpaidAsync(driver, run, "sentense", "sentence");
    }

    [Fact]
    public async Task AnUnknownModelFailsWithTheNearestKnownOne()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(20));

        var run = await driver.RunAsync(RunDriver.Spec.Replace("model: teacher", "model: taecher", StringComparison.Ordinal));

        await ShouldFailUnpaidAsync(driver, run, "'taecher'", "did you mean 'teacher'", "section 'models'");
    }

    [Fact]
    public async Task AnUnreachableEndpointFails()
    {
        await using var driver = await RunDriver.StartAsync(settings: settings =>
            settings["Models:student:Endpoint"] = "http://127.0.0.1:9/v1"
        );
        await driver.UploadAsync(Reviews.Tsv(20));

        await ShouldFailUnpaidAsync(driver, await driver.RunAsync(), "student", "127.0.0.1:9");
    }

    [Fact]
    public async Task AWrongKeyFailsAndNamesTheModel()
    {
        Environment.SetEnvironmentVariable("DISTILL_TEST_WRONG_KEY", "wrong");
        await using var driver = await RunDriver.StartAsync(
            emulator => emulator.Models["teacher"].ApiKeys.Add("right"),
            settings => settings["Models:teacher:ApiKeyVariable"] = "DISTILL_TEST_WRONG_KEY"
        );
        await driver.UploadAsync(Reviews.Tsv(20));

        var run = await driver.RunAsync();

        run.Status.ShouldBe(RunStatus.Failed);
        run.Error.ShouldNotBeNull().ShouldContain("teacher");
        run.Error.ShouldContain("DISTILL_TEST_WRONG_KEY");
        run.Error.ShouldNotContain("wrong\"");
        (await driver.StatisticAsync("teacher", "answered")).ShouldBe(0);
    }

    [Fact]
    public async Task ABudgetThatDoesNotLastEndsTheRunBeforeItIsPassed()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(160));
        var whole = await driver.RunAsync(
            RunDriver.Spec.Replace("teacher: {model: teacher}", "teacher: {model: teacher, cache: false}", StringComparison.Ordinal)
        );
        whole.Status.ShouldBe(RunStatus.Completed, whole.Error);
        var half = whole.Usage["teacher/teacher"].Cost / 2;

        // An estimate of what is not measured yet must not stop the first shard: answers are short here.
        var spec = RunDriver.Spec.Replace(
            "teacher: {model: teacher}",
            FormattableString.Invariant($"teacher: {{model: teacher, cache: false, parameters: {{maxOutputTokens: 1}}}}\nbudget: {half}"),
            StringComparison.Ordinal
        );
        var run = await driver.RunAsync(spec);

        run.Status.ShouldBe(RunStatus.Failed);
        run.Error.ShouldNotBeNull().ShouldContain("budget");
        run.Usage["teacher/teacher"].Cost.ShouldBeInRange(0.000001m, half);
    }

    private static async Task ShouldFailUnpaidAsync(RunDriver driver, RunRecord run, params string[] parts)
    {
        run.Status.ShouldBe(RunStatus.Failed);
        run.EndedAt.ShouldNotBeNull();
        foreach (var part in parts)
        {
            run.Error.ShouldNotBeNull().ShouldContain(part);
        }

        (await driver.RequestsAsync("teacher")).ShouldBe(0);
    }
}
