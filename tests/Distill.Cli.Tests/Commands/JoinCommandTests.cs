using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Commands;

public sealed class JoinCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new JoinCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Answers_meet_what_users_said_and_carry_the_score_with_its_parts()
    {
        var log = _folder.Write("log.jsonl", Answer("a1", "08:00") + Answer("a2", "08:01"));
        var events = _folder.Write("events.jsonl", Event("e1", "a1", "thumb", "\"value\":-1") + Event("e2", "a1", "stop"));

        (await JoinAsync(log, "--feedback", events)).ShouldBe(ExitCode.Done, _cli.Error);

        var lines = await LinesAsync("out.jsonl");
        var (disliked, silent) = (JsonDocument.Parse(lines[0]).RootElement, JsonDocument.Parse(lines[1]).RootElement);
        disliked.GetProperty("feedback").GetRawText().ShouldBe("""{"thumb":-1,"stopped":true}""");
        disliked.GetProperty("scores").GetRawText().ShouldBe("""{"feedback":0,"feedback.stop":-1,"feedback.thumb":-1}""");
        disliked.GetProperty("meta").GetProperty("source").GetRawText().ShouldBe("""{"file":"log.jsonl","line":1}""");
        silent.TryGetProperty("feedback", out _).ShouldBeFalse();
        _cli.Out.ShouldMatch("Logs +1 file of gateway");
        _cli.Out.ShouldMatch("Answers +2");
        _cli.Out.ShouldMatch("with feedback +1, 0 liked, 1 disliked");
        _cli.Out.ShouldMatch("matched +2");
    }

    [Fact]
    public async Task Repeated_unknown_and_wrong_events_are_told_and_unmatched_ones_join_later()
    {
        var log = _folder.Write("log.jsonl", Answer("a1", "08:00"));
        var events = _folder.Write(
            "events.jsonl",
            Event("e1", "a1", "thumb", "\"value\":1")
                + Event("e1", "a1", "thumb", "\"value\":1")
                + Event("e2", "a2", "copy")
                + Event("e3", "a2", "rating", "\"value\":5")
                + Event("e4", "a1", "thumb", "\"value\":7")
        );

        (await JoinAsync(log, "--feedback", events, "--unmatched", In("later.jsonl"), "--rejects", In("r.jsonl"))).ShouldBe(
            ExitCode.Done,
            _cli.Error
        );

        _cli.Out.ShouldMatch("Events +3");
        _cli.Out.ShouldMatch("repeated +1");
        _cli.Out.ShouldMatch("not: answer unknown +2, on 1 answers that no log has");
        _cli.Out.ShouldMatch("malformed_event +1, first in .*line 5: value");
        (await LinesAsync("r.jsonl")).ShouldHaveSingleItem().ShouldContain("\"operator\":\"join\"");
        (await LinesAsync("later.jsonl")).Length.ShouldBe(2);

        var next = _folder.Write("next.jsonl", Answer("a2", "09:00"));
        (await JoinAsync(next, "--feedback", In("later.jsonl"))).ShouldBe(ExitCode.Done, _cli.Error);

        (await LinesAsync("out.jsonl"))
            .ShouldHaveSingleItem()
            .ShouldContain(
                """
                "feedback":{"rating":5,"copies":1}
                """.Trim()
            );
    }

    [Fact]
    public async Task A_window_leaves_answers_out_and_late_feedback_brings_older_ones_back()
    {
        var log = _folder.Write("log.jsonl", Answer("a1", "07:00") + Answer("a2", "08:00") + Answer("a3", "09:00"));
        var events = _folder.Write("events.jsonl", Event("e1", "a1", "copy") + Event("e2", "a3", "copy"));
        string[] window = ["--feedback", events, "--from", "2026-11-23T08:00:00Z", "--to", "2026-11-23T09:00:00Z", "--json"];

        (await JoinAsync(log, window)).ShouldBe(ExitCode.Done, _cli.Error);

        (await LinesAsync("out.jsonl")).ShouldHaveSingleItem().ShouldContain("\"id\":\"a2\"");
        var root = JsonDocument.Parse(_cli.Out).RootElement;
        root.GetProperty("left").GetProperty("outside").GetInt64().ShouldBe(2);
        root.GetProperty("events").GetProperty("left").GetInt64().ShouldBe(2);
        root.GetProperty("events").GetProperty("unknown").GetInt64().ShouldBe(0);

        (await JoinAsync(log, [.. window, "--late"])).ShouldBe(ExitCode.Done, _cli.Error);

        (await LinesAsync("out.jsonl")).Select(line => line[..10]).ShouldBe(["{\"id\":\"a1\"", "{\"id\":\"a2\""]);
    }

    [Fact]
    public async Task Folders_and_csv_and_logs_of_other_makers_join_too()
    {
        Directory.CreateDirectory(In("logs/08"));
        await File.WriteAllTextAsync(In("logs/08/gw-0.jsonl"), Answer("a1", "08:00"));
        await File.WriteAllTextAsync(In("logs/08/gw-1.jsonl"), "");
        var qianfan = _folder.Write(
            "qianfan.jsonl",
            """
            {"requestid":"r1","timestamp":"2026-11-23T08:00:00Z","asid":"a2","request":{"messages":[{"role":"user","content":"q"}]},"response":{"result":"ok"}}
            """
        );
        var csv = _folder.Write("thumbs.csv", "asid,type,value\na1,thumb,1\na2,thumb,-1\n");

        (await _cli.RunAsync("join", In("logs"), qianfan, "--feedback", csv, "-o", In("out.jsonl"))).ShouldBe(ExitCode.Done, _cli.Error);

        var lines = await LinesAsync("out.jsonl");
        lines
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("feedback").GetProperty("thumb").GetInt32())
            .ShouldBe([1, -1]);
        _cli.Out.ShouldMatch("1 file of gateway, 1 file of qianfan-log");
    }

    [Fact]
    public async Task Shadows_failed_calls_other_aliases_and_repeated_lines_are_left_out_and_counted()
    {
        var log = _folder.Write(
            "log.jsonl",
            Answer("a1", "08:00")
                + Answer("a1", "08:00")
                + Answer("a2", "08:00").Replace("\"status\"", "\"shadow_of\":\"a1\",\"status\"", StringComparison.Ordinal)
                + Answer("a3", "08:00").Replace("\"alias\":\"online\"", "\"alias\":\"other\"", StringComparison.Ordinal)
                + """{"asid":"a4","time":"2026-11-23T08:00:00Z","alias":"online","request":{"messages":[]},"status":504,"error":"upstream_timeout"}"""
                + "\n{\"asid\":\n"
        );
        var events = _folder.Write("events.jsonl", Event("e1", "a2", "copy"));

        (await JoinAsync(log, "--feedback", events, "--alias", "online")).ShouldBe(ExitCode.Done, _cli.Error);

        (await LinesAsync("out.jsonl")).Length.ShouldBe(1);
        foreach (
            var row in new[] { "other alias +1", "shadow +1", "failed call +1", "logged before +1", "answer left out +1", "Rejected +1" }
        )
        {
            _cli.Out.ShouldMatch(row);
        }
    }

    [Theory]
    [InlineData("--feedback", "-")]
    [InlineData("--from", "soon")]
    [InlineData("--late")]
    public async Task What_cannot_be_is_refused_and_leaves_no_file(params string[] arguments)
    {
        var log = _folder.Write("log.jsonl", Answer("a1", "08:00"));
        var events = arguments.Contains("--feedback")
            ? []
            : new[] { "--feedback", _folder.Write("events.jsonl", Event("e1", "a1", "copy")) };

        (await JoinAsync(log, [.. events, .. arguments])).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain(arguments[0]);
        File.Exists(In("out.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public async Task Samples_on_stdout_leave_no_room_for_json()
    {
        var log = _folder.Write("log.jsonl", Answer("a1", "08:00"));

        (await _cli.RunAsync("join", log, "--feedback", log, "--json")).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain("--output");
    }

    private static string Answer(string asid, string time) =>
        $$$"""{"asid":"{{{asid}}}","time":"2026-11-23T{{{time}}}:00.000Z","alias":"online","model":"ft:7","stream":false,"request":{"model":"online","messages":[{"role":"user","content":"q"}]},"response":{"choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]},"status":200,"latency_ms":812.4}"""
        + "\n";

    private static string Event(string id, string asid, string type, string? more = null) =>
        $"{{\"event_id\":\"{id}\",\"asid\":\"{asid}\",\"type\":\"{type}\",{(more is null ? "" : more + ",")}\"time\":\"2026-11-23T10:00:00Z\"}}\n";

    private Task<int> JoinAsync(string log, params string[] arguments) => _cli.RunAsync(["join", log, "-o", In("out.jsonl"), .. arguments]);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private async Task<string[]> LinesAsync(string name) => await File.ReadAllLinesAsync(In(name), TestContext.Current.CancellationToken);
}
