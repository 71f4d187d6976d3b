using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Splitting;
using Distill.Core.Augmentation;
using Distill.Core.Evaluation;

namespace Distill.Cli.Augmenting;

/// <summary>Reads a file for its classes and for what its prompts have in common.</summary>
internal static class FilePreparation
{
    // From this share of answers that name their row's class on, an answer that names another one is the teacher's dissent and no chance.
    private const double ReadableShare = 0.9;

    private const int MostClasses = 200;

    /// <summary>Reads it once, or twice when the class stands in a label.</summary>
    /// <exception cref="CliException">It holds no row, or its classes are no classes.</exception>
    public static async Task<PreparedAugmentation> ReadAsync(
        RowFile source,
        ClassField field,
        RejectsFile rejects,
        CancellationToken cancellationToken
    )
    {
        var classes = field.ToClasses();
        var survey = new AugmentationSurvey(classes);
        var rows = 0L;
        await foreach (var sample in source.ReadAsync(reject => rejects.AddAsync(reject, cancellationToken), cancellationToken))
        {
            rows += survey.Add(sample) ? 1 : 0;
        }

        if (rows == 0)
        {
            throw CliException.Usage("the file holds no row with a user turn", source.Name, "say how it is read with --format and --map");
        }

        var sizes = survey.Classes();
        CheckClasses(rows, sizes, field, source);
        if (!field.IsAnswer)
        {
            classes = classes with { Read = await ReaderAsync(source, field, sizes, cancellationToken) };
        }

        return new PreparedAugmentation(rows, rejects.Summary.Total, classes, sizes, survey.Subject());
    }

    private static void CheckClasses(long rows, IReadOnlyList<ClassSize> sizes, ClassField field, RowFile source)
    {
        const string Remedy =
            "name the field that holds it with --by, for example --by labels.intent or --by answer.label; with --by none all rows are one class";
        if (sizes.Count > Math.Min(MostClasses, Math.Max(2, rows / 2)))
        {
            throw CliException.Usage($"{rows} rows have {sizes.Count} different values of {field}: that is no class", source.Name, Remedy);
        }

        if (!field.IsNone && sizes is [{ Label: "" }])
        {
            throw CliException.Usage($"no row has a value of {field}, so there is no class", source.Name, Remedy);
        }
    }

    /// <summary>Reads a class by its name in the answer, where the file's own answers do name their row's class; null where they do not.</summary>
    private static async Task<Func<string?, string?>?> ReaderAsync(
        RowFile source,
        ClassField field,
        IReadOnlyList<ClassSize> sizes,
        CancellationToken cancellationToken
    )
    {
        string[] labels = [.. sizes.Select(size => size.Label).Where(label => label.Length > 0)];
        if (labels.Length == 0)
        {
            return null;
        }

        var extractor = AnswerExtractor.Create(new AnswerFormat { Kind = "label", Labels = labels });
        var (answered, readable) = (0L, 0L);
        await foreach (var sample in source.ReadAsync(null, cancellationToken))
        {
            answered += sample.Answer is null ? 0 : 1;
            readable += sample.Answer is not null && extractor.Extract(sample.Answer).Value == field.Of(sample) ? 1 : 0;
        }

        return readable >= ReadableShare * answered ? answer => extractor.Extract(answer).Value : null;
    }
}
