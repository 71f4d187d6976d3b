using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Core.Planning;

namespace Distill.Cli.Planning;

/// <summary>Options of <c>distill plan</c> that set what no spec says.</summary>
internal sealed class PlanOptions
{
    private readonly Option<double?> _input = Number("--input-tokens", "Tokens of a prompt. Default: those of the source, else 200");
    private readonly Option<double?> _output = Number(
        "--output-tokens",
        "Tokens of an answer. Default: teacher.parameters.maxOutputTokens, else 100"
    );
    private readonly Option<double?> _seconds = Number("--seconds-per-call", "Time a model takes for an answer. Default: 2");
    private readonly Option<double?> _training = Number("--trained-tokens-per-second", "Pace of fine-tuning. Default: 20000");

    private readonly Option<double?> _low = Share("--low-share", "Share of a flywheel's replies that are low, 0 to 1. Default: 0.1");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_input, _output, _seconds, _training, _low];

    /// <summary>What is assumed.</summary>
    /// <param name="context">The command line.</param>
    /// <param name="inputTokens">Tokens of a prompt as found in a source, or null.</param>
    /// <param name="outputTokens">Most tokens of an answer by the spec, or null.</param>
    public PlanAssumptions Read(CommandContext context, double? inputTokens = null, double? outputTokens = null)
    {
        var usual = new PlanAssumptions();
        return usual with
        {
            InputTokens = context.Get(_input) ?? inputTokens ?? usual.InputTokens,
            OutputTokens = context.Get(_output) ?? outputTokens ?? usual.OutputTokens,
            SecondsPerCall = context.Get(_seconds) ?? usual.SecondsPerCall,
            TrainedTokensPerSecond = context.Get(_training) ?? usual.TrainedTokensPerSecond,
            LowShare = context.Get(_low) ?? usual.LowShare,
        };
    }

    private static Option<double?> Share(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "SHARE" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (>= 0 and <= 1))
            {
                result.AddError($"{name} must be from 0 to 1.");
            }
        });
        return option;
    }

    private static Option<double?> Number(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (> 0 and < 1e12))
            {
                result.AddError($"{name} must be a number above 0.");
            }
        });
        return option;
    }
}
