using System.Globalization;
using Spectre.Console;

namespace Distill.Cli.Annotating;

/// <summary>Shows lines a page at a time, where they are more than the terminal has. Not thread-safe.</summary>
/// <param name="console">The terminal.</param>
/// <param name="lines">The lines.</param>
/// <param name="height">Lines of a page; at least 4 are taken.</param>
internal sealed class TaskPager(IAnsiConsole console, IReadOnlyList<TaskLine> lines, int height)
{
    private readonly int _height = Math.Max(height, 4);
    private int _top;

    /// <summary>True when they do not fit.</summary>
    public bool HasPages => lines.Count > _height;

    /// <summary>Shows the page, and where it lies.</summary>
    public void Show()
    {
        foreach (var line in lines.Skip(_top).Take(_height))
        {
            AnnotationView.Line(console, line);
        }

        if (HasPages)
        {
            var last = Math.Min(_top + _height, lines.Count);
            var place = string.Create(
                CultureInfo.InvariantCulture,
                $"lines {_top + 1} to {last} of {lines.Count}: space goes on, b goes back"
            );
            console.MarkupLineInterpolated($"[grey]{place}[/]");
        }
    }

    /// <summary>Shows the page before or after; at the end the first one again.</summary>
    public void Move(bool forward)
    {
        var target = forward ? _top + _height : _top - _height;
        _top = target >= lines.Count ? 0 : Math.Max(target, 0);
        Show();
    }
}
