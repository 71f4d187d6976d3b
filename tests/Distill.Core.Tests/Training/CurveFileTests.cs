using System.Globalization;
using CsCheck;
using Distill.Core.Training;
using Distill.Core.Training.Curves;

namespace Distill.Core.Tests.Training;

public class CurveFileTests
{
    [Fact]
    public void Read_OfATrainerState_MergesTrainingAndEvaluation()
    {
        var reading = CurveFile.Read(
            """
            {"best_metric": 0.9, "best_model_checkpoint": "out/run/checkpoint-20", "epoch": 2.0, "global_step": 30, "num_train_epochs": 2, "log_history": [
              {"epoch": 0.5, "grad_norm": 1.2, "learning_rate": 5e-5, "loss": 2.5, "step": 10},
              {"epoch": 1.0, "loss": 1.5, "mean_token_accuracy": 0.7, "step": 20},
              {"epoch": 1.0, "eval_loss": 1.25, "eval_runtime": 3.1, "step": 20},
              {"epoch": 1.5, "grad_norm": NaN, "loss": 0.0, "step": 30},
              {"epoch": 2.0, "train_loss": 1.9, "train_runtime": 100.0, "step": 30}
            ]}
            """
        );
        reading.Error.ShouldBeNull();
        (reading.Format, reading.Epochs).ShouldBe((CurveFormat.HuggingFace, 2));
        reading.Curve.Points.Select(point => point.TrainLoss).ShouldBe([2.5, 1.5, double.NaN]);
        reading.Curve.Points[1].FullValidationLoss.ShouldBe(1.25);
        reading.Curve.Points[1].TrainAccuracy.ShouldBe(0.7);
        reading.Checkpoints.ShouldBe([new FineTuningCheckpoint("checkpoint-20", 20, null)]);
    }

    [Fact]
    public void Read_OfALlamaFactoryLog_SkipsAndNamesBadLines()
    {
        var reading = CurveFile.Read(
            """
            {"current_steps": 5, "total_steps": 20, "loss": 2.1, "lr": 0.0001, "epoch": 0.25, "percentage": 25.0, "elapsed_time": "0:00:05"}
            {"current_steps": 10, "total_steps": 20, "loss": Infinity, "epoch": 0.5}
            {"current_steps": 10, "total_steps": 20, "eval_loss": 1.8, "epoch": 0.5}
            {"current_steps": 15, "total_steps"
            {"total_steps": 20, "loss": 1.0}
            {"current_steps": 20, "total_steps": 20, "epoch": 1.0, "percentage": 100.0}
            """
        );
        reading.Format.ShouldBe(CurveFormat.JsonLines);
        reading.Epochs.ShouldBe(1);
        reading
            .Curve.Points.Select(point => (point.Step, point.TrainLoss, point.FullValidationLoss))
            .ShouldBe([(5, 2.1, null), (10, double.PositiveInfinity, 1.8)]);
        reading.Curve.Skipped.Count.ShouldBe(2);
        reading.Curve.Skipped[0].ShouldStartWith("line 4: not JSON");
        reading.Curve.Skipped[1].ShouldBe("line 5: the step is missing or out of range");
    }

    [Fact]
    public void Read_OfBase64_ReadsWhatIsInIt()
    {
        var text = Convert.ToBase64String("step,train_loss\n1,2.5\n2,2.0\n"u8);
        CurveFile.Read(text).Curve.Points.Select(point => point.TrainLoss).ShouldBe([2.5, 2.0]);
        // A header of one column is base64, too, but nothing that could be a curve is in it.
        CurveFile.Read("loss\n12.5\n11.5\n").Curve.Points.Count.ShouldBe(2);
        CurveFile.Read("loss\n1234\n").Curve.Points.Count.ShouldBe(1);
    }

    [Fact]
    public void Read_OfSeveralEvaluationSets_FollowsTheFirstAndSaysSo()
    {
        var curve = CurveFile
            .Read(
                """
                [{"step": 1, "eval_zh_loss": 3, "epoch": 0}, {"step": 1, "eval_en_loss": 5}, {"step": 2, "eval_en_loss": 4}, {"step": 2, "eval_zh_loss": 2}]
                """
            )
            .Curve;
        curve.Points.Select(point => point.FullValidationLoss).ShouldBe([3, 2]);
        curve.Skipped.ShouldBe(["eval_en_loss left out: the curve follows eval_zh_loss"]);
    }

    [Theory]
    [InlineData("epoch,loss,val_loss\n0,2,1.5\n1,1,1.2\n", 1, 2.0, 1.5)]
    [InlineData("Step;Training Loss;eval_loss\n10;2;1.5\n", 10, 2.0, 1.5)]
    [InlineData("\"Step\",\"run-7 - train/loss\",\"run-7 - eval/loss\"\n\"10\",\"2\",\"1.5\"\n", 10, 2.0, 1.5)]
    [InlineData("Wall time\tStep\tValue\n1690000000.1\t7\t2\n", 7, 2.0, null)]
    public void Read_OfTablesOfTrainers_FindsTheirColumns(string csv, int step, double train, double? validation)
    {
        var reading = CurveFile.Read(csv);
        reading.Error.ShouldBeNull();
        var point = reading.Curve.Points[0];
        (point.Step, point.TrainLoss, point.FullValidationLoss).ShouldBe((step, train, validation));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("a,b\n1,2", "there is no column of losses in 'a,b'")]
    [InlineData("{\"a\": 1}", "The file holds no loss.")]
    [InlineData("{\"log_history\": []}", "The file holds no loss.")]
    [InlineData("{\"log_history\": 5}", "The file holds no loss")]
    [InlineData("[1, 2]", "entry 1: not a JSON object")]
    [InlineData("{broken", "line 1: not JSON")]
    public void Read_OfWhatIsNoCurve_SaysWhyAndWhatIsRead(string text, string error)
    {
        var reading = CurveFile.Read(text);
        reading.Error.ShouldNotBeNull().ShouldContain(error);
        reading.Error.ShouldContain("trainer_log.jsonl");
        reading.Curve.Points.ShouldBeEmpty();
    }

    [Fact]
    public void Read_OfAnyText_NeverThrows() =>
        Gen.String[Gen.Char["{}[]\":,\n loss step NaN 0.5eval_"], 0, 80].Sample(text => CurveFile.Read(text).ShouldNotBeNull());

    [Fact]
    public void Diagnose_OfAnyCurve_GivesAVerdictWithFiniteFigures() =>
        Gen.Select(Gen.OneOf(Gen.Double[-5, 5], Gen.Const(0.0), Gen.Const(double.NaN), Gen.Double[0, 1e300]), Gen.Double[-5, 5])
            .List[0, 40]
            .Sample(losses =>
            {
                var points = losses.Select(
                    (loss, i) =>
                        new LossPoint
                        {
                            Step = i,
                            TrainLoss = i % 3 == 2 ? null : loss.Item1,
                            FullValidationLoss = i % 5 == 0 ? loss.Item2 : null,
                        }
                );
                var diagnosis = CurveDiagnoser.Diagnose(new LossCurve([.. points], []), new TrainingParameters(3, 1));
                diagnosis.Summary.ShouldNotBeNullOrEmpty();
                diagnosis.Figures.Values.ShouldAllBe(value => double.IsFinite(value));
            });

    [Theory]
    [InlineData(-1.0, 0.0, CurveVerdict.Converged)]
    [InlineData(-0.2, -0.05, CurveVerdict.StillFalling)]
    [InlineData(-1.0, 0.05, CurveVerdict.Diverged)]
    public void Diagnose_OfALossBelowZero_JudgesByItsSize(double start, double slope, CurveVerdict verdict)
    {
        var csv =
            "step,train_loss\n"
            + string.Join(
                '\n',
                Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{start + (slope * i)}"))
            );
        CurveDiagnoser.Diagnose(ResultFile.Parse(csv), new TrainingParameters(3, 1)).Verdict.ShouldBe(verdict);
    }
}
