using System.Globalization;
using System.Text.Json;
using Distill.Core.Training;
using Distill.Core.Training.Curves;

namespace Distill.Core.Tests.Training;

public class CurveDiagnoserTests
{
    private static readonly TrainingParameters Used = new(3, 1.0);

    [Fact]
    public void Diagnose_OfASettledCurve_IsConverged()
    {
        var diagnosis = Diagnose(i => 0.3 + (2 * Math.Exp(-i / 15.0)), i => 0.35 + (2 * Math.Exp(-i / 15.0)));
        diagnosis.Verdict.ShouldBe(CurveVerdict.Converged);
        diagnosis.Next.ShouldBeNull();
        diagnosis.Figures.Values.ShouldAllBe(value => double.IsFinite(value));
    }

    [Fact]
    public void Diagnose_OfAFallingCurve_WantsMoreEpochs()
    {
        var diagnosis = Diagnose(i => 2 - (i / 80.0), i => 2.1 - (i / 80.0));
        diagnosis.Verdict.ShouldBe(CurveVerdict.StillFalling);
        diagnosis.Next.ShouldBe(new TrainingParameters(5, 1.0));
    }

    [Fact]
    public void Diagnose_OfAValidationThatRisesAgain_NamesTheBestCheckpointAndFewerEpochs()
    {
        FineTuningCheckpoint[] checkpoints = [new("m:1", 40, 0.62), new("m:2", 80, 0.9), new("m:3", 120, 1.3)];
        var diagnosis = Diagnose(i => 0.05 + (2 * Math.Exp(-i / 30.0)), i => 0.6 + (Math.Pow(i - 36, 2) / 8000), checkpoints: checkpoints);
        diagnosis.Verdict.ShouldBe(CurveVerdict.Overfitting);
        diagnosis.BestStep!.Value.ShouldBeInRange(30, 42);
        diagnosis.BestCheckpoint.ShouldBe("m:1");
        diagnosis.Next.ShouldBe(new TrainingParameters(1, 1.0));
    }

    [Fact]
    public void Diagnose_OfAValidationThatOnlyJumps_IsNotOverfitting()
    {
        // Losses of small batches: skewed, and as noisy at the end as anywhere.
        var random = new Random(11);
        var verdicts = Enumerable.Range(0, 100).Select(_ => Diagnose(Training, i => Training(i) + Noise()).Verdict);
        verdicts.Count(verdict => verdict == CurveVerdict.Overfitting).ShouldBeLessThanOrEqualTo(2);

        double Noise() => -0.12 * Math.Log(1 - random.NextDouble());
    }

    [Fact]
    public void Diagnose_OfAValidationThatRisesThroughItsNoise_IsOverfitting()
    {
        var random = new Random(12);
        Diagnose(Training, i => 0.4 + (Math.Pow(i - 36, 2) / 8000) + (random.NextDouble() * 0.1))
            .Verdict.ShouldBe(CurveVerdict.Overfitting);
    }

    [Fact]
    public void Diagnose_OfAGrowingLoss_HasDivergedAndGoesSlower()
    {
        var diagnosis = Diagnose(i => 0.7 + (i * 0.05), _ => null);
        diagnosis.Verdict.ShouldBe(CurveVerdict.Diverged);
        diagnosis.Next.ShouldBe(new TrainingParameters(3, 0.25));
    }

    [Fact]
    public void Diagnose_OfABlowUpAfterAGoodStart_HasDiverged() =>
        Diagnose(i => i < 60 ? 2 * Math.Exp(-i / 20.0) : 1.8, _ => null).Verdict.ShouldBe(CurveVerdict.Diverged);

    [Fact]
    public void Diagnose_OfALossThatJumpsAbout_IsJitter() =>
        Diagnose(i => 1 + (i % 2 == 0 ? 0.4 : -0.4) + (i % 3 * 0.1), _ => null).Verdict.ShouldBe(CurveVerdict.Jitter);

    [Fact]
    public void Diagnose_OfALossThatIsZeroAtOnce_HasCollapsed() =>
        Diagnose(i => i < 10 ? 1.0 / (i + 1) : 0.001, _ => 0.001).Verdict.ShouldBe(CurveVerdict.Collapsed);

    [Fact]
    public void Diagnose_OfANotANumber_SaysWhere()
    {
        var diagnosis = Diagnose(i => i == 50 ? double.NaN : 1, _ => null);
        diagnosis.Verdict.ShouldBe(CurveVerdict.NotANumber);
        diagnosis.Summary.ShouldContain("step 50");
    }

    [Theory]
    [InlineData("")]
    [InlineData("step,train_loss\n1,0.5\n2,0.4\n")]
    public void Diagnose_OfAlmostNothing_HasTooFewPoints(string csv) =>
        CurveDiagnoser.Diagnose(ResultFile.Parse(csv), Used).Verdict.ShouldBe(CurveVerdict.TooFewPoints);

    [Fact]
    public void Diagnose_OfNoiseAndOneOutlier_IsUnmoved()
    {
        var random = new Random(5);
        for (var run = 0; run < 20; run++)
        {
            var diagnosis = Diagnose(i => i == 90 ? 40 : 0.5 + (2 * Math.Exp(-i / 12.0)) + (random.NextDouble() * 0.1), _ => null);
            diagnosis.Verdict.ShouldBe(CurveVerdict.Converged);
        }
    }

    [Theory]
    [InlineData("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy")]
    [InlineData("\uFEFFstep,train_loss,train_mean_token_accuracy,valid_loss,validation_mean_token_accuracy")]
    public void Parse_OfBothSpellings_ReadsBlanksAndNamesBadLines(string header)
    {
        var curve = ResultFile.Parse(header + "\r\n2,0.5,0.9,,\r\n1,1.5,0.5,1.25,0.75\r\n\r\nx,1,1,1,1\r\n3,NaN,,inf,\r\n");
        curve.Points.Select(point => point.Step).ShouldBe([1, 2, 3]);
        curve
            .Points[0]
            .ShouldBe(
                new LossPoint
                {
                    Step = 1,
                    TrainLoss = 1.5,
                    TrainAccuracy = 0.5,
                    ValidationLoss = 1.25,
                    ValidationAccuracy = 0.75,
                }
            );
        curve.Points[1].ValidationLoss.ShouldBeNull();
        curve.Points[2].TrainLoss.ShouldBe(double.NaN);
        curve.Skipped.ShouldBe(["line 5: Step 'x' is not a number"]);
        // The curve travels between activities as JSON, NaN and all.
        JsonSerializer.Deserialize<LossCurve>(JsonSerializer.Serialize(curve))!.Points.ShouldBe(curve.Points);
    }

    [Fact]
    public void Parse_OfAFileWithoutSteps_SaysSo() => ResultFile.Parse("a,b\n1,2").Skipped.Single().ShouldContain("no column of losses");

    private static double Training(int step) => 0.04 + Math.Exp(-step / 15.0);

    private static CurveDiagnosis Diagnose(
        Func<int, double> train,
        Func<int, double?> validation,
        IReadOnlyList<FineTuningCheckpoint>? checkpoints = null
    )
    {
        var lines = Enumerable.Range(1, 120).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{train(i)},,{validation(i)},"));
        var curve = ResultFile.Parse("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n" + string.Join('\n', lines));
        return CurveDiagnoser.Diagnose(curve, Used, checkpoints);
    }
}
