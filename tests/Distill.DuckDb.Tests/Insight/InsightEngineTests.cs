using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Distill.Core.Filtering;
using Distill.Core.Formats;
using Distill.Core.Insight;
using Distill.Core.Samples;
using Distill.DuckDb.Insight;

namespace Distill.DuckDb.Tests.Insight;

public class InsightEngineTests
{
    private static readonly string[] Names =
    [
        "labels.intent",
        "length(answer)",
        "length(prompt)",
        "turns",
        "time",
        "meta.cost",
        "scores.judge",
        "feedback.thumb",
        "tokens",
        "language",
    ];

    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.Const((string?)null),
        OneOf<string?>("", "退款😀", "the answer to the question", "a\\\"b\n", "é", "x\0y"),
        Gen.String[Gen.Char['a', 'f'], 0, 40].Select(text => (string?)text)
    );

    private static readonly Gen<string> Line = Gen.Select(
        Text,
        Text,
        OneOf("\"a\"", "\"b\"", "\"c\"", "7", "true", "null", "\"\\u0061\""),
        OneOf("1", "2.5", "-3e2", "\"x\"", "null", "true", "{}", "[1,2]", "1e999"),
        OneOf("\"2026-11-23T08:00:00Z\"", "1764000000", "\"soon\"", "null"),
        Gen.Int[0, 9],
        (prompt, answer, label, cost, time, shape) =>
        {
            string Json(string? text) => JsonValue.Create(text ?? "")!.ToJsonString();
            var system = shape == 1 ? "{\"role\":\"system\",\"content\":\"s\"}," : "";
            var turns = answer is null ? "" : $",{{\"role\":\"assistant\",\"content\":{Json(answer)}}}";
            var extra = shape switch
            {
                2 => ",\"unknown\":1",
                3 => ",\"meta\":{\"cost\":9}",
                4 => ",\"labels\":{\"intent\":{}}",
                5 => ",\"scores\":{\"judge\":4.5,\"judge\":3}",
                6 => ",\"scores\":{\"judge\":4}",
                7 => ",\"feedback\":{\"thumb\":-1}",
                8 => "",
                _ => ",\"feedback\":{\"thumb\":1,\"text\":\"ü\"}",
            };
            return $"{{\"id\":\"@\",\"messages\":[{system}{{\"role\":\"user\",\"content\":{Json(prompt)}}}{turns}],\"labels\":{{\"intent\":{label}}},\"meta\":{{\"cost\":{cost},\"time\":{time}}}{extra}}}";
        }
    );

    [Fact]
    public async Task Figures_AreThoseOfANaiveReading() =>
        await Line.Array[1, 40]
            .SampleAsync(
                async lines =>
                {
                    var file = File(lines);
                    var samples = await ReadAsync(file);
                    var insight = await AskAsync(file, new InsightQuestion { Fields = [.. Names.Select(InsightField.Of)] });
                    insight.Records.ShouldBe(samples.Count);
                    foreach (var field in insight.Fields)
                    {
                        ShouldDescribe(field, [.. samples.Select(InsightField.Of(field.Name).Read)]);
                    }
                },
                iter: 30
            );

    [Fact]
    public async Task OneFieldAlone_IsReadOffTheLinesAsOffTheSamples() =>
        await Gen.Select(Line.Array[1, 20], OneOf(Names))
            .SampleAsync(
                async (lines, name) =>
                {
                    var file = File(lines);
                    ShouldDescribe(
                        (await AskAsync(file, new InsightQuestion { Fields = [InsightField.Of(name)] })).Fields[0],
                        [.. (await ReadAsync(file)).Select(InsightField.Of(name).Read)]
                    );
                },
                iter: 30
            );

    [Theory]
    [InlineData("labels.intent = 'a'")]
    [InlineData("length(answer) > 3 and not feedback.thumb = 1")]
    public async Task DrillDown_EqualsTheInsightOfTheFilteredFile(string filter)
    {
        var where = FilterExpression.Parse(filter).Expression!;
        await Line.Array[1, 60]
            .SampleAsync(
                async lines =>
                {
                    var file = File(lines);
                    var kept = (await ReadAsync(file)).Where(where.Matches).ToList();

                    var insight = await AskAsync(file, new InsightQuestion { Fields = [.. Names.Select(InsightField.Of)], Where = where });

                    insight.Matched.ShouldBe(kept.Count);
                    insight.Fields.ShouldAllBe(field => field.Records == kept.Count);
                    foreach (var field in insight.Fields)
                    {
                        ShouldDescribe(field, [.. kept.Select(InsightField.Of(field.Name).Read)]);
                    }
                },
                iter: 20
            );
    }

    [Fact]
    public async Task Groups_AreTheFieldsOfTheirSamples()
    {
        var (by, field) = (InsightField.Of("labels.intent"), InsightField.Of("length(answer)"));
        await Line.Array[1, 60]
            .SampleAsync(
                async lines =>
                {
                    var file = File(lines);
                    var naive = (await ReadAsync(file))
                        .GroupBy(sample => by.Read(sample).Text ?? "")
                        .ToDictionary(group => group.Key, group => group.ToList());

                    var insight = await AskAsync(file, new InsightQuestion { Fields = [field], By = by });

                    insight.Groups.Count.ShouldBe(naive.Count);
                    foreach (var group in insight.Groups)
                    {
                        var lengths = naive[group.Value ?? ""].Select(sample => field.Read(sample).Number).ToList();
                        group.Records.ShouldBe(lengths.Count);
                        group.Fields[0].Missing.ShouldBe(lengths.Count(double.IsNaN));
                        group.Fields[0].Median.ShouldBe(lengths.TrueForAll(double.IsNaN) ? null : Quantile(Sorted(lengths), 0.5));
                    }
                },
                iter: 20
            );
    }

    [Fact]
    public async Task AskWithoutFields_DescribesWhatIsThereAndHowVariedItIs()
    {
        var lines = Enumerable
            .Range(0, 120)
            .Select(i => Row(i, i % 2 == 0 ? $"please refund order {i} to my card" : $"what is the weather in city {i}", "ok"));
        var insight = await AskAsync(File([.. lines]), new InsightQuestion());

        insight
            .Fields.Select(field => field.Name)
            .ShouldBe(["turns", "length(prompt)", "length(answer)", "tokens", "language(prompt)", "labels.intent", "meta.latency_ms"]);
        insight.Diversity!.ExactDuplicates.ShouldBe(0);
        insight.Diversity.Distinct1!.Value.ShouldBe(1.0 / 120, 1e-12);
        insight.Clusters.Sum(cluster => cluster.Count).ShouldBe(120);
        insight.Clusters.ShouldContain(cluster => cluster.Words.Contains("refund"));
        insight.Clusters.ShouldContain(cluster => cluster.Words.Contains("weather"));
    }

    [Fact]
    public async Task Duplicates_AreCountedOverAllSamples()
    {
        var lines = Enumerable
            .Range(0, 100)
            .Select(i => Row(i, i < 25 ? "The SAME question" : $"question number {i} about thing {i * 7}", "a"));

        var diversity = (await AskAsync(File([.. lines]), new InsightQuestion())).Diversity!;

        diversity.ExactDuplicates.ShouldBe(0.24);
        diversity.NearDuplicates.ShouldBeGreaterThanOrEqualTo(0.24);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Row(int id, string prompt, string answer) =>
        $"{{\"id\":\"{id}\",\"messages\":[{{\"role\":\"user\",\"content\":\"{prompt}\"}},{{\"role\":\"assistant\",\"content\":\"{answer}\"}}],\"labels\":{{\"intent\":\"x\"}},\"meta\":{{\"latency_ms\":{id}}}}}";

    private static byte[] File(IEnumerable<string> lines) =>
        Encoding.UTF8.GetBytes(string.Join('\n', lines.Select((line, i) => line.Replace("\"@\"", $"\"r{i}\"", StringComparison.Ordinal))));

    private static async Task<List<Sample>> ReadAsync(byte[] file)
    {
        var options = new ImportOptions { Format = ImportFormats.Canonical };
        await using var reader = await ImportReader.OpenAsync(new MemoryStream(file), "in.jsonl", options);
        return await reader.ReadAsync().Where(item => item.IsSample).Select(item => item.Sample!).ToListAsync();
    }

    private static async Task<DatasetInsight> AskAsync(byte[] file, InsightQuestion question)
    {
        using var sidecar = InsightSidecar.InMemory();
        var options = new ImportOptions { Format = ImportFormats.Canonical };
        var rows = new ImportedRows("in", token => ImportReader.OpenAsync(new MemoryStream(file), "in.jsonl", options, token), threads: 2);
        return await InsightEngine.AskAsync(rows, sidecar.Table, question);
    }

    private static void ShouldDescribe(FieldInsight field, IReadOnlyList<InsightValue> values)
    {
        var numbers = Sorted(values.Select(value => value.Number));
        field.Missing.ShouldBe(values.Count(value => value.IsMissing), field.Name);
        (field.Numbers?.Count ?? 0).ShouldBe(numbers.Count, field.Name);
        if (field.Numbers is { } found)
        {
            (found.Min, found.Max, found.Distinct).ShouldBe((numbers[0], numbers[^1], numbers.Distinct().Count()), field.Name);
            found.Mean.ShouldBe(numbers.Average(), Math.Abs(numbers.Average() * 1e-9));
            found
                .Quantiles.Zip(NumberInsight.QuantileLevels)
                .ShouldAllBe(pair => Math.Abs(pair.First - Quantile(numbers, pair.Second)) <= 1e-9 * Math.Abs(pair.First));
            found.Histogram.Sum(bin => bin.Count).ShouldBe(found.Count);
            foreach (var bin in found.Histogram)
            {
                bin.Count.ShouldBe(numbers.Count(number => number >= bin.Low && !(number >= bin.High)), $"{field.Name} {bin}");
            }
        }

        var texts = values.Where(value => value.Text is not null).Select(value => value.Text!);
        var counted =
            field.IsTime || numbers.Distinct().Count() > ValueInsight.MostShown
                ? texts
                : texts.Concat(numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        (field.Values?.Top ?? [])
            .Select(entry => (entry.Value, entry.Count))
            .Order()
            .ShouldBe(counted.CountBy(text => text).Select(pair => (pair.Key, (long)pair.Value)).Order());
    }

    private static List<double> Sorted(IEnumerable<double> numbers) => [.. numbers.Where(number => !double.IsNaN(number)).Order()];

    private static double Quantile(List<double> sorted, double level)
    {
        var at = level * (sorted.Count - 1);
        var (low, high) = (sorted[(int)Math.Floor(at)], sorted[(int)Math.Ceiling(at)]);
        return low + ((high - low) * (at - Math.Floor(at)));
    }
}
