using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;
using Distill.Cli.Terminal;
using Distill.Cli.Tests.Annotating;
using Distill.LocalHost.Hosting;

namespace Distill.Cli.Tests.Commands;

/// <summary>The command on a home of its own, and on a real host.</summary>
public sealed class AnnotateCommandTests : IDisposable
{
    private const string Replies = """
        {"id":"a1","messages":[{"role":"user","content":"今天天气怎么样？"},{"role":"assistant","content":"不知道。"}],"feedback":{"thumb":-1,"edit":"晴，十五度。"}}
        {"id":"a2","messages":[{"role":"user","content":"写一句诗"},{"role":"assistant","content":"床前\u001b[31m明月光"}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task APersonAtTheTerminal_ApprovesRewritesUndoes_AndWhatTheyTypeDecides()
    {
        await MakeAsync();

        // The first task: candidate 9 does not exist, then 1. The second: take the first back, decide it again by rewriting, then reject the second.
        var cli = await RunAsync("9\n1\nu\nr\n晴。\n明天也是。\n.\nx\n偏题\n", "--as", "ann");

        cli.Out.ShouldContain("guidelines, version 1");
        cli.Out.ShouldContain("'candidate' must be from 0 to");
        cli.Out.ShouldContain("taken back");
        cli.Out.ShouldContain("Nothing waits for you.");
        cli.Out.ShouldNotContain("\u001b[31m", Case.Sensitive, "a reply must not steer the terminal");
        var lines = await ExportAsync();
        lines.Count.ShouldBe(2);
        lines.ShouldContain(line =>
            line.GetProperty("verdict").GetString() == "rewrite" && line.GetProperty("text").GetString() == "晴。\n明天也是。"
        );
        lines.ShouldContain(line =>
            line.GetProperty("verdict").GetString() == "reject" && line.GetProperty("reason").GetString() == "偏题"
        );
    }

    [Fact]
    public async Task Quitting_GivesTheTaskBack()
    {
        await MakeAsync();

        await RunAsync("q\n", "--as", "ann");

        var next = JsonDocument.Parse((await RunAsync(null, "--as", "ben", "--next", "--json")).Out).RootElement.GetProperty("task");
        next.GetProperty("lease").GetProperty("annotator").GetString().ShouldBe("ben");
    }

    [Fact]
    public async Task CtrlC_AlsoWhileAReasonIsTyped_GivesTheTaskBack()
    {
        await MakeAsync();
        using var interruption = new CancellationTokenSource();
        var output = new StringWriter();
        var command = new AnnotateCommand(new InterruptedReader(interruption, "1", "x"));

        var code = await new DistillApp(new TerminalSettings { Out = output, Error = output }, [command]).RunAsync(
            ["annotate", "news", "--home", Home("home"), "--as", "ann"],
            interruption.Token
        );

        code.ShouldBe(ExitCode.Failed);
        output.ToString().ShouldContain("The task is given back.");
        var figures = (await RunAsync(null, "--stats")).Out;
        figures.ShouldContain("approved   1");
        figures.ShouldNotContain("assigned");
    }

    [Fact]
    public async Task UndoingWithoutADecision_KeepsTheTaskInHand()
    {
        await MakeAsync();

        var cli = await RunAsync("u\n1\nq\n", "--as", "ann");

        cli.Out.ShouldContain("You have not decided on anything yet.");
        cli.Out.ShouldContain("1 decided");
    }

    [Fact]
    public async Task AScript_TakesDecidesAndUndoes()
    {
        await MakeAsync();

        var task = JsonDocument
            .Parse((await RunAsync(null, "--next", "--json")).Out)
            .RootElement.GetProperty("task")
            .GetProperty("id")
            .GetString()!;
        (await RunAsync(null, "--task", task, "--decide", "rewrite:好")).Out.ShouldContain("rewritten");
        (await RunAsync(null, "--undo", "--json")).Out.ShouldContain(task);
        (await RunAsync(null, "--stats", "--json")).Out.ShouldContain("\"open\": 2");
    }

    [Fact]
    public async Task Decisions_ExportedAndImportedElsewhere_AreTheSame_AndABadLineIsTold()
    {
        await MakeAsync();
        await RunAsync("1\n1\n", "--as", "ann");
        var file = Path.Combine(_folder.Path, "decisions.jsonl");
        await RunAsync(null, "--export", file);
        await MakeAsync("other");
        await File.AppendAllTextAsync(
            file,
            "{\"task\":\"000000000000000000000000\",\"verdict\":\"approve\",\"candidate\":0}\n",
            TestContext.Current.CancellationToken
        );

        var cli = await RunInAsync("other", null, ExitCode.Failed, "--as", "ann", "--import", file);

        cli.Out.ShouldContain("2 decisions carried out");
        cli.Error.ShouldContain("line 3: There is no task");
        (await RunInAsync("other", null, ExitCode.Done, "--stats")).Out.ShouldContain("approved   2");
    }

    [Theory]
    [InlineData("none", "--stats")]
    [InlineData("news", "--decide", "perhaps")]
    [InlineData("news", "--new")]
    [InlineData("News!", "--new")]
    [InlineData("news", "--add", "no-such-file.jsonl")]
    public async Task WrongInput_IsToldWithARemedy_AndNothingIsTaken(string project, params string[] arguments)
    {
        await MakeAsync();

        var cli = new CliHarness(new AnnotateCommand());
        var code = await cli.RunAsync(["annotate", project, "--home", Home("home"), .. arguments]);

        code.ShouldBe(ExitCode.Usage);
        cli.Error.ShouldContain("remedy:");
        (await RunAsync(null, "--stats", "--json")).Out.ShouldContain("\"open\": 2");
    }

    [Fact]
    public async Task OnAHost_TheSameCommandsWork_UnderANameBeyondAscii()
    {
        await using var host = await DistillLocalHost.StartAsync(
            new LocalHostOptions
            {
                Home = Home("host"),
                Urls = "http://127.0.0.1:0",
                ShutdownGrace = TimeSpan.Zero,
                ConfigureLogging = _ => { },
            },
            TestContext.Current.CancellationToken
        );
        string[] address = ["--host", host.Address.ToString(), "--as", "安妮"];
        await RunInAsync("unused", null, ExitCode.Done, ["--new", "--add", _folder.Write("replies.jsonl", Replies), .. address]);

        var cli = await RunInAsync("unused", "2\nx\n偏题\n", ExitCode.Done, address);

        cli.Out.ShouldContain("2 decided");
        (await RunInAsync("unused", null, ExitCode.Done, ["--stats", .. address])).Out.ShouldContain("安妮");
        (await RunInAsync("unused", null, ExitCode.Usage, ["--task", "none", .. address])).Error.ShouldContain("There is no task 'none'");
    }

    private string Home(string name) => Path.Combine(_folder.Path, name);

    private async Task MakeAsync(string home = "home") =>
        await RunInAsync(
            home,
            null,
            ExitCode.Done,
            "--new",
            "--guidelines",
            _folder.Write("rules.md", "只看事实。"),
            "--add",
            _folder.Write("replies.jsonl", Replies)
        );

    private Task<CliHarness> RunAsync(string? typed, params string[] arguments) => RunInAsync("home", typed, ExitCode.Done, arguments);

    private async Task<CliHarness> RunInAsync(string home, string? typed, int expected, params string[] arguments)
    {
        var cli = new CliHarness(new AnnotateCommand(typed is null ? null : new StringReader(typed)));
        var code = await cli.RunAsync(["annotate", "news", "--home", Home(home), .. arguments]);
        code.ShouldBe(expected, cli.Error);
        return cli;
    }

    private async Task<List<JsonElement>> ExportAsync()
    {
        var file = Path.Combine(_folder.Path, "exported.jsonl");
        await RunAsync(null, "--export", file);
        return
        [
            .. (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line =>
                JsonDocument.Parse(line).RootElement
            ),
        ];
    }
}
