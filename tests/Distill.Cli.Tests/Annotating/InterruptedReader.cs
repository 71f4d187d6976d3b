namespace Distill.Cli.Tests.Annotating;

/// <summary>Somebody who types some lines and then presses Ctrl-C.</summary>
internal sealed class InterruptedReader(CancellationTokenSource interruption, params string[] lines) : TextReader
{
    private readonly Queue<string> _lines = new(lines);

    public override async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        if (_lines.TryDequeue(out var line))
        {
            return line;
        }

        await interruption.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }
}
