using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Text;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Panels;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Reporting;
using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Turns answers and verdicts into a report and a decision. Pure: the same input gives the same report.</summary>
public static class EvaluationMeasurer
{
    // Fixed, so that the same answers give the same interval.
    private const int Seed = 7;

    /// <summary>The report.</summary>
    /// <param name="settings">How it is measured and decided.</param>
    /// <param name="items">The samples with their answers.</param>
    /// <param name="judges">What each judge said; empty in modes without one.</param>
    /// <param name="labels">People's labels; empty without.</param>
    /// <param name="now">When the decision is taken.</param>
    /// <param name="people">People's choices that the judges were asked about as well; null without. They take the place of <paramref name="labels"/>.</param>
    /// <exception cref="InvalidSettingException">The rule or the answer format is wrong.</exception>
    public static EvaluationMeasurement Measure(
        EvaluationSettings settings,
        IReadOnlyList<EvaluationItem> items,
        IReadOnlyList<JudgeVerdicts> judges,
        IReadOnlyList<HumanLabel> labels,
        DateTimeOffset now,
        PeopleVerdicts? people = null
    )
    {
        var judged = settings.Mode is EvaluationMode.Rubric or EvaluationMode.Pairwise;
        var scales = judged ? JudgeScoring.Scales(settings) : AnswerScoring.Scales(settings);
        ItemMeasure[] measures = judged ? [.. JudgeScoring.Measure(settings, items, judges)] : [.. AnswerScoring.Measure(settings, items)];
        scales = [.. scales.Where((scale, index) => index == 0 || measures.Any(measure => measure.Candidate.ContainsKey(scale.Name)))];
        var calibration =
            !judged ? []
            : people is not null ? JudgeAgreement.Of(settings, people)
            : labels.Count > 0 ? JudgeAgreement.Of(settings, measures, labels)
            : [];
        var report = new EvaluationReport
        {
            Name = settings.Name,
            MadeAt = now,
            Mode = settings.Mode,
            Candidate = settings.Candidate,
            Baseline = settings.Baseline,
            EvaluationSet = settings.EvaluationSet,
            Samples = items.Count,
            Metrics = MeasureTables.Metrics(measures, scales, settings.Baseline is not null),
            Corpus = settings.Mode == EvaluationMode.Texts ? Corpus(items) : [],
            Outcomes = settings.Baseline is null ? [] : MeasureTables.Outcomes(measures, Dimensions(settings, scales)),
            CandidateClasses = settings.Mode == EvaluationMode.Labels ? Classes(settings, items, item => item.Candidate) : null,
            BaselineClasses = settings is { Mode: EvaluationMode.Labels, Baseline: not null }
                ? Classes(settings, items, item => item.Baseline)
                : null,
            Judges = [.. judges.Select(judge => Figures(settings, items, judge, labels, people))],
            Panel = settings.Mode == EvaluationMode.Pairwise && judges.Count > 1 ? Panel(settings, items, judges) : null,
            Calibration = calibration,
            People = judged ? people?.People.Summary : null,
            Trust = judged && (labels.Count > 0 || people is not null) ? JudgeCalibration.Least(calibration) : null,
            Examples = ExampleChoice.Of(measures, scales.FirstOrDefault()?.Name ?? PairGroup.Overall, settings.Examples),
            Usage = [.. judges.Select(judge => UsageReport.Of(judge.Judge, "judge", judge.Usage))],
            Emulated = settings.Emulated,
        };
        report = report with { Warnings = [.. EvaluationWarnings.Of(report)] };
        var (decided, record) = Decide(settings, report, measures, scales, now);
        return new EvaluationMeasurement(
            decided,
            record,
            measures,
            judged && people is not null ? [.. JudgeAgreement.Lines(settings, people)] : []
        );
    }

    private static IReadOnlyList<string> Dimensions(EvaluationSettings settings, IReadOnlyList<MetricScale> scales) =>
        settings.Mode == EvaluationMode.Pairwise ? JudgeScoring.Compared(settings) : [.. scales.Select(scale => scale.Name)];

    private static (EvaluationReport Report, GateRecord? Record) Decide(
        EvaluationSettings settings,
        EvaluationReport report,
        ItemMeasure[] measures,
        IReadOnlyList<MetricScale> scales,
        DateTimeOffset now
    )
    {
        if (settings is not { Gate: { } rule, Baseline: { } baseline })
        {
            return (report, null);
        }

        var deciding = report.Outcomes[0];
        var evidence = new GateEvidence
        {
            Challenger = settings.Candidate.Name,
            Baseline = baseline.Name,
            EvaluationSet = settings.EvaluationSet,
            Gsb = deciding.Gsb,
            Slices =
            [
                .. report
                    .Outcomes.Where(row => row.Slice is not null && row.Dimension == deciding.Dimension)
                    .Select(row => new GateSlice(row.Slice!, row.Gsb)),
            ],
            Judges = [.. report.Judges.Select(judge => judge.Judge)],
            Trust = report.Trust,
            Calibration = [.. report.Calibration.Select(GateCalibration.Of)],
            TeacherRatio = baseline.IsTeacher && scales.Count > 0 ? Ratio(measures, scales[0].Name) : null,
            P95Ms = settings.Candidate.P95Ms,
            CostPerThousand = settings.Candidate.CostPerThousand,
        };
        var decision = PromotionGate.Decide(rule, evidence, now) with { Subject = settings.Subject };
        var record = GateRecord.Of(decision);
        return (report with { Decision = decision, DecisionSha256 = record.Sha256 }, record);
    }

    private static Estimate? Ratio(ItemMeasure[] measures, string metric)
    {
        var valid = measures.Where(measure => measure.Candidate.ContainsKey(metric) && measure.Baseline.ContainsKey(metric)).ToList();
        return PairedBootstrap.Ratio(
            [.. valid.Select(measure => measure.Candidate[metric])],
            [.. valid.Select(measure => measure.Baseline[metric])],
            Seed
        );
    }

    private static IReadOnlyList<CorpusRow> Corpus(IReadOnlyList<EvaluationItem> items)
    {
        var referenced = items.Where(item => item.Reference is not null).ToList();
        if (referenced.Count == 0)
        {
            return [];
        }

        var candidate = Sum(item => item.Candidate);
        var baseline = referenced.TrueForAll(item => item.Baseline is not null) ? Sum(item => item.Baseline!) : null;
        return
        [
            new CorpusRow("bleu_4", candidate.Bleu.Score, baseline?.Bleu.Score),
            new CorpusRow("chrf_2", candidate.Chrf.Score, baseline?.Chrf.Score),
        ];

        TextMetrics Sum(Func<EvaluationItem, string> answer) =>
            referenced.Aggregate(
                TextMetrics.Empty,
                (sum, item) =>
                    sum with
                    {
                        Bleu = sum.Bleu + BleuCounts.Of(answer(item), [item.Reference!]),
                        Chrf = sum.Chrf + ChrfCounts.Of(answer(item), item.Reference!),
                    }
            );
    }

    private static ClassificationReport Classes(
        EvaluationSettings settings,
        IReadOnlyList<EvaluationItem> items,
        Func<EvaluationItem, string?> answer
    )
    {
        var extractor = AnswerExtractor.Create(settings.Format);
        return ClassificationReport.Of(
            ConfusionMatrix.Of(
                items.Where(item => item.Expected is not null).Select(item => (item.Expected!, extractor.Extract(answer(item)).Value))
            )
        );
    }

    private static PanelSummary Panel(
        EvaluationSettings settings,
        IReadOnlyList<EvaluationItem> items,
        IReadOnlyList<JudgeVerdicts> judges
    ) =>
        JudgePanel.Summarize(
            [.. judges.Select(judge => judge.Judge)],
            items.Select(item =>
                (IReadOnlyList<PairOutcome>)
                    [
                        .. judges.Select(judge =>
                            judge.Answers.GetValueOrDefault(item.Id)?.Pair.Combine(settings.Combination) ?? PairOutcome.Invalid
                        ),
                    ]
            )
        );

    private static JudgeFigures Figures(
        EvaluationSettings settings,
        IReadOnlyList<EvaluationItem> items,
        JudgeVerdicts judge,
        IReadOnlyList<HumanLabel> labels,
        PeopleVerdicts? people
    )
    {
        var compared = settings.Mode == EvaluationMode.Pairwise;
        var rubric = settings.Instruction?.ScoredBy ?? Rubric.Default;
        var answers = items.Select(item => judge.Answers.GetValueOrDefault(item.Id)).ToList();
        var candidate = compared ? null : RubricSummary.Of(answers.Select(answer => answer?.Candidate).OfType<RubricVerdict>(), rubric);
        var baseline =
            compared || settings.Baseline is null
                ? null
                : RubricSummary.Of(answers.Select(answer => answer?.Baseline).OfType<RubricVerdict>(), rubric);
        var orders = answers.SelectMany(answer => new[] { answer?.CandidateFirst, answer?.BaselineFirst });
        return new JudgeFigures
        {
            Judge = judge.Judge,
            Model = judge.Model,
            Verdicts = compared
                ? 2L * items.Count
                : (candidate!.Scored + candidate.Invalid) + (baseline is null ? 0 : baseline.Scored + baseline.Invalid),
            Invalid = compared ? orders.LongCount(verdict => verdict?.Preference is null) : candidate!.Invalid + (baseline?.Invalid ?? 0),
            Pairs = compared ? Pairs(settings, items, judge) : null,
            CandidateScores = candidate,
            BaselineScores = baseline,
            Calibration =
                people is not null ? JudgeAgreement.Of(settings, people, people.Judges.Single(other => other.Judge == judge.Judge))
                : labels.Count > 0 ? JudgeAgreement.Of(settings, judge.Answers, labels)
                : [],
            Usage = UsageReport.Of(judge.Judge, "judge", judge.Usage),
        };
    }

    private static PairReport Pairs(EvaluationSettings settings, IReadOnlyList<EvaluationItem> items, JudgeVerdicts judge) =>
        PairReport.Sum(
            JudgeScoring
                .Compared(settings)
                .SelectMany(dimension =>
                    items.Select(item =>
                        PairReport.Of(
                            judge.Answers.GetValueOrDefault(item.Id)?.By(dimension) ?? default,
                            dimension,
                            item.Slices,
                            PairSummary.Compare(item.Candidate.Length, item.Baseline!.Length),
                            settings.Combination
                        )
                    )
                )
        );
}
