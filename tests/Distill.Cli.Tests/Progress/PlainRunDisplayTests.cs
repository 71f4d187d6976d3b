using Distill.Cli.Progress;
using Distill.Cli.Terminal;
using Distill.Core.Runs;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Cli.Tests.Progress;

public sealed class PlainRunDisplayTests
{
    [Fact]
    public async Task ShowAsync_StagesChange_SaysEachChangeOnceOnALineOfItsOwn()
    {
        var error = new StringWriter();
        var display = new PlainRunDisplay(new CliTerminal(new TerminalSettings { Out = new StringWriter(), Error = error }));
        var tracker = new RunTracker(new FakeTimeProvider());
        string[] stages = [RunStages.Prepare, RunStages.Import, RunStages.Import, RunStages.Teacher];

        await display.ShowAsync(
            stages.Select(stage => tracker.Observe(Records.At(stage))).ToAsyncEnumerable(),
            TestContext.Current.CancellationToken
        );

        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines
            .Select(line => line.Split("] ")[1].Split(':')[0])
            .ShouldBe([
                "Check models started",
                "Check models done in 0.0 s",
                "Import started",
                "Import done in 0.0 s",
                "Ask the teacher started",
            ]);
        error.ToString().ShouldNotContain("\u001b");
    }
}
