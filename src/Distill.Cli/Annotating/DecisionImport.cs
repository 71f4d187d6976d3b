using System.Text.Json.Nodes;
using Distill.Cli.Failures;
using Distill.Core.Annotation;
using Distill.Core.Datasets;

namespace Distill.Cli.Annotating;

/// <summary>Carries out decisions from a file of JSON lines. A line that cannot be carried out is told, and the others go on.</summary>
internal static class DecisionImport
{
    /// <summary>Reads and carries out.</summary>
    /// <param name="client">Where the tasks are.</param>
    /// <param name="content">The lines.</param>
    /// <param name="file">Name of the file, for what is told.</param>
    /// <param name="adjudicate">True when the decisions settle disagreements.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>How many were carried out, and what could not be.</returns>
    public static async Task<(int Decided, IReadOnlyList<Reject> Rejects)> RunAsync(
        IAnnotationClient client,
        Stream content,
        string file,
        bool adjudicate,
        CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(content);
        var rejects = new List<Reject>();
        var decided = 0;
        for (var number = 1L; await reader.ReadLineAsync(cancellationToken) is { } text; number++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var (line, fault) = DecisionLine.Read(text);
            fault ??= await DecideAsync(client, line!, adjudicate, cancellationToken);
            if (fault is null)
            {
                decided++;
            }
            else
            {
                var reason = line is null ? RejectReasons.MalformedJson : "not_decided";
                rejects.Add(new Reject(file, number, null, line?.Task, "annotate", reason, new JsonObject { ["message"] = fault }));
            }
        }

        return (decided, rejects);
    }

    // What is wrong, or null.
    private static async Task<string?> DecideAsync(
        IAnnotationClient client,
        DecisionLine line,
        bool adjudicate,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var task = await client.TakeAsync(line.Task, adjudicate, cancellationToken);
            if (line.Choice.Fault(task.Content.Candidates.Count) is { } fault)
            {
                await client.GiveBackAsync(task, forGood: false, cancellationToken);
                return fault;
            }

            _ = await client.DecideAsync(task, line.Choice, cancellationToken);
            return null;
        }
        catch (CliException refused)
        {
            return string.Join(' ', refused.Failure.Problems.Select(problem => problem.Message));
        }
    }
}
