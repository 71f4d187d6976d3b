using Distill.Core.Evaluation;
using Distill.Core.Judging;
using Distill.Core.Reporting;
using Distill.Core.Statistics;
using Distill.Core.Training.Curves;

namespace Distill.Core.Tests.Reporting;

/// <summary>A report with every part filled, from fixed figures.</summary>
internal static class SampleReport
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Labels = ["正面", "中性", "负面"];

    public static RunReport Create()
    {
        var teacher = Measure("deepseek-r1", ModelRole.Teacher, 0.95, 2810, 5200, 12.40m, 0);
        var before = Measure("tiny-zh", ModelRole.StudentBefore, 0.41, 290, 610, 0.62m, 0);
        var first = Measure("tiny-zh", ModelRole.StudentAfter, 0.915, 300, 640, 0.62m, 1);
        var second = Measure("small-zh", ModelRole.StudentAfter, 0.93, 620, 1180, 1.18m, 1);
        var ratio = new Estimate(0.963, 0.941, 0.985);
        var models = new List<ReportedModel>
        {
            new(teacher),
            new(before, ModelRatios.Of(before, teacher, new Estimate(0.43, 0.38, 0.48))),
            new(first, ModelRatios.Of(first, teacher, ratio)),
            new(second, ModelRatios.Of(second, teacher, new Estimate(0.979, 0.955, 1.002))),
        };
        var trainings = new[] { Training("tiny-zh", overfits: false), Training("small-zh", overfits: true) };
        return new RunReport
        {
            RunId = "run-20261123-080000-4f2a",
            Name = "公告情感 / announcement sentiment",
            StartedAt = Start,
            EndedAt = Start.AddSeconds(754),
            Emulated = true,
            EmulatedModels = ["deepseek-r1", "tiny-zh", "small-zh"],
            Currency = "¥",
            Spec =
            [
                new ReportFact("Source", "announcements.jsonl"),
                new ReportFact("Task", "label: 正面, 中性, 负面, read from the JSON field data"),
                new ReportFact("Split", "80 / 10 / 10, near-duplicates from 0.8 kept together"),
                new ReportFact("Goal", "quality ≥ 90%, speed ≥ 6x, cost ≤ 10%"),
            ],
            Stages =
            [
                new StageReport("import", 1, 4210, 1.2, "38 malformed lines"),
                new StageReport("teacher", 1, 4172, 312.5),
                new StageReport("clean", 1, 4172, 2.1),
                new StageReport("fine-tune", 1, 3120, 398.4),
                new StageReport("evaluate", 1, 390, 38.2),
            ],
            Datasets =
            [
                new DatasetReport
                {
                    Role = "imported",
                    Id = "ds-imported-01",
                    Records = 4172,
                    Rejects = new Dictionary<string, long> { ["import/malformed_json"] = 38 },
                },
                new DatasetReport
                {
                    Role = "clean",
                    Id = "ds-clean-01",
                    Records = 3900,
                    Rejects = new Dictionary<string, long>
                    {
                        ["exact_dedup/duplicate"] = 211,
                        ["answer_format_filter/no_json"] = 43,
                        ["refusal_filter/refusal"] = 18,
                    },
                    Classes = new Dictionary<string, long>
                    {
                        ["正面"] = 1801,
                        ["中性"] = 1201,
                        ["负面"] = 898,
                    },
                },
            ],
            Models = models,
            Trainings = trainings,
            Usage =
            [
                new UsageReport
                {
                    Model = "deepseek-r1",
                    Stage = "teacher",
                    Calls = 4172,
                    Requests = 3970,
                    Free = 211,
                    CacheHits = 0,
                    Throttled = 9,
                    InputTokens = 1_310_220,
                    OutputTokens = 402_118,
                    Cost = 51.73m,
                    P50Ms = 2790,
                    P95Ms = 5120,
                },
                new UsageReport
                {
                    Model = "tiny-zh",
                    Stage = "evaluate",
                    Calls = 780,
                    Requests = 780,
                    InputTokens = 244_000,
                    OutputTokens = 15_600,
                    Cost = 0.0048m,
                    P50Ms = 296,
                    P95Ms = 630,
                },
            ],
            Examples =
            [
                new ReportExample
                {
                    Id = "ann-00017",
                    Worst = true,
                    Prompt = "你是一名金融分析师。\n公告：公司收到监管问询函，<script>alert('x')</script> 但全年业绩预增 35%。",
                    Expected = "中性",
                    Answers =
                    [
                        new ExampleAnswer("deepseek-r1", "```json\n{\"data\":\"中性\"}\n```", "中性", true),
                        new ExampleAnswer("tiny-zh", "{\"data\":\"正面\"}", "正面", false),
                    ],
                },
                new ReportExample
                {
                    Id = "ann-00102",
                    Prompt = "公告：公司控股股东增持 1,200 万股。",
                    Expected = "正面",
                    Answers =
                    [
                        new ExampleAnswer("deepseek-r1", "{\"data\":\"正面\"}", "正面", true),
                        new ExampleAnswer("tiny-zh", "{\"data\":\"正面\"}", "正面", true, 5),
                    ],
                },
            ],
            Decision = DecisionRule.Decide(
                new DistillationGoal(),
                [
                    new StudentResult(first, models[2].Ratios!, trainings[0].Parameters, trainings[0].Diagnosis),
                    new StudentResult(second, models[3].Ratios!, trainings[1].Parameters, trainings[1].Diagnosis),
                ],
                new Dictionary<string, long>(),
                round: 1,
                rounds: 2
            ),
        };
    }

    private static ModelMeasurement Measure(string name, ModelRole role, double accuracy, double p50, double p95, decimal cost, int round)
    {
        var right = (int)(accuracy * 130);
        var answers = Labels.SelectMany(
            (label, i) =>
                Enumerable
                    .Range(0, 130)
                    .Select(n =>
                        (
                            label,
                            n < right - i ? label
                            : n == 129 ? null
                            : Labels[(i + 1 + (n % 2)) % Labels.Length]
                        )
                    )
        );
        var classes = ClassificationReport.Of(ConfusionMatrix.Of(answers));
        return new ModelMeasurement
        {
            Name = name,
            Role = role,
            Model = name,
            Round = round,
            QualityMetric = "accuracy",
            Quality = classes.Accuracy,
            Classification = classes,
            Judge = role == ModelRole.StudentAfter && round == 1 && name == "small-zh" ? Judged() : null,
            Samples = classes.Samples,
            P50Ms = p50,
            P95Ms = p95,
            CostPerThousand = cost,
        };
    }

    private static JudgeSummary Judged() =>
        new()
        {
            Scores = new SortedDictionary<int, long>
            {
                [1] = 12,
                [2] = 8,
                [3] = 25,
                [4] = 118,
                [5] = 220,
            },
            Invalid = 7,
        };

    private static TrainingReport Training(string name, bool overfits)
    {
        var points = Enumerable
            .Range(1, 120)
            .Select(step => new LossPoint
            {
                Step = step,
                // A fixed ripple stands in for noise: the golden files must not depend on a generator.
                TrainLoss = Math.Round(0.16 + (1.5 * Math.Exp(-step / 18.0)) + (0.03 * Math.Sin(step * 1.7)), 4),
                ValidationLoss =
                    step % 4 == 0
                        ? Math.Round(
                            0.22 + (1.45 * Math.Exp(-step / 18.0)) + (overfits ? Math.Pow(Math.Max(0, step - 50), 2) / 14000 : 0),
                            4
                        )
                        : null,
            })
            .ToList();
        var curve = new LossCurve(points, []);
        var parameters = new TrainingParameters(3, 1);
        return new TrainingReport
        {
            Candidate = name,
            Round = 1,
            BaseModel = name,
            FineTunedModel = $"ft:{name}:run-4f2a",
            JobId = "ftjob-0001",
            Parameters = parameters,
            TrainedTokens = 1_204_551,
            Curve = curve,
            Diagnosis = CurveDiagnoser.Diagnose(
                curve,
                parameters,
                [new("ft:ckpt-40", 40, 0.38), new("ft:ckpt-80", 80, 0.31), new("ft:ckpt-120", 120, 0.57)]
            ),
        };
    }
}
