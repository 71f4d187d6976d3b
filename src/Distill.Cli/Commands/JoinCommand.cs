using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Cli.Joining;
using Distill.Cli.Sampling;
using Distill.Cli.Terminal;
using Distill.Core.Feedback.Folding;
using Distill.Core.Feedback.Joining;
using Distill.Core.Formats;
using Distill.Core.Sampling;

namespace Distill.Cli.Commands;

/// <summary><c>distill join</c>: joins files of logs with files of feedback. Needs no host.</summary>
internal sealed class JoinCommand : DistillCommand
{
    private readonly Argument<string[]> _logs = new("LOGS")
    {
        Description = "Files of the inference log, or folders of them: the gateway's, or any format with an asid; - reads stdin",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string[]> _feedback = new("--feedback")
    {
        Description = "Files of events, or folders of them: JSON lines of the feedback log, or CSV with a header; repeatable",
        HelpName = "FILES",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "Where the joined samples go, as canonical JSON lines. Default: -, stdout; figures then go to stderr",
        HelpName = "FILE",
        DefaultValueFactory = _ => InputFile.Pipe,
    };
    private readonly Option<string?> _unmatched = new("--unmatched")
    {
        Description = "Write the events whose answer was not joined: give them to --feedback again when their logs arrive",
        HelpName = "FILE",
    };
    private readonly Option<string?> _rejects = new("--rejects")
    {
        Description = "Write the lines that could not be read: file, line, reason",
        HelpName = "FILE",
    };
    private readonly Option<string?> _alias = new("--alias")
    {
        Description = "Take only answers that were asked of this alias. Default: all",
        HelpName = "NAME",
    };
    private readonly Option<bool> _late = new("--late")
    {
        Description = "Take answers from before --from in when there is feedback on them",
    };
    private readonly WindowOptions _window = new();
    private readonly Option<string> _format = ReadingOptions.Format();
    private readonly Option<string> _encoding = ReadingOptions.Encoding();
    private readonly Option<string[]> _map = ReadingOptions.Map();

    /// <summary>The command.</summary>
    public JoinCommand()
        : base(
            CommandGroup.Data,
            "join",
            "Join inference logs with users' feedback: samples with feedback, a quality score and its parts.",
            new Example("distill join logs/ --feedback feedback/ -o joined.jsonl", "what the gateway wrote"),
            new Example(
                "distill join logs/ --feedback thumbs.csv orders.jsonl --from 2026-11-23 --to 2026-11-24 --unmatched later.jsonl -o day.jsonl",
                "a day, and what is left for later"
            ),
            new Example(
                "distill join log.jsonl --feedback events.jsonl | distill sample - bad.jsonl --where 'scores.feedback < 0.4'",
                "in a pipe"
            )
        )
    {
        Add(_logs);
        Add(_feedback);
        Add(_output);
        Add(_unmatched);
        Add(_rejects);
        _window.AddTo(this);
        Add(_late);
        Add(_alias);
        Add(_format);
        Add(_encoding);
        Add(_map);
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var target = context.Get(_output)!;
        if (target == InputFile.Pipe && context.Terminal.Json)
        {
            throw CliException.Usage("stdout cannot carry both samples and figures", "--json", "name a file with --output");
        }

        var join = new FileJoin(Window(context), new FeedbackScoring(new FeedbackWeights()), context.Time)
        {
            Alias = context.Get(_alias),
            TakesLate = context.Get(_late),
        };
        var logs = context.Get(_logs).SelectMany(LogFiles.Find).ToList();
        var feedback = Feedback(context);
        await using var output = OutputFile.Create(target);
        await using var unmatched = context.Get(_unmatched) is { } path ? OutputFile.Create(path) : null;
        await using var rejects = new RejectsFile(context.Get(_rejects));
        var joining = new FileJoining(join, Reading(context), rejects);
        await joining.ReadFeedbackAsync(feedback, cancellationToken);
        await joining.WriteAsync(logs, output.Content, cancellationToken);
        if (unmatched is not null)
        {
            await joining.WriteUnmatchedAsync(feedback, unmatched.Content, cancellationToken);
            await unmatched.CommitAsync(cancellationToken);
        }

        await rejects.CommitAsync(cancellationToken);
        await output.CommitAsync(cancellationToken);
        Show(context.Terminal, joining.Files, join.Figures, output.Path, unmatched?.Path, rejects);
        return ExitCode.Done;
    }

    private static void Show(
        CliTerminal terminal,
        IReadOnlyList<SampledFile> files,
        FileJoinFigures figures,
        string output,
        string? unmatched,
        RejectsFile rejects
    )
    {
        if (output == InputFile.Pipe)
        {
            JoinView.Write(terminal.Notes, files, figures, output, unmatched, rejects);
        }
        else
        {
            terminal.Write(
                Document(files, figures, output, unmatched, rejects),
                console => JoinView.Write(console, files, figures, output, unmatched, rejects)
            );
        }
    }

    private TimeWindow? Window(CommandContext context)
    {
        var problems = new List<Problem>();
        var window = _window.Read(context).Read((part, message, remedy) => problems.Add(new Problem(message, "--" + part, remedy))).Window;
        if (context.Get(_late) && window?.From is null && problems.Count == 0)
        {
            problems.Add(new Problem("without a beginning of the window no answer is late", "--late", "give --from too"));
        }

        return problems.Count == 0 ? window : throw new CliException(new Failure(ExitCode.Usage, problems));
    }

    // They are read twice when unmatched events are wanted.
    private List<string> Feedback(CommandContext context)
    {
        var paths = context.Get(_feedback)!;
        return paths.Contains(InputFile.Pipe)
            ? throw CliException.Usage("feedback cannot come from stdin", "--feedback", "name files; logs may come from stdin")
            : [.. paths.SelectMany(LogFiles.Find)];
    }

    private ImportOptions Reading(CommandContext context) =>
        new()
        {
            Format = context.Get(_format)!,
            Encoding = context.Get(_encoding)!,
            Mapping = MappingOptions.Parse(context.Get(_map)!),
        };

    private static object Document(
        IReadOnlyList<SampledFile> files,
        FileJoinFigures figures,
        string output,
        string? unmatched,
        RejectsFile rejects
    ) =>
        new
        {
            Files = files.Select(file => new
            {
                file.Path,
                file.Detection.Format,
                Detected = file.Detection.Reason,
            }),
            Answers = figures.Joined.Replies,
            figures.Joined.WithFeedback,
            figures.Joined.Liked,
            figures.Joined.Disliked,
            figures.Joined.LikeRate,
            figures.Joined.Late,
            Left = new
            {
                figures.Outside,
                OtherAlias = figures.Joined.OtherAliases,
                Shadow = figures.Joined.Shadows,
                figures.Joined.Failed,
                figures.Joined.Repeated,
            },
            Events = new
            {
                Total = figures.Joined.Events,
                Matched = figures.MatchedEvents,
                Repeated = figures.Joined.RepeatedEvents,
                Left = figures.LeftEvents,
                Unknown = figures.UnknownEvents,
            },
            UnknownAnswers = figures.Joined.Unknown,
            Rejected = rejects.Summary.Total,
            Rejects = rejects.Summary.Counts,
            Output = output,
            Unmatched = unmatched,
            RejectsFile = rejects.Path,
        };
}
