using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Distill.Cli.Failures;
using Distill.Cli.Terminal;
using Spectre.Console;

namespace Distill.Cli.CommandLine;

/// <summary>The application: parses, runs a command, and turns whatever ended it into a message and an exit code.</summary>
internal sealed class DistillApp
{
    private readonly GlobalOptions _options = new();
    private readonly TerminalSettings _settings;
    private readonly TimeProvider _time;
    private readonly RootCommand _root;

    /// <summary>An application of these commands.</summary>
    public DistillApp(TerminalSettings settings, IEnumerable<DistillCommand> commands, TimeProvider? time = null)
    {
        _settings = settings;
        _time = time ?? TimeProvider.System;
        _root = new RootCommand(
            "Distill turns a flagship model's behaviour on your own traffic into a small model: cheaper, faster, measured."
        );
        foreach (var option in _options.All)
        {
            _root.Add(option);
        }

        foreach (var command in commands)
        {
            // The value is never asked for: an action that the base class wants for a command that is not a mere group.
            command.SetAction(_ => ExitCode.Done);
            if (command.OpensStorage)
            {
                command.Add(_options.Storage);
            }

            _root.Add(command);
        }
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        var parsed = _root.Parse(arguments);
        var command = parsed.CommandResult.Command as DistillCommand;
        var terminal = new CliTerminal(
            _settings with
            {
                Json = parsed.GetValue(_options.Json),
                NoColor = _settings.NoColor || parsed.GetValue(_options.NoColor),
                Verbose = parsed.GetValue(_options.Verbose),
            }
        );
        if (WriteInformation(parsed, arguments, command))
        {
            return ExitCode.Done;
        }

        if (parsed.Errors.Count > 0 || command is null)
        {
            return RefuseUsage(terminal, parsed, command);
        }

        var home = HomeFolder.Resolve(parsed.GetValue(_options.Home));
        try
        {
            var context = new CommandContext(
                parsed,
                terminal,
                home,
                HomeFolder.ResolveConfig(parsed.GetValue(_options.Config)),
                parsed.GetValue(_options.Storage),
                _time
            );
            return await command.ExecuteAsync(context, cancellationToken);
        }
        catch (Exception exception)
        {
            return Refuse(terminal, exception, home, arguments);
        }
    }

    private int Refuse(CliTerminal terminal, Exception exception, string home, IReadOnlyList<string> arguments)
    {
        var failure = FailureMap.Of(exception);
        if (failure.Unexpected)
        {
            var log = CrashLog.Write(home, arguments, exception, _time.GetUtcNow());
            var problem = failure.Problems[0] with
            {
                Where = log is null ? null : $"details in {log}",
                Remedy = "give the same command again; if it fails again, report it with that log",
            };
            failure = failure with { Problems = [problem] };
        }

        FailureView.Show(terminal, failure);
        if (terminal.Verbose)
        {
            terminal.Notes.WriteLine(exception.ToString());
        }

        return failure.Code;
    }

    private static int RefuseUsage(CliTerminal terminal, ParseResult parsed, DistillCommand? command)
    {
        var message = string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct());
        var remedy = command is null ? "distill --help lists the commands" : $"distill {command.Name} --help shows its usage and examples";
        FailureView.Show(terminal, new Failure(ExitCode.Usage, message, remedy: remedy));
        return ExitCode.Usage;
    }

    private bool WriteInformation(ParseResult parsed, IReadOnlyList<string> arguments, DistillCommand? command)
    {
        switch (parsed.Action)
        {
            case HelpAction when command is not null:
                HelpPage.WriteCommand(_settings.Out, command, _options, PageWidth);
                return true;
            case HelpAction:
            case not null when arguments.Count == 0:
            case null when arguments.Count == 0:
                HelpPage.WriteRoot(_settings.Out, _root, _options, PageWidth);
                return true;
            case SynchronousCommandLineAction when parsed.CommandResult.Command == _root && arguments is ["--version"]:
                _settings.Out.WriteLine($"distill {typeof(DistillApp).Assembly.GetName().Version?.ToString(3)}");
                return true;
            default:
                return false;
        }
    }

    private int PageWidth => _settings.OutIsTerminal ? Math.Clamp(_settings.Width ?? Console.WindowWidth, 60, 120) : 100;
}
