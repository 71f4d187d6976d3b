using System.ComponentModel;
using System.Diagnostics;
using Distill.Cli.Failures;

namespace Distill.Cli.Annotating;

/// <summary>What a person types: keys and lines on a terminal, lines of a pipe elsewhere.</summary>
/// <param name="lines">The pipe; null is the process's own input.</param>
internal sealed class AnnotationInput(TextReader? lines)
{
    private const string EndOfText = ".";

    /// <summary>True when somebody sits at a terminal, or a test speaks for somebody.</summary>
    public bool IsInteractive => lines is not null || !Console.IsInputRedirected;

    /// <summary>The next key, or the first character of the next line; null at the end.</summary>
    public char? ReadKey()
    {
        if (lines is null)
        {
            return char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar);
        }

        string? line;
        do
        {
            line = lines.ReadLine()?.Trim();
        } while (line is { Length: 0 });

        return line is null ? null : char.ToLowerInvariant(line[0]);
    }

    /// <summary>A line; null at the end.</summary>
    public string? ReadLine() => (lines ?? Console.In).ReadLine();

    /// <summary>A text of several lines: from <c>$EDITOR</c> where there is one, else up to a line with a single full stop.</summary>
    /// <param name="begin">What the editor begins with.</param>
    /// <exception cref="CliException">The editor cannot be started.</exception>
    public string ReadText(string begin)
    {
        if (lines is null && Environment.GetEnvironmentVariable("EDITOR") is { Length: > 0 } editor)
        {
            return Edit(editor, begin);
        }

        var text = new List<string>();
        while (ReadLine() is { } line && line != EndOfText)
        {
            text.Add(line);
        }

        return string.Join('\n', text);
    }

    private static string Edit(string editor, string begin)
    {
        var file = Path.Combine(Path.GetTempPath(), $"distill-{Guid.NewGuid():N}.md");
        try
        {
            File.WriteAllText(file, begin);
            var command = editor.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            using var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], file]) { UseShellExecute = false });
            process!.WaitForExit();
            return File.ReadAllText(file).TrimEnd('\n', '\r');
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
            File.Delete(file);
        }
    }
}
