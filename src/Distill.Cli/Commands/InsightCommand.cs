using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Cli.Insight;
using Distill.Core.Formats;
using Distill.Core.Insight;
using Distill.Core.Insight.Html;
using Distill.Core.Pipelines;
using Distill.Core.Runs.Specs;

namespace Distill.Cli.Commands;

/// <summary><c>distill insight</c>: what a file of samples is like. Needs no host.</summary>
internal sealed class InsightCommand : DistillCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "The file: JSONL, JSON, CSV, TSV or Parquet; .gz and .zst are unpacked; - reads stdin",
    };
    private readonly Option<string[]> _field = new("--field")
    {
        Description =
            "What is described: length(answer), tokens, turns, language, labels.NAME, scores.NAME, feedback.NAME, time, meta.PATH, …; repeatable. Default: what is there",
        HelpName = "FIELD",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _where = new("--where")
    {
        Description = "Only the samples that a filter takes, for example 'labels.intent = \"refund\" and turns > 1'",
        HelpName = "FILTER",
    };
    private readonly Option<string?> _by = new("--by")
    {
        Description = "Describe each value of this field apart; time goes by day",
        HelpName = "FIELD",
    };
    private readonly Option<string?> _compare = new("--compare") { Description = "A second file, side by side", HelpName = "OTHER" };
    private readonly Option<string?> _recipe = new("--recipe")
    {
        Description = $"The file after this cleaning recipe, side by side: {string.Join(", ", ShippedRecipes.Names)}, or a YAML file",
        HelpName = "NAME|FILE",
    };
    private readonly Option<string?> _html = new("--html") { Description = "Write a page with charts, too", HelpName = "OUT" };
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Keep no sidecar under the home folder" };
    private readonly Option<string> _format = ReadingOptions.Format();
    private readonly Option<string> _encoding = ReadingOptions.Encoding();
    private readonly Option<string[]> _map = ReadingOptions.Map();

    /// <summary>The command.</summary>
    public InsightCommand()
        : base(
            CommandGroup.Data,
            "insight",
            "Tell what a file of samples is like: distributions, classes, duplicates, clusters; of all of it or a part, before and after a recipe.",
            new Example("distill insight logs.jsonl", "what is there"),
            new Example(
                "distill insight logs.jsonl --field 'length(answer)' --by labels.intent --where 'feedback.thumb = -1'",
                "a drill-down"
            ),
            new Example("distill insight raw.jsonl --recipe default-zh --html insight.html", "before and after cleaning, as a page")
        )
    {
        Add(_file);
        foreach (var option in new Option[] { _field, _where, _by, _compare, _recipe, _html, _noCache, _format, _encoding, _map })
        {
            Add(option);
        }
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var question = InsightOptions.Read(context.Get(_field)!, context.Get(_where), context.Get(_by));
        if (context.Get(_compare) is not null && context.Get(_recipe) is not null)
        {
            throw CliException.Usage("there are two things to compare with", "--compare, --recipe", "name one of them");
        }

        var reading = new ImportOptions
        {
            Format = context.Get(_format)!,
            Encoding = context.Get(_encoding)!,
            Mapping = MappingOptions.Parse(context.Get(_map)!),
        };
        var cache = context.Get(_noCache) ? null : Path.Combine(context.Home, "cache", "insight");
        var insight = await new FileInsight(reading, cache, OrderedWork.DefaultThreads).AskAsync(
            context.Get(_file),
            question,
            cancellationToken
        );
        var other = await CompareAsync(context, reading, cache, question, insight, cancellationToken);
        var report = new InsightReport(insight, other, context.Time.GetUtcNow());
        var page = context.Get(_html) is { } html
            ? await OutputFile.WriteTextAsync(html, InsightHtml.Render(report), cancellationToken)
            : null;
        context.Terminal.Write(
            new
            {
                File = context.Get(_file),
                Insight = insight,
                Compared = other,
                Page = page,
            },
            console => InsightView.Write(console, report, page)
        );
        return ExitCode.Done;
    }

    private async Task<DatasetInsight?> CompareAsync(
        CommandContext context,
        ImportOptions reading,
        string? cache,
        InsightQuestion question,
        DatasetInsight first,
        CancellationToken cancellationToken
    )
    {
        // What was found in the first file is looked for in the second.
        var same = question with
        {
            Fields = [.. first.Fields.Select(field => InsightField.Of(field.Name))],
            Texts = question.Texts,
        };
        var threads = OrderedWork.DefaultThreads;
        if (context.Get(_compare) is { } second)
        {
            return await new FileInsight(reading, cache, threads).AskAsync(second, same, cancellationToken);
        }

        if (context.Get(_recipe) is not { } recipe)
        {
            return null;
        }

        if (context.Get(_file) == InputFile.Pipe)
        {
            throw CliException.Usage("stdin cannot be read again to be cleaned", "--recipe", "name a file");
        }

        var complete = await ReadOptions.CompleteAsync(reading, Path.GetFullPath(context.Get(_file)), null, cancellationToken);
        using var cleaned = await CleanedInsight.MakeAsync(context.Get(_file), complete, recipe, threads, cancellationToken);
        var after = await new FileInsight(new ImportOptions(), null, threads).AskAsync(cleaned.Path, same, cancellationToken);
        return after with { Source = $"after {recipe}" };
    }
}
