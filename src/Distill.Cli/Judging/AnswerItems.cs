using System.Text.Json.Nodes;
using Distill.Cli.Comparing;
using Distill.Cli.Failures;
using Distill.Cli.Import;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Cli.Judging;

/// <summary>The records to be judged, with both answers, references and slices.</summary>
internal sealed record AnswerItems
{
    /// <summary>The field of the meta data that holds a reference answer.</summary>
    public const string ReferenceField = "reference_response";

    /// <summary>The items, in the file's order.</summary>
    public required IReadOnlyList<EvaluationItem> Items { get; init; }

    /// <summary>The samples of the items, in the same order.</summary>
    public required IReadOnlyList<Sample> Samples { get; init; }

    /// <summary>What was left out, by reason.</summary>
    public required IReadOnlyDictionary<string, long> LeftOut { get; init; }

    /// <summary>The candidate.</summary>
    public required MeasuredModel Candidate { get; init; }

    /// <summary>What it is compared with, or null.</summary>
    public MeasuredModel? Baseline { get; init; }

    /// <summary>The file or files, for people.</summary>
    public required string Source { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="CliException">A file cannot be read, or nothing is left to judge.</exception>
    public static async Task<AnswerItems> ReadAsync(AnswerRequest request, CancellationToken cancellationToken)
    {
        var options = new ImportOptions { Mapping = MappingOptions.Parse(request.Map) };
        var slices = Slices(request.Slices);
        var references = request.Reference is { } path
            ? (await AnswerFile.ReadAsync(path, options, "", cancellationToken)).Answers
            : new Dictionary<string, string>();
        var read = (request.File, request.Pair) switch
        {
            (null, { } files) => await FilesAsync(files, options, cancellationToken),
            ({ } file, { } fields) => await FieldsAsync(file, fields, options, cancellationToken),
            ({ } file, null) => await SingleAsync(file, options, cancellationToken),
            _ => throw CliException.Usage(
                "there is nothing to judge",
                "FILE",
                "give a file of answers, two with --pair, or raw verdicts with --from-verdicts"
            ),
        };
        var items = read.Answers.Select(answer => Item(answer, request, references, slices)).Take(request.Limit).ToList();
        return new AnswerItems
        {
            Items = items.Count > 0 ? items : throw Nothing(read),
            Samples = [.. read.Answers.Take(items.Count).Select(answer => answer.Sample)],
            LeftOut = new Dictionary<string, long>(read.LeftOut) { ["beyond --limit"] = read.Answers.Count - items.Count },
            Candidate = read.Candidate,
            Baseline = read.Baseline,
            Source = read.Source,
        };
    }

    private static EvaluationItem Item(
        Answered answer,
        AnswerRequest request,
        IReadOnlyDictionary<string, string> references,
        IReadOnlyList<SliceField> slices
    ) =>
        new()
        {
            Id = answer.Sample.Id,
            Prompt = answer.Sample.Prompt,
            Candidate = answer.Candidate,
            Baseline = answer.Baseline,
            Reference = request.NoReference ? null : references.GetValueOrDefault(answer.Sample.Id) ?? Field(answer.Sample, ReferenceField),
            Slices = SliceField.Of(answer.Sample, slices),
        };

    private static async Task<Read> FilesAsync(
        (string Baseline, string Candidate) files,
        ImportOptions options,
        CancellationToken cancellationToken
    )
    {
        var baseline = await AnswerFile.ReadAsync(files.Baseline, options, "", cancellationToken);
        var candidate = await AnswerFile.ReadAsync(files.Candidate, options, "", cancellationToken);
        var both = candidate.Samples.Where(sample => sample.Answer is not null && baseline.Answers.ContainsKey(sample.Id)).ToList();
        return new Read(
            [.. both.Select(sample => new Answered(sample, sample.Answer!, baseline.Answers[sample.Id]))],
            new Dictionary<string, long>
            {
                ["only in the baseline"] = baseline.Answers.Count - both.Count,
                ["only in the candidate"] = candidate.Answers.Count - both.Count,
                ["records rejected"] = baseline.Rejected + candidate.Rejected,
            },
            Named(files.Candidate, candidate.Samples),
            Named(files.Baseline, baseline.Samples),
            $"{Path.GetFileName(files.Baseline)} and {Path.GetFileName(files.Candidate)}"
        );
    }

    private static async Task<Read> FieldsAsync(
        string path,
        (string Baseline, string Candidate) fields,
        ImportOptions options,
        CancellationToken cancellationToken
    )
    {
        var file = await AnswerFile.ReadAsync(path, options, "", cancellationToken);
        var answered = file
            .Samples.Select(sample =>
                (Sample: sample, Candidate: Field(sample, fields.Candidate), Baseline: Field(sample, fields.Baseline))
            )
            .Where(row => row is { Candidate: not null, Baseline: not null })
            .Select(row => new Answered(row.Sample, row.Candidate!, row.Baseline!))
            .ToList();
        var left = new Dictionary<string, long>
        {
            ["without both answers"] = file.Samples.Count - answered.Count,
            ["records rejected"] = file.Rejected,
        };
        return new Read(
            answered,
            left,
            new MeasuredModel { Name = fields.Candidate },
            new MeasuredModel { Name = fields.Baseline },
            Path.GetFileName(path)
        );
    }

    private static async Task<Read> SingleAsync(string path, ImportOptions options, CancellationToken cancellationToken)
    {
        var file = await AnswerFile.ReadAsync(path, options, "", cancellationToken);
        var answered = file
            .Samples.Where(sample => sample.Answer is not null)
            .Select(sample => new Answered(sample, sample.Answer!, null))
            .ToList();
        var left = new Dictionary<string, long>
        {
            ["without an answer"] = file.Samples.Count - answered.Count,
            ["records rejected"] = file.Rejected,
        };
        return new Read(answered, left, Named(path, file.Samples), null, Path.GetFileName(path));
    }

    // The model is known when all answers name the same one.
    private static MeasuredModel Named(string path, IReadOnlyList<Sample> samples)
    {
        var models = samples.Select(sample => Field(sample, "model")).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return new MeasuredModel { Name = Path.GetFileNameWithoutExtension(path), Model = models is [var only] ? only : null };
    }

    /// <summary>A label or a field of the meta data as text, or null.</summary>
    public static string? Field(Sample sample, string name) =>
        (sample.Labels.GetValueOrDefault(name), sample.Meta?[name]) switch
        {
            ({ } label, _) => label,
            (_, JsonValue value) => value.ToString(),
            _ => null,
        };

    private static IReadOnlyList<SliceField> Slices(string[] fields)
    {
        try
        {
            return [.. fields.Select(SliceField.Parse)];
        }
        catch (InvalidSettingException wrong)
        {
            throw CliException.Usage(wrong.Message, "--slice", "for example --slice labels.intent", wrong);
        }
    }

    private static CliException Nothing(Read read) =>
        CliException.Usage(
            $"nothing is left to judge: {string.Join(", ", read.LeftOut.Select(pair => $"{pair.Value} {pair.Key}"))}",
            read.Source,
            "name the fields: --map id=FIELD --map prompt=FIELD --map response=FIELD"
        );

    private sealed record Answered(Sample Sample, string Candidate, string? Baseline);

    private sealed record Read(
        IReadOnlyList<Answered> Answers,
        IReadOnlyDictionary<string, long> LeftOut,
        MeasuredModel Candidate,
        MeasuredModel? Baseline,
        string Source
    );
}
