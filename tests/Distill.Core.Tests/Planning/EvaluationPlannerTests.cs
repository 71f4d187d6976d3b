using Distill.Core.Evaluation.Measuring;
using Distill.Core.Models;
using Distill.Core.Planning;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Runs.Specs.Flywheels;

namespace Distill.Core.Tests.Planning;

public class EvaluationPlannerTests
{
    private static readonly ModelEntry Student = Model("student", 1);
    private static readonly ModelEntry Judge = Model("judge", 10);

    [Fact]
    public void Plan_OfPairsByAPanel_CountsBothOrdersOfEachJudgeAndPeoplesChoices()
    {
        var forecast = EvaluationPlanner.Plan(
            new EvaluationPlanRequest
            {
                Records = 1_000,
                Mode = EvaluationMode.Pairwise,
                Asked = [Student, Model("other", 1)],
                Answers = 2,
                Judges = [Judge, Model("second", 10)],
                Choices = 200,
            }
        );

        Calls(forecast, RunStages.Evaluate).ShouldBe(2_000);
        Calls(forecast, RunStages.Judge).ShouldBe((2 * 2 * 1_000) + (2 * 2 * 200));
        forecast
            .Uses.Where(use => use.Stage == RunStages.Judge)
            .Select(use => (use.Model, use.Calls))
            .ShouldBe([("judge", 2_400), ("second", 2_400)]);
        // 400 of the rubric, 200 of the question, twice 100 of an answer.
        forecast.Uses.Single(use => use.Model == "judge").InputTokens.ShouldBe(2_400 * 800);
    }

    [Fact]
    public void Plan_OfScores_CountsACallAnAnswerHoweverManyDimensions()
    {
        var request = new EvaluationPlanRequest
        {
            Records = 100,
            Mode = EvaluationMode.Rubric,
            Judges = [Judge],
            Dimensions = 6,
        };

        Calls(EvaluationPlanner.Plan(request), RunStages.Judge).ShouldBe(100);
        Calls(EvaluationPlanner.Plan(request with { Answers = 2 }), RunStages.Judge).ShouldBe(200);
        EvaluationPlanner
            .Plan(request)
            .Total.OutputTokens.ShouldBeGreaterThan(EvaluationPlanner.Plan(request with { Dimensions = 0 }).Total.OutputTokens);
    }

    [Fact]
    public void Plan_WithoutAModelToAsk_CostsNothing()
    {
        var forecast = EvaluationPlanner.Plan(new EvaluationPlanRequest { Records = 100, Mode = EvaluationMode.Labels });

        (forecast.Total.Calls, forecast.Total.Cost).ShouldBe((0, 0));
        forecast.Stages.Select(stage => stage.Stage).ShouldNotContain(RunStages.Judge);
    }

    [Fact]
    public void Plan_OfATurn_CountsDraftsScoresCheckpointsAndTheComparison()
    {
        var spec = new FlywheelSpec
        {
            Name = "w",
            Wheel = "w",
            Teacher = new TeacherSpec { Model = "teacher" },
            Judge = new JudgeSpec { Model = "judge" },
            Select = new SelectSpec { JudgeUnrated = 50 },
            Evaluation = new CompareSpec { Calibration = new CalibrationSpec { Limit = 60 } },
        };
        var request = new TurnPlanRequest(spec, 10_000, Model("teacher", 5), Judge, Student, new PlanAssumptions { LowShare = 0.05 });

        var forecast = TurnPlanner.Plan(request);

        (request.Low, request.Drafted, request.Compared).ShouldBe((500, 350, 150 + 500));
        Calls(forecast, RunStages.Select).ShouldBe(50);
        Calls(forecast, RunStages.Teacher).ShouldBe(150);
        Calls(forecast, RunStages.Annotate).ShouldBe(2 * 4 * 350);
        // A tenth of the low replies, answered and judged: three models of the first stage, and of the second its own three and the first one.
        Calls(forecast, RunStages.Train).ShouldBe((3 + 4) * 50 * 2);
        Calls(forecast, RunStages.Evaluate).ShouldBe(2 * 650);
        Calls(forecast, RunStages.Judge).ShouldBe(2 * (650 + 60));
    }

    private static long Calls(RunForecast forecast, string stage) => forecast.Stages.Single(planned => planned.Stage == stage).Calls;

    private static ModelEntry Model(string name, decimal price) =>
        new()
        {
            Name = name,
            Endpoint = new Uri("http://127.0.0.1:1/v1"),
            Model = name,
            InputPrice = price,
            OutputPrice = price,
        };
}
