using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Filtering;
using Distill.Core.Samples;
using Distill.Core.Sampling;

namespace Distill.Core.Tests.Sampling;

public class LogSamplerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Offer_WithAWindow_IsHalfOpenAndReadsOffsets()
    {
        var window = new TimeWindow(TimeWindow.Parse("2026-11-23T16:00:00+08:00"), TimeWindow.Parse("2026-11-23T08:00:02Z"));

        var (taken, statistics) = Take(Logs(4), new LogSelection { Window = window }, new SampleDraw());

        taken.Select(sample => sample.Id).ShouldBe(["r0", "r1"]);
        statistics.Missed.ShouldBe(new Dictionary<SamplingMiss, long> { [SamplingMiss.OutsideWindow] = 2 });
    }

    [Fact]
    public void Offer_OfARecordWithoutATime_IsInNoWindow()
    {
        var selection = new LogSelection { Window = new TimeWindow(Start, null) };

        var (taken, statistics) = Take([Some("x", "y") with { Meta = null }], selection, new SampleDraw());

        taken.ShouldBeEmpty();
        statistics.Missed[SamplingMiss.NoTime].ShouldBe(1);
    }

    [Theory]
    [InlineData("REFUND", null, null, 1)]
    [InlineData("/re.und/|/退款/", null, null, 2)]
    [InlineData(null, "退款|please", null, 1)]
    [InlineData(null, null, "/^I want/i", 2)]
    [InlineData("refund|退款", null, "please", 1)]
    public void Offer_WithKeywords_LooksInPromptAndAnswer(string? any, string? all, string? none, int taken)
    {
        var rule = new KeywordRule
        {
            Any = Words(any),
            All = Words(all),
            None = Words(none),
        };
        Sample[] samples = [Some("I want a refund", "ok"), Some("我要退款", "yes, please"), Some("hello", "bye")];

        Take(samples, new LogSelection { Keywords = rule }, new SampleDraw()).Statistics.Taken.ShouldBe(taken);
    }

    [Fact]
    public void Drain_WithACount_TakesThatManyInTheOrderOfTheSource()
    {
        var (taken, statistics) = Take(Logs(1000), new LogSelection(), new SampleDraw { Count = 50, Seed = 7 });

        taken.Count.ShouldBe(50);
        taken.Select(sample => int.Parse(sample.Id[1..])).ShouldBeInOrder();
        statistics.Missed[SamplingMiss.NotDrawn].ShouldBe(950);
    }

    [Fact]
    public void Drain_DoesNotDependOnTheOrderInWhichRecordsAreOffered()
    {
        var samples = Logs(500).Index().ToList();
        var draw = new SampleDraw { Count = 40, Strata = new Stratification(Field("labels.intent")) };
        var (forward, backward) = (new LogSampler(new LogSelection(), draw), new LogSampler(new LogSelection(), draw));
        samples.ForEach(pair => forward.Offer(pair.Item, pair.Index));
        samples.AsEnumerable().Reverse().ToList().ForEach(pair => backward.Offer(pair.Item, pair.Index));

        backward.Drain().Select(sample => sample.Id).ShouldBe(forward.Drain().Select(sample => sample.Id));
    }

    [Fact]
    public void Draw_IsUniformOverPositionsAndSeeds()
    {
        var hits = new int[20];
        for (var seed = 0; seed < 2000; seed++)
        {
            foreach (var sample in Take(Logs(20), new LogSelection(), new SampleDraw { Count = 5, Seed = seed }).Taken)
            {
                hits[int.Parse(sample.Id[1..])]++;
            }
        }

        // Each is expected 500 times with a standard deviation of 19.4; five of them is beyond any chance.
        hits.ShouldAllBe(count => Math.Abs(count - 500) < 97);
    }

    [Fact]
    public void Offer_WithAFraction_TakesAtOnceAboutThatShare()
    {
        var (_, statistics) = Take(Logs(10_000), new LogSelection(), new SampleDraw { Fraction = 0.1 });

        statistics.Taken.ShouldBeInRange(850, 1150);
    }

    [Theory]
    [InlineData(StratumAllocation.Proportional, new[] { 6, 3, 1 })]
    [InlineData(StratumAllocation.Equal, new[] { 4, 3, 3 })]
    public void Drain_OfStrata_SharesTheCount(StratumAllocation allocation, int[] expected)
    {
        var samples = Enumerable
            .Range(0, 100)
            .Select(i =>
                Log(
                    i,
                    i < 60 ? "a"
                        : i < 90 ? "b"
                        : "c"
                )
            );
        var strata = new Stratification(Field("labels.intent")) { Allocation = allocation };

        var (_, statistics) = Take(samples, new LogSelection(), new SampleDraw { Count = 10, Strata = strata });

        statistics.Strata.Select(stratum => (int)stratum.Taken).ShouldBe(expected);
        statistics.Taken.ShouldBe(10);
    }

    [Fact]
    public void Drain_OfEqualStrata_LetsTheOthersFillWhatASmallOneLacks()
    {
        var samples = Enumerable
            .Range(0, 3000)
            .Select(i =>
                Log(
                    i,
                    i < 2 ? "rare"
                        : i % 2 == 0 ? "a"
                        : "b"
                )
            );
        var strata = new Stratification(Field("labels.intent")) { Allocation = StratumAllocation.Equal };

        var (_, statistics) = Take(samples, new LogSelection(), new SampleDraw { Count = 20, Strata = strata });

        statistics.Strata.Select(stratum => (stratum.Name, (int)stratum.Taken)).ShouldBe([("a", 9), ("b", 9), ("rare", 2)]);
    }

    [Fact]
    public void Drain_OfCountsByName_TakesNoOtherStrataAndTellsWhatIsShort()
    {
        var samples = Logs(100).Append(Log(200, "rare"));
        var strata = new Stratification(Field("labels.intent"))
        {
            Counts = new Dictionary<string, int> { ["i1"] = 5, ["rare"] = 3 },
        };

        var (_, statistics) = Take(samples, new LogSelection(), new SampleDraw { Strata = strata });

        statistics.Strata.ShouldBe([new StratumCount("i1", 33, 5, 5), new StratumCount("rare", 1, 1, 3)]);
        statistics.Missed[SamplingMiss.Stratum].ShouldBe(67);
        statistics.Missed[SamplingMiss.NotDrawn].ShouldBe(28);
    }

    [Fact]
    public void Offer_ByAFieldOfTooManyValues_SaysSo()
    {
        var draw = new SampleDraw { Count = 10, Strata = new Stratification(Field("id")) };

        Should
            .Throw<TooManyStrataException>(() => Take(Logs(1001), new LogSelection(), draw))
            .Message.ShouldContain("id has more than 1000");
    }

    [Fact]
    public void Validated_OfContradictions_Throws()
    {
        var strata = new Stratification(Field("labels.intent"));

        Should.Throw<InvalidSettingException>(() => new SampleDraw { Count = 1, Fraction = 0.5 }.Validated());
        Should.Throw<InvalidSettingException>(() => new SampleDraw { Fraction = 0 }.Validated());
        Should.Throw<InvalidSettingException>(() => new SampleDraw { Fraction = 0.5, Strata = strata }.Validated());
        Should.Throw<InvalidSettingException>(() =>
            new SampleDraw { Count = 1, Strata = strata with { Counts = new Dictionary<string, int> { ["a"] = 1 } } }.Validated()
        );
    }

    [Fact]
    public void Read_OfAWrongSelection_TellsEachPart()
    {
        var errors = new List<string>();

        new SelectionText
        {
            From = "yesterday",
            Filter = "turns > 'x'",
            Any = ["ok", "/(?=x)/"],
            In = ["nope"],
        }.Read((part, message, _) => errors.Add($"{part}: {message.Split('\n')[0]}"));

        errors.Count.ShouldBe(4);
        errors.ShouldContain("from: 'yesterday' is no time");
        errors.ShouldContain("filter: column 9: turns is a number");
        errors.ShouldContain(error => error.StartsWith("any[1]: the pattern looks around"));
        errors.ShouldContain(error => error.StartsWith("in[0]: 'nope' is no field"));
    }

    private static (IReadOnlyList<Sample> Taken, SamplingStatistics Statistics) Take(
        IEnumerable<Sample> samples,
        LogSelection selection,
        SampleDraw draw
    )
    {
        var sampler = new LogSampler(selection, draw);
        var atOnce = samples.Index().Where(pair => sampler.Offer(pair.Item, pair.Index)).Select(pair => pair.Item).ToList();
        return ([.. atOnce, .. sampler.Drain()], sampler.Statistics);
    }

    private static List<Keyword> Words(string? words) =>
        [
            .. (words?.Split('|') ?? []).Select(word =>
                Keyword.TryParse(word, out var keyword, out _) ? keyword : throw new ArgumentException(word, nameof(words))
            ),
        ];

    private static IEnumerable<Sample> Logs(int count) => Enumerable.Range(0, count).Select(i => Log(i, $"i{i % 3}"));

    private static Sample Log(int second, string intent) =>
        Some($"q{second}", "a") with
        {
            Id = $"r{second}",
            Labels = new Dictionary<string, string> { ["intent"] = intent },
            Meta = new JsonObject { ["time"] = Start.AddSeconds(second).ToString("O") },
        };

    private static Sample Some(string prompt, string answer) =>
        new() { Id = prompt, Messages = [Message.User(prompt), Message.Assistant(answer)] };

    private static FilterField Field(string text) => FilterField.Parse(text, out _)!;
}
