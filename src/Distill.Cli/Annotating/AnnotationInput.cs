using System.ComponentModel;
using System.Diagnostics;
using Distill.Cli.Failures;

namespace Distill.Cli.Annotating;

/// <summary>What a person types: keys and lines on a terminal, lines of a pipe elsewhere. Ctrl-C ends every wait.</summary>
/// <param name="lines">The pipe; null is the process's own input.</param>
internal sealed class AnnotationInput(TextReader? lines)
{
    private const string EndOfText = ".";

    /// <summary>True when somebody sits at a terminal, or a test speaks for somebody.</summary>
    public bool IsInteractive => lines is not null || !Console.IsInputRedirected;

    /// <summary>The editor that texts are written in; null where they are typed.</summary>
    public string? Editor =>
        lines is null && Environment.GetEnvironmentVariable("EDITOR") is { } editor && !string.IsNullOrWhiteSpace(editor) ? editor : null;

    /// <summary>The next key, or the first character of the next line; null at the end. Page keys are a space and a <c>b</c>.</summary>
    public async Task<char?> ReadKeyAsync(CancellationToken cancellationToken)
    {
        if (lines is null)
        {
            // The console cannot be asked to stop reading: the thread is left behind, and ends with the process.
            var key = await Task.Run(() => Console.ReadKey(intercept: true), CancellationToken.None).WaitAsync(cancellationToken);
            return key.Key switch
            {
                ConsoleKey.PageDown or ConsoleKey.DownArrow => ' ',
                ConsoleKey.PageUp or ConsoleKey.UpArrow => 'b',
                // Ctrl-D.
                _ when key.KeyChar == '\u0004' => null,
                _ => char.ToLowerInvariant(key.KeyChar),
            };
        }

        string? line;
        do
        {
            line = await lines.ReadLineAsync(cancellationToken);
        } while (line is { Length: 0 });

        return line is null ? null
            : string.IsNullOrWhiteSpace(line) ? ' '
            : char.ToLowerInvariant(line.Trim()[0]);
    }

    /// <summary>A line; null at the end.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        lines is null
            ? await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken)
            : await lines.ReadLineAsync(cancellationToken);

    /// <summary>A text of several lines: from <see cref="Editor"/> where there is one, else up to a line with a single full stop.</summary>
    /// <param name="begin">What the editor begins with.</param>
    /// <param name="cancellationToken">Ends the wait for typed lines; an editor has Ctrl-C to itself.</param>
    /// <returns>The text; null when the editor was left without one: it failed, or changed nothing.</returns>
    /// <exception cref="CliException">The editor cannot be started.</exception>
    public async Task<string?> ReadTextAsync(string begin, CancellationToken cancellationToken)
    {
        if (Editor is { } editor)
        {
            return Edit(editor, begin);
        }

        var text = new List<string>();
        while (await ReadLineAsync(cancellationToken) is { } line && line != EndOfText)
        {
            text.Add(line);
        }

        return string.Join('\n', text);
    }

    private static string? Edit(string editor, string begin)
    {
        var folder = Directory.CreateTempSubdirectory("distill-").FullName;
        var file = Path.Combine(folder, "answer.md");
        try
        {
            File.WriteAllText(file, begin);
            var command = editor.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            using var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], file]) { UseShellExecute = false });
            process!.WaitForExit();
            var text = File.ReadAllText(file).TrimEnd('\n', '\r');
            return process.ExitCode != 0 || text == begin.TrimEnd('\n', '\r') ? null : text;
        }
        catch (Win32Exception cause)
        {
            throw CliException.Usage(
                $"the editor '{editor}' cannot be started",
                "$EDITOR",
                "correct it, or unset it to type the text here",
                cause
            );
        }
        finally
        {
            // Also what an editor leaves beside the file.
            Directory.Delete(folder, recursive: true);
        }
    }
}
