using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Cli.Sampling;
using Distill.Core.Evaluation;
using Distill.Core.Formats;
using Distill.Core.Sampling;

namespace Distill.Cli.Commands;

/// <summary><c>distill sample</c>: takes records out of logs by time, keywords, filter and chance. Needs no host.</summary>
internal sealed class SampleCommand : DistillCommand
{
    private readonly Argument<string> _input = new("IN")
    {
        Description = "The file, or a folder of files: JSONL, JSON, CSV, TSV or Parquet; .gz and .zst are unpacked; - reads stdin",
    };
    private readonly Argument<string> _output = new("OUT")
    {
        Description = "Where the sample goes: canonical JSON lines, or the columns asked for; - writes stdout",
    };
    private readonly Option<string> _format = ReadingOptions.Format();
    private readonly Option<string> _encoding = ReadingOptions.Encoding();
    private readonly Option<string[]> _map = ReadingOptions.Map();
    private readonly SelectionOptions _selection = new();
    private readonly DrawOptions _draw = new();
    private readonly ColumnOptions _columns = new();

    /// <summary>The command.</summary>
    public SampleCommand()
        : base(
            CommandGroup.Data,
            "sample",
            "Take records out of logs by time, keywords, filter and chance: says what it read, matched and took.",
            new Example(
                "distill sample logs.jsonl sample.jsonl --from 2026-11-23T08:00:00+08:00 --to 2026-11-24 --count 1000",
                "a window, and chance"
            ),
            new Example(
                "distill sample logs.jsonl.gz s.jsonl --where 'feedback.thumb = -1 and turns <= 3' --stratify labels.intent --count 500",
                "a filter, and each intent its share"
            ),
            new Example(
                "distill sample logs/ pairs.csv --any 退款 --any /refund/i --columns Prompt=prompt,response=answer --newline-to-space",
                "keywords, and columns of your own"
            )
        )
    {
        Add(_input);
        Add(_output);
        _selection.AddTo(this);
        _draw.AddTo(this);
        _columns.AddTo(this);
        Add(_format);
        Add(_encoding);
        Add(_map);
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (input, target) = (context.Get(_input)!, context.Get(_output)!);
        if (target == InputFile.Pipe && context.Terminal.Json)
        {
            throw CliException.Usage("stdout cannot carry both samples and figures", "--json", "name a file for OUT");
        }

        var sampler = Sampler(context);
        var options = new ImportOptions
        {
            Format = context.Get(_format)!,
            Encoding = context.Get(_encoding)!,
            Mapping = MappingOptions.Parse(context.Get(_map)!),
        };
        await using var output = OutputFile.Create(target);
        await using var writer = _columns.CreateWriter(context, target, output.Content);
        var result = await new FileSampling(LogFiles.Find(input), options, writer).RunAsync(sampler, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
        await output.CommitAsync(cancellationToken);
        if (target == InputFile.Pipe)
        {
            SamplingView.Write(context.Terminal.Notes, result, output.Path);
        }
        else
        {
            context.Terminal.Write(Document(input, result, output.Path), console => SamplingView.Write(console, result, output.Path));
        }

        return ExitCode.Done;
    }

    private LogSampler Sampler(CommandContext context)
    {
        try
        {
            return new LogSampler(_selection.Read(context), _draw.Read(context));
        }
        catch (InvalidSettingException wrong)
        {
            throw CliException.Usage(wrong.Message, "--count, --fraction, --stratify, --strata", "see distill sample --help", wrong);
        }
    }

    private static object Document(string input, SamplingResult result, string output) =>
        new
        {
            Input = input,
            Files = result.Files.Select(file => new
            {
                file.Path,
                file.Detection.Format,
                Detected = file.Detection.Reason,
                file.Summary.Records,
                Rejected = file.Summary.Rejects.Total,
            }),
            Records = result.Statistics.Read,
            Rejected = result.Rejects.Total,
            Rejects = result.Rejects.Counts,
            result.Statistics.Matched,
            result.Statistics.Taken,
            Missed = result.Statistics.Missed.ToDictionary(pair => SamplingView.Key(pair.Key), pair => pair.Value),
            Strata = result.Statistics.Strata.Count == 0 ? null : result.Statistics.Strata,
            Output = output,
        };
}
