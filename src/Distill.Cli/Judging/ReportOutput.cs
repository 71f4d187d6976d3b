using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Files;

namespace Distill.Cli.Judging;

/// <summary>The options that also write figures to files.</summary>
internal sealed class ReportOutput
{
    private readonly Option<string?> _markdown = new("--markdown", "--md")
    {
        Description = "Also write the figures as Markdown",
        HelpName = "FILE",
    };
    private readonly Option<string?> _html = new("--html") { Description = "Also write the figures as a page", HelpName = "FILE" };

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_html);
        command.Add(_markdown);
    }

    /// <summary>Writes what is asked for.</summary>
    /// <returns>The full paths; null for what was not asked for.</returns>
    public async Task<(string? Markdown, string? Html)> WriteAsync(
        CommandContext context,
        Func<string> markdown,
        Func<string> html,
        CancellationToken cancellationToken
    ) =>
        (
            await WriteAsync(context.Get(_markdown), markdown, cancellationToken),
            await WriteAsync(context.Get(_html), html, cancellationToken)
        );

    private static async Task<string?> WriteAsync(string? path, Func<string> text, CancellationToken cancellationToken) =>
        path is null ? null : await OutputFile.WriteTextAsync(path, text(), cancellationToken);
}
