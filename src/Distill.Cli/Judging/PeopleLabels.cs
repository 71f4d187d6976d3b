using Distill.Cli.Annotating;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Hosting;
using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Evaluation.Measuring;

namespace Distill.Cli.Judging;

/// <summary>People's labels that <c>--calibrate</c> names: of a file, or the decisions of an annotation project.</summary>
/// <param name="Labels">Labels of the judged records; empty when decisions are taken.</param>
/// <param name="Choices">Choices between two answers that the judges have to be asked about; null when a file is taken.</param>
internal sealed record PeopleLabels(IReadOnlyList<HumanLabel> Labels, PeopleChoices? Choices)
{
    /// <summary>Begins the name of an annotation project.</summary>
    public const string Annotations = "annotations:";

    /// <summary>No labels.</summary>
    public static PeopleLabels None { get; } = new([], null);

    /// <summary>Reads them.</summary>
    /// <param name="name">A file, or <c>annotations:PROJECT</c>, or <c>annotations:PROJECT/ROUND</c>.</param>
    /// <param name="context">The home with the annotation projects.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CliException">A line is no label, there is none, or there is no such project.</exception>
    public static async Task<PeopleLabels> ReadAsync(string name, CommandContext context, CancellationToken cancellationToken) =>
        name.StartsWith(Annotations, StringComparison.Ordinal)
            ? new PeopleLabels([], await DecisionsAsync(Source(name), context, cancellationToken))
            : new PeopleLabels(await FileAsync(name, cancellationToken), null);

    private static AnnotationSource Source(string name)
    {
        var parts = name[Annotations.Length..].Split('/', 2);
        return parts[0].Length > 0 && parts.All(part => part.Length > 0)
            ? new AnnotationSource(parts[0], parts.ElementAtOrDefault(1))
            : throw CliException.Usage(
                $"'{name}' names no project",
                "--calibrate",
                "write annotations:PROJECT, or annotations:PROJECT/ROUND"
            );
    }

    private static async Task<PeopleChoices> DecisionsAsync(
        AnnotationSource source,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        if (!HomeStorage.MayHold(context))
        {
            throw UnknownProject.Of(source.Project);
        }

        await using var storage = await HomeStorage.OpenAsync(context, cancellationToken);
        return await new ChoiceReader(storage.Annotations).ReadAsync(source, cancellationToken) ?? throw UnknownProject.Of(source.Project);
    }

    private static async Task<IReadOnlyList<HumanLabel>> FileAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = InputFile.Open(path, "file of labels");
        var labels = new List<HumanLabel>();
        await foreach (var (label, reject) in HumanLabelFile.ReadAsync(content, path, cancellationToken))
        {
            labels.Add(
                label
                    ?? throw CliException.Usage(
                        RejectText.Of(reject!),
                        $"{path}, line {reject!.Line}",
                        "docs/judging.md describes files of labels"
                    )
            );
        }

        return labels.Count > 0
            ? labels
            : throw CliException.Usage("the file holds no label", path, "docs/judging.md describes files of labels");
    }
}
