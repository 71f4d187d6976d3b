using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Evaluation;
using Distill.Core.Formats.Writing;

namespace Distill.Cli.Sampling;

/// <summary>The options that say what is written of each record.</summary>
internal sealed class ColumnOptions
{
    // The requests of a batch name a model, which a sample has not.
    private static readonly string[] Formats = [.. ExportFormats.All.Where(format => format != ExportFormats.OpenAIBatchInput)];

    private readonly Option<string[]> _columns = new("--columns")
    {
        Description = "Write these fields under these names, NAME=FIELD with commas between: CSV when OUT ends with .csv, else JSON lines",
        HelpName = "NAME=FIELD",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> _newlineToSpace = new("--newline-to-space")
    {
        Description = "Make a space of each line break in a column",
    };
    private readonly Option<string?> _as = new("--as")
    {
        Description = $"Format of OUT without --columns: {string.Join(", ", Formats)}. Default: canonical",
        HelpName = "FORMAT",
    };

    /// <summary>Options of their own.</summary>
    public ColumnOptions() => _as.AcceptOnlyFromAmong(Formats);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_columns);
        command.Add(_newlineToSpace);
        command.Add(_as);
    }

    /// <summary>The writer that was asked for.</summary>
    /// <exception cref="CliException">A column is none, or options contradict each other.</exception>
    public SampleOutput CreateWriter(CommandContext context, string target, Stream content)
    {
        var columns = context.Get(_columns)!.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (columns.Count == 0)
        {
            return context.Get(_newlineToSpace)
                ? throw CliException.Usage("--newline-to-space is for columns", "--newline-to-space", "give --columns NAME=FIELD, too")
                : new SampleOutput(
                    new SampleFileWriter(content, new ExportOptions { Format = context.Get(_as) ?? ExportFormats.Canonical })
                );
        }

        if (context.Get(_as) is not null)
        {
            throw CliException.Usage(
                "columns have a format of their own",
                "--as",
                "leave out --as: columns go to CSV when OUT ends with .csv, else to JSON lines"
            );
        }

        try
        {
            var isCsv = target.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
            var parsed = columns.Select(OutputColumn.Parse).ToList();
            return new SampleOutput(new ColumnFileWriter(content, parsed, isCsv, context.Get(_newlineToSpace)));
        }
        catch (InvalidSettingException wrong)
        {
            throw CliException.Usage(wrong.Message, "--columns", "write NAME=FIELD, for example Prompt=prompt,response=answer", wrong);
        }
    }
}
