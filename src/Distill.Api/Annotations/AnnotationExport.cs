using System.Buffers;
using System.Text;
using Distill.Api.Problems;
using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Distill.Core.PreferencePairs;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Annotations;

/// <summary>Streams what has been decided as JSON lines.</summary>
internal static class AnnotationExport
{
    private delegate void Writer(IBufferWriter<byte> output, AnnotationTask task, Action endLine);

    private static readonly Dictionary<string, Writer> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["decisions"] = WriteDecisions,
        ["sft"] = (output, task, endLine) => WriteRow(output, AnnotatedRows.SupervisedOrDrop(task).Row, endLine),
        ["pairs"] = (output, task, endLine) => WriteRow(output, AnnotatedRows.GuardedPair(task, new PairGuardOptions()).Row, endLine),
        ["rejects"] = WriteRejects,
    };

    public static async Task<IResult> GetAsync(string project, string? kind, string? round, HttpContext context, IAnnotationStore store)
    {
        if (!Kinds.TryGetValue(kind ?? "decisions", out var write))
        {
            return ApiProblem.Invalid("kind", $"It must be one of {string.Join(", ", Kinds.Keys)}.");
        }

        if (await store.FindProjectAsync(project, context.RequestAborted) is null)
        {
            return AnnotationProblem.NoProject(project);
        }

        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var output = context.Response.BodyWriter;
        var query = new TaskQuery { Round = round, WithContent = true };
        await foreach (var task in store.ListTasksAsync(project, query, context.RequestAborted))
        {
            // What is open shows nobody's decisions: a second person may be about to decide.
            if (task.IsFinal)
            {
                write(output, task, () => output.Write("\n"u8));
                await output.FlushAsync(context.RequestAborted);
            }
        }

        return TypedResults.Empty;
    }

    private static void WriteDecisions(IBufferWriter<byte> output, AnnotationTask task, Action endLine)
    {
        foreach (var line in DecisionLine.Of(task))
        {
            output.Write(Encoding.UTF8.GetBytes(line.Write()));
            endLine();
        }
    }

    private static void WriteRow(IBufferWriter<byte> output, Sample? row, Action endLine)
    {
        if (row is not null)
        {
            SampleJson.Write(output, row);
            endLine();
        }
    }

    private static void WriteRejects(IBufferWriter<byte> output, AnnotationTask task, Action endLine)
    {
        (string By, Core.Operators.Drop? Drop)[] drops =
        [
            ("annotate.sft", AnnotatedRows.SupervisedOrDrop(task).Drop),
            ("annotate.pairs", AnnotatedRows.GuardedPair(task, new PairGuardOptions()).Drop),
        ];
        foreach (var (by, drop) in drops)
        {
            if (drop is not null)
            {
                RejectJson.Write(output, new Reject(task.Dataset ?? "", 0, null, task.SampleId, by, drop.Reason, drop.Detail));
                endLine();
            }
        }
    }
}
