using Distill.Core.Inference.Journal;
using Distill.Core.Privacy;
using Distill.Core.Reporting;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

/// <summary>Files of every kind that hold rows of one user (answers <c>a1</c>) and of others, and what must be left of them.</summary>
public sealed class ForgottenFiles(IBlobStore blobs, IResponseCache cache)
{
    public const string UserKey = "user-8121";

    private const string Journal = "runs/r1/journal/r1-teacher/00000.jsonl";
    private const string OtherJournal = "runs/r2/journal/r2-teacher/00000.jsonl";
    private const string Source = "sources/00ff/log.jsonl.gz";
    private const string Array = "sources/00ee/rows.json";
    private const string Upload = "uploads/traffic/rows.csv";
    private const string Training = "runs/r1/r1/train.jsonl";
    private const string Verdicts = "runs/r1/evaluations/final/verdicts.jsonl";
    private const string Measurement = "runs/r1/r1/measurement.json";
    private const string Selection = "runs/r1/turn/select.json";
    private const string Report = "runs/r1/report";
    private const string Export = "datasets/op1/export";

    public static IReadOnlyList<ForgottenFile> Expected { get; } =
    [
        new(Journal, 3, ForgottenChange.Rewritten),
        new(Source, 1, ForgottenChange.Rewritten),
        new(Array, 1, ForgottenChange.Deleted),
        new(Upload, 1, ForgottenChange.Moved),
        new(Training, 1, ForgottenChange.Rewritten),
        new(Verdicts, 2, ForgottenChange.Rewritten),
        new(Measurement, 1, ForgottenChange.Rewritten),
        new(Selection, 1, ForgottenChange.Rewritten),
        new($"{Report}.json", 1, ForgottenChange.Rewritten),
        new($"{Report}.html", 1, ForgottenChange.Rebuilt),
        new($"{Report}.md", 1, ForgottenChange.Rebuilt),
        new(Export, 1, ForgottenChange.Rewritten),
    ];

    public async Task FillAsync(CancellationToken cancel)
    {
        // k3 was asked for both in one run, k4 in two: those are paid for somebody else too.
        await AppendAsync(Journal, [("k1", ["a1"]), ("k2", ["a2"]), ("k3", ["a1", "a2"]), ("k4", ["ab:a1"])], cancel);
        await AppendAsync(OtherJournal, [("k4", ["a2"])], cancel);
        await cache.AddAsync([.. "1234".Select(digit => Some.Answer($"k{digit}", $"answer k{digit}"))], cancel);
        await blobs.WriteTextAsync(Source, $"{Line("a2")}\n\n{Line("a1")}\n{Line("a3")}\n", cancel);
        await blobs.WriteTextAsync(Array, $"[{Line("a2")},\n{Line("a1")}]", cancel);
        await blobs.WriteTextAsync(
            Upload,
            $"frage;antwort;user\n\"two\nlines\";x;bob\n\"prompt of a1\nand more\";y;{UserKey}\nprompt of a3;z;\n",
            cancel
        );
        await blobs.WriteTextAsync(Training, $"{Chat("a2")}\n{Chat("a1")}\n", cancel);
        await blobs.WriteTextAsync(Export, $"{Chat("a1")}\n{Chat("a3")}\n", cancel);
        await blobs.WriteTextAsync(Verdicts, string.Concat("a1 a2 a1".Split(' ').Select(Verdict)), cancel);
        await blobs.WriteTextAsync(Measurement, $$"""{"models":[{"id":"m"}],"examples":[{{Line("a1")}},{{Line("a2")}}]}""", cancel);
        await blobs.WriteTextAsync(Selection, """{"reasons":{"thumb":2},"examples":{"thumb":["a1","a2"]}}""", cancel);
        var report = MakeReport();
        await blobs.WriteTextAsync($"{Report}.json", ReportJson.Render(report), cancel);
        await blobs.WriteTextAsync($"{Report}.html", ReportHtml.Render(report), cancel);
        await blobs.WriteTextAsync($"{Report}.md", ReportMarkdown.Render(report), cancel);
    }

    public async Task ShouldBeForgottenAsync(ForgetReceipt receipt, CancellationToken cancel)
    {
        receipt.Pending.ShouldBeEmpty();
        foreach (var container in (string[])["uploads", "sources", "runs", "datasets"])
        {
            var left = await blobs.ReadAllAsync(container, cancel);
            left.ShouldNotContain("prompt of a1");
            left.ShouldNotContain("\"a1\"");
        }

        await ShouldKeepOthersAsync(cancel);
        var journal = await new InferenceJournal(blobs).ReadAsync(Journal, cancel);
        journal.Entries.Keys.Order().ShouldBe(["k2", "k3"]);
        journal.DamagedLines.ShouldBe(0);
        (await new InferenceJournal(blobs).ReadAsync(OtherJournal, cancel)).Entries.Keys.ShouldBe(["k4"]);
        (await cache.FindAsync(["k1", "k2", "k3", "k4"], cancel)).Keys.Order().ShouldBe(["k2", "k3", "k4"]);
        // The journal is appended to as before.
        await AppendAsync(Journal, [("k5", ["a5"])], cancel);
        (await new InferenceJournal(blobs).ReadAsync(Journal, cancel)).Entries.Keys.Order().ShouldBe(["k2", "k3", "k5"]);
    }

    private async Task ShouldKeepOthersAsync(CancellationToken cancel)
    {
        // An empty line keeps the places of the others, of which their ids are made.
        (await blobs.ReadTextAsync(Source, cancel)).ShouldBe($"{Line("a2")}\n\n\n{Line("a3")}\n");
        (await blobs.FindAsync(Array, cancel)).ShouldBeNull();
        var moved = (await blobs.ReadAllAsync("sources", cancel)).Replace("\r\n", "\n", StringComparison.Ordinal);
        moved.ShouldContain("/rows.csv\nfrage;antwort;user\n\"two\nlines\";x;bob\n\n\nprompt of a3;z;\n");
        (await blobs.ListAsync("uploads", cancel).CountAsync(cancel)).ShouldBe(0);
        (await blobs.ReadTextAsync(Training, cancel)).ShouldBe($"{Chat("a2")}\n");
        (await blobs.ReadTextAsync(Export, cancel)).ShouldBe($"{Chat("a3")}\n");
        (await blobs.ReadTextAsync(Verdicts, cancel)).ShouldBe(Verdict("a2"));
        (await blobs.ReadTextAsync(Selection, cancel)).ShouldBe("""{"reasons":{"thumb":2},"examples":{"thumb":["a2"]}}""");
        var report = MakeReport();
        report = report with { Examples = [report.Examples[1]] };
        (await blobs.ReadTextAsync($"{Report}.json", cancel)).ShouldBe(ReportJson.Render(report));
        (await blobs.ReadTextAsync($"{Report}.html", cancel)).ShouldBe(ReportHtml.Render(report));
        (await blobs.ReadTextAsync($"{Report}.md", cancel)).ShouldBe(ReportMarkdown.Render(report));
    }

    private static RunReport MakeReport() =>
        new()
        {
            RunId = "r1",
            Name = "news",
            StartedAt = Some.Time,
            EndedAt = Some.Time.AddHours(1),
            Examples = [Example("a1"), Example("a2")],
        };

    private static ReportExample Example(string id) =>
        new()
        {
            Id = id,
            Prompt = $"prompt of {id}",
            Answers = [new ExampleAnswer("teacher", $"answer of {id}", null, null, null)],
        };

    private static string Line(string id) =>
        $$$"""{"id":"{{{id}}}","messages":[{"role":"user","content":"prompt of {{{id}}}"}],"meta":{"asid":"{{{id}}}"}}""";

    private static string Chat(string id) =>
        $$"""{"messages":[{"role":"user","content":"prompt of {{id}}"},{"role":"assistant","content":"晴，十五度。"}]}""";

    private static string Verdict(string id) => $$"""{"id":"{{id}}","judge":"j","order":"AB","verdict":"A"}""" + "\n";

    private async Task AppendAsync(string path, (string Key, string[] Records)[] entries, CancellationToken cancel)
    {
        await using var journal = await new InferenceJournal(blobs).OpenAsync(path, cancel);
        foreach (var (key, records) in entries)
        {
            await journal.AppendAsync(JournalEntry.Of(Some.Answer(key, $"answer {key}"), records));
        }
    }
}
