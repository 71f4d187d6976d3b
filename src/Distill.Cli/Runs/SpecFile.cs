using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Runs.Specs;

namespace Distill.Cli.Runs;

/// <summary>A run spec as given on the command line: the file with its overrides, checked.</summary>
/// <param name="Document">The text, overrides in place.</param>
/// <param name="Header">What the specs of all pipelines say.</param>
/// <param name="SourceFile">Absolute path of the file named by <c>source.file</c>, or null when the source is already with the host.</param>
internal sealed record SpecFile(RunSpecDocument Document, RunHeader Header, string? SourceFile)
{
    /// <summary>Reads and checks a spec.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Fields to set, each <c>path=value</c>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="CliException">File or override cannot be used.</exception>
    /// <exception cref="InvalidRunSpecException">The spec has errors.</exception>
    public static async Task<SpecFile> ReadAsync(string path, IReadOnlyList<string> overrides, CancellationToken cancellationToken)
    {
        var text = await ReadTextAsync(path, cancellationToken);
        var document = RunSpecDocument.Load(text, path);
        foreach (var change in overrides)
        {
            Apply(document, change);
        }

        var header = document.ParseHeader();
        return new SpecFile(document, header, header.SourceFile is { } file ? ResolveSource(path, file) : null);
    }

    /// <summary>Puts the uploaded blob in the place of the local file.</summary>
    public void UseBlob(string blobPath)
    {
        Document.Set("source.blob", blobPath);
        Document.Remove("source.file");
    }

    /// <summary>Makes sure that every model of the spec is configured.</summary>
    /// <exception cref="CliException">Some are not; each is named with its field.</exception>
    public void RequireModels(string path, IEnumerable<string> configured, string? configFile)
    {
        var known = configured.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var problems = Header
            .ModelFields.Where(field => !known.Contains(field.Model))
            .Select(field => Unknown(field.Field, field.Model))
            .ToList();
        if (problems.Count > 0)
        {
            throw new CliException(new Failure(ExitCode.Usage, problems));
        }

        Problem Unknown(string field, string model) =>
            new(
                $"{field}: no model '{model}' is configured",
                $"{path} and {configFile ?? "no distill.yaml here"}",
                known.Count > 0
                    ? $"name one of {string.Join(", ", known.Order(StringComparer.Ordinal))}, or add '{model}' under 'models' of the configuration"
                    : $"add '{model}' under 'models' of distill.yaml, or name a configuration with --config"
            );
    }

    private static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Of("run spec", path, cause);
        }
    }

    private static void Apply(RunSpecDocument document, string change)
    {
        var at = change.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw CliException.Usage($"'{change}' is no change of a field", "--set", "write it as field=value, for example --set rounds=2");
        }

        try
        {
            document.Set(change[..at], change[(at + 1)..]);
        }
        catch (ArgumentException wrong)
        {
            throw CliException.Usage(
                wrong.Message,
                $"--set {change}",
                "name a field of the spec, for example --set teacher.cache=false",
                wrong
            );
        }
    }

    private static string ResolveSource(string specPath, string file)
    {
        var path = Path.GetFullPath(file, Path.GetDirectoryName(Path.GetFullPath(specPath))!);
        try
        {
            using var probe = File.OpenRead(path);
            return probe.Length > 0
                ? path
                : throw CliException.Usage(
                    $"the source file is empty: {path}",
                    $"{specPath}, field source.file",
                    "name a file that holds records"
                );
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Of("source file", path, cause, $"{specPath}, field source.file");
        }
    }
}
