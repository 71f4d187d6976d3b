using Distill.Cli.Failures;

namespace Distill.Cli.Files;

/// <summary>A file that a command writes: under a temporary name beside its own, which it gets only when complete. Not thread-safe.</summary>
internal sealed class OutputFile : IAsyncDisposable
{
    private readonly string? _temporary;

    private OutputFile(string path, string? temporary, Stream content)
    {
        Path = path;
        _temporary = temporary;
        Content = content;
    }

    /// <summary>Its absolute path, or <c>-</c> for standard output.</summary>
    public string Path { get; }

    /// <summary>What is written.</summary>
    public Stream Content { get; }

    /// <summary>Begins a file; the folder must exist.</summary>
    /// <param name="path">The path, or <c>-</c> for standard output.</param>
    /// <exception cref="CliException">It cannot be written.</exception>
    public static OutputFile Create(string path)
    {
        if (path == InputFile.Pipe)
        {
            return new OutputFile(path, null, Console.OpenStandardOutput());
        }

        var full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw CliException.Usage($"the output is a folder: {full}", remedy: "name a file");
        }

        try
        {
            var temporary = $"{full}.{Environment.ProcessId}.tmp";
            return new OutputFile(full, temporary, new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage(
                $"the output cannot be written: {full} ({cause.Message})",
                remedy: "name a file in a folder that exists and is writable",
                inner: cause
            );
        }
    }

    /// <summary>Writes a whole text.</summary>
    /// <exception cref="CliException">It cannot be written.</exception>
    public static async Task<string> WriteTextAsync(string path, string text, CancellationToken cancellationToken)
    {
        await using var file = Create(path);
        await file.Content.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken);
        await file.CommitAsync(cancellationToken);
        return file.Path;
    }

    /// <summary>Gives the file its name, in place of what had it before.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Content.FlushAsync(cancellationToken);
        if (_temporary is not null)
        {
            await Content.DisposeAsync();
            File.Move(_temporary, Path, overwrite: true);
        }
    }

    /// <summary>Ends the writing; without a commit before, nothing remains.</summary>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        if (_temporary is not null)
        {
            File.Delete(_temporary);
        }
    }
}
