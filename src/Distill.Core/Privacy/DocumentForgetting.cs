using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Reporting;
using Distill.Core.Reporting.Evaluations;
using Distill.Core.Reporting.Turns;
using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Cuts what quotes a person out of the JSON documents of runs, and makes their reports anew from what is left. Thread-safe.</summary>
/// <remarks>
/// Figures stay as they were measured; only examples go. Page and text of a report are written before its data: as long as the data has such examples, a repetition after a crash finds them.
/// Memory: one document, which for reports is some megabytes at most.
/// </remarks>
/// <param name="blobs">Where they are.</param>
internal sealed class DocumentForgetting(IBlobStore blobs)
{
    private const string Report = "/report.json";

    /// <summary>What a document holds of the person, with the page and the text that are made of it; empty when nothing.</summary>
    public async Task<IReadOnlyList<ForgottenFile>> FindAsync(string path, Person person, string run, CancellationToken cancellationToken)
    {
        var (_, cut) = await CutAsync(path, person, run, cancellationToken);
        if (cut == 0)
        {
            return [];
        }

        var found = new List<ForgottenFile> { new(path, cut, ForgottenChange.Rewritten) };
        foreach (var rendering in Renderings(path))
        {
            if (await blobs.FindAsync(rendering, cancellationToken) is not null)
            {
                found.Add(new ForgottenFile(rendering, cut, ForgottenChange.Rebuilt));
            }
        }

        return found;
    }

    /// <summary>Writes a document without what quotes the person, and its page and text before it; false when somebody else changed it meanwhile.</summary>
    public async Task<bool> RemoveAsync(string path, Person person, string run, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(path, cancellationToken) is not { } found)
        {
            return true;
        }

        var (document, cut) = await CutAsync(path, person, run, cancellationToken);
        if (cut == 0)
        {
            return true;
        }

        var json = JsonExcerpt.Render(document!);
        if (path.EndsWith(Report, StringComparison.Ordinal) && Render(path, json) is { } rendered)
        {
            json = rendered.Json;
            await RewriteAsync(Renderings(path)[0], rendered.Html, cancellationToken);
            await RewriteAsync(Renderings(path)[1], rendered.Markdown, cancellationToken);
        }
        else
        {
            foreach (var rendering in Renderings(path))
            {
                await blobs.DeleteAsync(rendering, cancellationToken: cancellationToken);
            }
        }

        try
        {
            await using var write = await blobs.CreateAsync(path, BlobCondition.Match(found.ETag), cancellationToken);
            await write.Content.WriteAsync(System.Text.Encoding.UTF8.GetBytes(json), cancellationToken);
            await write.CommitAsync(cancellationToken);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }

    private static string[] Renderings(string path) =>
        path.EndsWith(Report, StringComparison.Ordinal) ? [$"{path[..^".json".Length]}.html", $"{path[..^".json".Length]}.md"] : [];

    // The three kinds of reports tell each other apart: none has all the fields that another must have.
    private static (string Html, string Markdown, string Json)? Render(string path, string json)
    {
        Func<(string, string, string)>[] kinds =
        [
            () =>
                ReportJson.Parse(json) is var run ? (ReportHtml.Render(run), ReportMarkdown.Render(run), ReportJson.Render(run)) : default,
            () => TurnJson.Parse(json) is var turn ? (TurnHtml.Render(turn), TurnMarkdown.Render(turn), TurnJson.Render(turn)) : default,
            () =>
                EvaluationJson.Parse(json) is var measured
                    ? (EvaluationHtml.Render(measured), EvaluationMarkdown.Render(measured), EvaluationJson.Render(measured))
                    : default,
        ];
        foreach (var kind in kinds)
        {
            try
            {
                return kind();
            }
            catch (JsonException)
            {
                // It is of another kind.
            }
        }

        return null;
    }

    private async Task<(JsonNode? Document, long Cut)> CutAsync(string path, Person person, string run, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
            var document = await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken);
            var matcher = new RecordMatcher(person, run);
            return (document, JsonExcerpt.Cut(document, matcher.Names));
        }
        catch (JsonException)
        {
            // It was not written by a run, which writes whole documents only.
            return (null, 0);
        }
    }

    private async Task RewriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(path, cancellationToken) is not null)
        {
            await RunBlobs.WriteTextAsync(blobs, path, text, cancellationToken);
        }
    }
}
