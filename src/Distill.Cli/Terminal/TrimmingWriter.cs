using System.Text;

namespace Distill.Cli.Terminal;

/// <summary>Drops the spaces that tables leave at the end of lines, for output that goes to a file or a pipe. Not thread-safe.</summary>
/// <param name="target">Where the lines go.</param>
internal sealed class TrimmingWriter(TextWriter target) : TextWriter
{
    private int _spaces;

    /// <inheritdoc />
    public override Encoding Encoding => target.Encoding;

    /// <inheritdoc />
    public override void Write(char value)
    {
        if (value == ' ')
        {
            _spaces++;
            return;
        }

        if (value is not ('\n' or '\r'))
        {
            for (; _spaces > 0; _spaces--)
            {
                target.Write(' ');
            }
        }

        _spaces = 0;
        target.Write(value);
    }

    /// <inheritdoc />
    public override void Write(string? value)
    {
        foreach (var character in value ?? "")
        {
            Write(character);
        }
    }

    /// <inheritdoc />
    public override void Flush() => target.Flush();
}
