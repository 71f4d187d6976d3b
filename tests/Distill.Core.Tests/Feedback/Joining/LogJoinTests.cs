using System.Buffers;
using System.Text;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Feedback;
using Distill.Core.Feedback.Folding;
using Distill.Core.Feedback.Joining;
using Distill.Core.Flywheel;
using Distill.Core.Gateway;
using Distill.Core.RollingLogs;
using Distill.Core.Runs;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Feedback.Joining;

public sealed class LogJoinTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly JoinScope Scope = new(new TrafficWindow(Day, Day.AddDays(1)), TimeSpan.FromHours(1), TimeSpan.FromDays(7));

    private readonly LocalStores _stores = new();
    private readonly Dictionary<string, StringBuilder> _files = new(StringComparer.Ordinal);

    [Fact]
    public async Task Feedback_MeetsItsAnswerAndScoresIt()
    {
        var asid = Answer(Day.AddHours(9), "an answer");
        Feel(asid, "thumb", Day.AddHours(10), -1);
        Feel(asid, "edit", Day.AddHours(10), text: "another one altogether");
        Answer(Day.AddHours(9).AddMinutes(1), "left alone");

        var (samples, _, figures) = await JoinAsync();

        var sample = samples.Single(sample => sample.Id == asid);
        sample.Answer.ShouldBe("an answer");
        ((int?)sample.Feedback!["thumb"]).ShouldBe(-1);
        sample.Scores["feedback"].ShouldBeLessThan(0.4);
        sample.Scores["feedback.thumb"].ShouldBe(-1);
        sample.Scores.Keys.ShouldContain("feedback.edit");
        samples.Single(sample => sample.Id != asid).Feedback.ShouldBeNull();
        (figures.Replies, figures.WithFeedback, figures.Disliked, figures.Events).ShouldBe((2, 1, 1, 2));
    }

    [Fact]
    public async Task Shadows_FailedRequests_OtherAliasesAndRepeatedLines_AreLeftOutAndCounted()
    {
        var asid = Answer(Day.AddHours(9), "kept");
        Answer(Day.AddHours(9), "kept", asid: asid);
        Answer(Day.AddHours(10), "unseen", shadowOf: asid);
        Answer(Day.AddHours(10), "elsewhere", alias: "other");
        Fail(Day.AddHours(11));
        Answer(Day.AddDays(-1), "yesterday");
        Answer(Day.AddDays(1).AddMinutes(1), "tomorrow");

        var (samples, rejects, figures) = await JoinAsync();

        samples.ShouldHaveSingleItem().Id.ShouldBe(asid);
        rejects.ShouldBeEmpty();
        (figures.Repeated, figures.Shadows, figures.OtherAliases, figures.Failed).ShouldBe((1, 1, 1, 1));
    }

    [Fact]
    public async Task LateFeedback_BringsAnOlderAnswerBackWithAllThatWasSaidOfIt()
    {
        var old = Answer(Day.AddDays(-3), "an old answer");
        Feel(old, "copy", Day.AddDays(-3).AddHours(1));
        Feel(old, "thumb", Day.AddHours(5), -1);
        var seen = Answer(Day.AddDays(-2), "an answer that an earlier turn has taken in");
        Feel(seen, "thumb", Day.AddDays(-2).AddHours(1), 1);
        var tooOld = Answer(Day.AddDays(-8), "too old");
        Feel(tooOld, "thumb", Day.AddHours(5), 1);

        var (samples, _, figures) = await JoinAsync();

        var sample = samples.ShouldHaveSingleItem();
        sample.Id.ShouldBe(old);
        ((int?)sample.Feedback!["copies"]).ShouldBe(1);
        (figures.Late, figures.Unknown).ShouldBe((1, 1));
    }

    [Fact]
    public async Task FeedbackWhoseLogIsNotThereYet_IsCountedAndJoinsInTheTurnInWhichItComes()
    {
        var asid = Asid.Create(Day.AddHours(3));
        Feel(asid, "thumb", Day.AddHours(4), 1);
        (await JoinAsync()).Figures.Unknown.ShouldBe(1);

        Answer(Day.AddHours(3), "here at last", asid: asid);

        var (samples, _, figures) = await JoinAsync();
        samples.ShouldHaveSingleItem().Scores["feedback"].ShouldBe(1);
        figures.Unknown.ShouldBe(0);
    }

    [Fact]
    public async Task FeedbackThatComesAfterTheLag_IsTheNextTurns()
    {
        var asid = Answer(Day.AddHours(9), "an answer");
        Feel(asid, "thumb", Day.AddDays(1).AddHours(2), -1);

        (await JoinAsync()).Samples.ShouldHaveSingleItem().Feedback.ShouldBeNull();

        var next = Scope with { Window = new TrafficWindow(Day.AddDays(1), Day.AddDays(2)) };
        (await JoinAsync(next)).Samples.ShouldHaveSingleItem().Id.ShouldBe(asid);
    }

    [Fact]
    public async Task LinesThatCannotBeRead_AreRejectsWithFileAndLine()
    {
        var asid = Answer(Day.AddHours(9), "an answer");
        var log = File(LogJoin.Logs, Day.AddHours(9));
        log.Append("{\"asid\": \n");
        Feel(asid, "thumb", Day.AddHours(9), 5);
        Feel(asid, "thumb", Day.AddHours(9), 1);

        var (samples, rejects, figures) = await JoinAsync();

        samples.ShouldHaveSingleItem().Scores["feedback"].ShouldBe(1);
        rejects
            .Select(reject => (Path.GetFileName(reject.File), reject.Line, reject.Operator))
            .ShouldBe([("gw-000000.jsonl", 1, "join"), ("gw-000000.jsonl", 2, "join")]);
        rejects[0].File.ShouldStartWith("feedback/2026/11/24/09/");
        ((string?)rejects[0].Detail!["field"]).ShouldBe("value");
        rejects[1].Reason.ShouldBe("malformed_json");
        figures.Malformed.ShouldBe(2);
    }

    public void Dispose() => _stores.Dispose();

    private async Task<(List<Sample> Samples, List<Reject> Rejects, JoinFigures Figures)> JoinAsync(JoinScope? scope = null)
    {
        foreach (var (path, text) in _files)
        {
            await RunBlobs.WriteTextAsync(_stores.Blobs, path, text.ToString());
        }

        var join = new LogJoin(_stores.Blobs, scope ?? Scope, "online", new FeedbackScoring(new FeedbackWeights()));
        var items = await join.ReadAsync().ToListAsync();
        return (
            [.. items.Where(item => item.IsSample).Select(item => item.Sample!)],
            [.. items.Where(item => !item.IsSample).Select(item => item.Reject!)],
            join.Figures
        );
    }

    private string Answer(DateTimeOffset time, string text, string? asid = null, string? shadowOf = null, string alias = "online")
    {
        asid ??= Asid.Create(time);
        var message = new { role = "assistant", content = text };
        Log(
            time,
            new
            {
                asid,
                time,
                alias,
                target = "student",
                model = "student",
                shadow_of = shadowOf,
                request = Request,
                response = new { choices = new[] { new { message } } },
                status = 200,
            }
        );
        return asid;
    }

    private void Fail(DateTimeOffset time) =>
        Log(
            time,
            new
            {
                asid = Asid.Create(time),
                time,
                alias = "online",
                request = Request,
                status = 504,
                error = "upstream_timeout",
            }
        );

    private static object Request => new { model = "online", messages = new[] { new { role = "user", content = "a question" } } };

    private void Log(DateTimeOffset time, object line) =>
        File(LogJoin.Logs, time)
            .Append(
                JsonSerializer.Serialize(
                    line,
                    new JsonSerializerOptions
                    {
                        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
                    }
                )
            )
            .Append('\n');

    private void Feel(string asid, string type, DateTimeOffset time, double? value = null, string? text = null)
    {
        var line = new ArrayBufferWriter<byte>();
        var item = new FeedbackEvent
        {
            EventId = $"{asid}-{type}-{value}",
            Asid = asid,
            Type = type,
            Value = value,
            Text = text,
            Time = time,
        };
        FeedbackLine.Write(item, line);
        File(LogJoin.Feedback, time).Append(Encoding.UTF8.GetString(line.WrittenSpan)).Append('\n');
    }

    private StringBuilder File(string container, DateTimeOffset time)
    {
        var path = RollingLogPath.Of(container, time, "gw", 0);
        return _files.TryGetValue(path, out var file) ? file : _files[path] = new StringBuilder();
    }
}
