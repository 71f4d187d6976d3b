using Distill.Core.Dedup;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Comparing;
using Distill.Core.Judging;
using Distill.Core.Reporting;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;
using Distill.Core.Statistics;

namespace Distill.Activities.Measuring;

/// <summary>Measures models on one test set and relates students to the teacher. Holds the test set in memory.</summary>
internal sealed class Comparison
{
    private const int BootstrapSeed = 1;

    private readonly RunWorkspace _workspace;
    private readonly RunSpec _spec;
    private readonly AnswerExtractor? _extractor;
    private readonly List<TestSample> _test = [];
    private readonly ModelAnswers _teacher;

    private Comparison(RunWorkspace workspace, RunSpec spec)
    {
        _workspace = workspace;
        _spec = spec;
        _extractor = SpecRecipe.AnswerFormat(spec.Task) is { } format ? AnswerExtractor.Create(format) : null;
        _teacher = new ModelAnswers(workspace.GetModel(spec.Teacher.Model), _extractor);
    }

    /// <summary>The test samples.</summary>
    public IReadOnlyList<TestSample> Test => _test;

    /// <summary>The teacher's answers.</summary>
    public ModelAnswers Teacher => _teacher;

    /// <summary>What quality is measured against, in a sentence.</summary>
    public string Reference =>
        (_spec.Task.IsLabel, _spec.Task.Gold) switch
        {
            (true, { } gold) => $"Quality is accuracy against the gold label '{gold}'.",
            (true, null) => "Quality is agreement with the teacher's answers: there are no gold labels, so the teacher counts as right.",
            _ =>
                "Quality is the judge's score against the answers of the source, or the teacher's where the source has none (then the teacher has the best score by definition).",
        };

    /// <summary>Reads the test set with the teacher's answers, which were paid for when they were asked.</summary>
    public static async Task<Comparison> OfAsync(RunWorkspace workspace, RunSpec spec, string testSet, CancellationToken cancellationToken)
    {
        var comparison = new Comparison(workspace, spec);
        await foreach (var sample in workspace.ReadAsync(testSet, cancellationToken))
        {
            // A text that is its own reference is not judged: it is as good as the reference.
            if (!spec.Task.IsLabel && SampleAnswers.ReferenceOf(sample) is null)
            {
                comparison._teacher.AddScore(sample.Id, JudgeScale.Default.Max);
            }

            comparison._teacher.Add(sample);
            comparison._test.Add(new TestSample(sample.Id, PromptText.Of(sample), comparison.ExpectedOf(sample)));
        }

        await comparison.AddScoresAsync(comparison._teacher, testSet, cancellationToken);
        return comparison;
    }

    /// <summary>A model's answers to the test set, with the judge's scores where there are any.</summary>
    public async Task<ModelAnswers> ReadAsync(string model, string dataset, CancellationToken cancellationToken)
    {
        var answers = new ModelAnswers(_workspace.GetModel(model), _extractor);
        await foreach (var sample in _workspace.ReadAsync(dataset, cancellationToken))
        {
            answers.Add(sample);
        }

        await AddScoresAsync(answers, dataset, cancellationToken);
        return answers;
    }

    /// <summary>What was measured of a model.</summary>
    public ReportedModel Measure(ModelAnswers answers, string name, ModelRole role, string? model, int round)
    {
        var named = new ModelMeasurement
        {
            Name = name,
            Role = role,
            Model = model,
            Round = round,
            QualityMetric = Metric,
        };
        var measured = answers.Measure(named, _test, _spec.Task.IsLabel);
        if (role == ModelRole.Teacher)
        {
            return new ReportedModel(measured);
        }

        var teacher = _teacher.Measure(named, _test, _spec.Task.IsLabel);
        var ratio = PairedScores.Of(Pairs(answers)).Ratio(BootstrapSeed);
        return new ReportedModel(measured, ModelRatios.Of(measured, teacher, ratio));
    }

    /// <summary>What was measured of each sample: the models' values by the names of their figures.</summary>
    /// <param name="models">The models that were measured, with their answers; of two of a name the later one counts.</param>
    public IEnumerable<SampleFigures> Samples(IReadOnlyList<(ReportedModel Model, ModelAnswers Answers)> models) =>
        _test.Select(sample =>
        {
            var values = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (model, answers) in models)
            {
                if (ValueOf(answers, sample) is { } value)
                {
                    values[SampleFigures.NameOf(model.Measurement)] = value;
                }
            }

            return new SampleFigures(sample.Id, SampleFigures.Hash(sample.Prompt), [], values);
        });

    private double? ValueOf(ModelAnswers answers, TestSample sample) =>
        !_spec.Task.IsLabel ? answers.ScoreOf(sample.Id)
        : sample.Expected is null ? null
        : Right(answers, sample);

    private string Metric =>
        _spec.Task.IsLabel
            ? _spec.Task.Gold is null
                ? "agreement"
                : "accuracy"
            : "judge_score";

    private IEnumerable<(double Student, double Teacher)> Pairs(ModelAnswers answers) =>
        _spec.Task.IsLabel
            ? _test.Where(sample => sample.Expected is not null).Select(sample => (Right(answers, sample), Right(_teacher, sample)))
            : _test
                .Select(sample => (Student: answers.ScoreOf(sample.Id), Teacher: _teacher.ScoreOf(sample.Id)))
                .Where(pair => pair is { Student: not null, Teacher: not null })
                .Select(pair => (pair.Student!.Value, pair.Teacher!.Value));

    private static double Right(ModelAnswers answers, TestSample sample) => answers.Find(sample.Id)?.Value == sample.Expected ? 1 : 0;

    private string? ExpectedOf(Sample sample)
    {
        if (!_spec.Task.IsLabel)
        {
            return SampleAnswers.ReferenceOf(sample) ?? sample.Answer;
        }

        return _spec.Task.Gold is { } gold ? SampleAnswers.Gold(sample, gold) : _extractor!.Extract(sample.Answer).Value;
    }

    private async Task AddScoresAsync(ModelAnswers answers, string dataset, CancellationToken cancellationToken)
    {
        if (await _workspace.FindDatasetAsync(RunDatasets.Judged(dataset), cancellationToken) is not { } judged)
        {
            return;
        }

        await foreach (var sample in _workspace.Library.ReadAsync(judged, cancellationToken: cancellationToken))
        {
            if (sample.Scores.TryGetValue(Inference.JudgeShard.Score, out var score))
            {
                answers.AddScore(sample.Id, score);
            }
        }
    }
}
