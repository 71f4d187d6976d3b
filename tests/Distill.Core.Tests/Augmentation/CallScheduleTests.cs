using Distill.Core.Augmentation;
using Distill.Core.Models;
using Distill.Core.Samples;
using Distill.Testing;

namespace Distill.Core.Tests.Augmentation;

public sealed class CallScheduleTests
{
    private static readonly SampleClasses Classes = new(sample => sample.Answer, answer => answer);

    private static readonly AugmentationOptions Options = new()
    {
        Target = AugmentationTarget.Parse("100")!.Value,
        MaxRatio = 100,
        Methods = [AugmentationMethod.Paraphrase, AugmentationMethod.SelfInstruct],
    };

    [Fact]
    public void Create_RowsInAnyOrder_GivesTheSameCallsAndNeverTheSameTwice()
    {
        var rows = Rows().ToList();

        var calls = Create(rows);
        var reversed = Create(Enumerable.Reverse(rows));

        reversed.Select(call => call.Messages[0]).ShouldBe(calls.Select(call => call.Messages[0]));
        calls.Select(call => call.Messages[0]).ShouldBeUnique();
        calls.ShouldAllBe(call => call.Label == "thin" && call.Expected == "thin");
        calls.Where(call => call.Method == AugmentationMethod.SelfInstruct).ShouldAllBe(call => call.Seeds.Count == 4);
        calls.SelectMany(call => call.Seeds).ShouldNotContain("made");
    }

    [Fact]
    public void Create_WithRowsOfAnEarlierAugmentation_AsksForOtherTexts()
    {
        var first = Create(Rows().Where(row => row.Id != "made")).Select(call => call.Messages[0]);

        var made = Rows().Single(row => row.Id == "made");
        var rows = Rows().Concat(Enumerable.Range(0, 9).Select(index => made with { Id = $"made-{index}" }));
        Create(rows).Select(call => call.Messages[0]).Intersect(first).ShouldBeEmpty();
    }

    [Fact]
    public void Create_WithAnotherSeed_ChoosesOthers() =>
        Create(Rows(), Options with { Seed = 2 })[0].Seeds.ShouldNotBe(Create(Rows())[0].Seeds);

    [Fact]
    public void ToSample_AndBack_IsTheSameCall()
    {
        var call = Create(Rows())[1];

        var line = new System.Buffers.ArrayBufferWriter<byte>();
        SampleJson.Write(line, call.ToSample());
        var read = AugmentationCall.Of(SampleJson.Read(line.WrittenSpan).Sample!);

        (read.Id, read.Label, read.Expected, read.Method, read.Wanted).ShouldBe(
            (call.Id, call.Label, call.Expected, call.Method, call.Wanted)
        );
        read.Seeds.ShouldBe(call.Seeds);
        read.Messages.ShouldBe(call.Messages);
    }

    private static IReadOnlyList<AugmentationCall> Create(IEnumerable<Sample> rows, AugmentationOptions? options = null)
    {
        options ??= Options;
        var survey = new AugmentationSurvey(Classes);
        var kept = rows.ToList();
        foreach (var row in kept)
        {
            survey.Add(row).ShouldBeTrue();
        }

        var model = new ModelEntry
        {
            Name = "t",
            Endpoint = new Uri("http://127.0.0.1:1/v1"),
            Model = "t",
        };
        var plan = AugmentationPlanner.Plan(survey.Classes(), options, model);
        var seeds = new SeedChoice(plan, survey.Subject(), Classes, options.Seed);
        foreach (var row in kept)
        {
            seeds.Add(row);
        }

        return CallSchedule.Create(plan, seeds, survey.Subject(), Classes, options);
    }

    private static IEnumerable<Sample> Rows()
    {
        for (var index = 0; index < 120; index++)
        {
            yield return Some.Sample($"l{index}", $"large text number {index}", "large");
        }

        for (var index = 0; index < 12; index++)
        {
            yield return Some.Sample($"t{index}", $"thin text {index}", "thin");
        }

        var call = new AugmentationCall("c", "thin", null, AugmentationMethod.Paraphrase, ["t0"], 1, []);
        yield return AugmentedRow
            .Ask(
                new Variant("made", call, "a made one", 0.5),
                Some.Sample(),
                new AugmentationSubject(Core.Dedup.PromptTemplate.None),
                null,
                "t"
            )
            .WithAnswer("thin");
    }
}
