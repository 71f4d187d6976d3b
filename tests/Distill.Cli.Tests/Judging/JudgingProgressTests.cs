using Distill.Cli.Judging;
using Distill.Cli.Terminal;
using Distill.Core.Inference;

namespace Distill.Cli.Tests.Judging;

public class JudgingProgressTests
{
    [Fact]
    public async Task A_log_gets_a_line_for_each_tenth_of_each_judge()
    {
        var lines = (await ShowAsync(isTerminal: false)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

        lines.Count(line => line.StartsWith("first: ", StringComparison.Ordinal)).ShouldBe(11);
        lines.ShouldContain("first: 600 of 2,000 verdicts");
        lines[^1].ShouldBe("second: 1 of 1 verdicts");
    }

    [Fact]
    public async Task A_terminal_gets_a_bar_for_each_judge()
    {
        var drawn = await ShowAsync(isTerminal: true);

        drawn.ShouldContain(new string('█', 40) + " first: 2,000 of 2,000 verdicts");
        drawn.ShouldContain(new string('█', 20) + new string('░', 20) + " first: 1,000 of 2,000 verdicts");
    }

    private static async Task<string> ShowAsync(bool isTerminal)
    {
        using var error = new StringWriter();
        var terminal = new CliTerminal(
            new TerminalSettings
            {
                Out = TextWriter.Null,
                Error = error,
                ErrorIsTerminal = isTerminal,
                Width = 100,
            }
        );
        await new JudgingProgress(terminal).ShowAsync(
            ["first", "second"],
            told =>
            {
                for (var i = 0; i <= 2000; i++)
                {
                    told[0].Report(new InferenceProgress(i, 2000));
                }

                told[1].Report(new InferenceProgress(1, 1));
                return Task.FromResult(true);
            }
        );
        return error.ToString();
    }
}
