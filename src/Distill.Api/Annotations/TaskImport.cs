using Distill.Api.Problems;
using Distill.Core.Annotation;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Annotations;

/// <summary>Makes tasks of the samples in a request. A bad line is told with its number; the others go on.</summary>
internal static class TaskImport
{
    private const int Batch = 100;
    private const int MaxRejects = 1000;

    public static async Task<IResult> AddAsync(
        string project,
        string? policy,
        DateTimeOffset? deadline,
        double? threshold,
        HttpContext context,
        IAnnotationStore store,
        TimeProvider time
    )
    {
        var (rule, problem) = Rule(policy, deadline, threshold);
        if (problem is not null)
        {
            return problem;
        }

        if (await store.FindProjectAsync(project, context.RequestAborted) is not { Value: var found })
        {
            return AnnotationProblem.NoProject(project);
        }

        var lines = new TaskLines("request");
        var added = 0;
        await foreach (var chunk in lines.ReadAsync(context.Request.Body).Chunk(Batch).WithCancellation(context.RequestAborted))
        {
            var now = time.GetUtcNow();
            AnnotationTask[] tasks = [.. chunk.Select(sample => AnnotationTasks.Of(found, sample, now, deadline: rule))];
            added += await store.AddTasksAsync(tasks, context.RequestAborted);
        }

        return TypedResults.Ok(new TaskImportResult(added, lines.Samples - added, [.. lines.Rejects.Take(MaxRejects)]));
    }

    private static (DeadlineRule Rule, IResult? Problem) Rule(string? policy, DateTimeOffset? deadline, double? threshold)
    {
        var wanted = DeadlinePolicy.Wait;
        if (policy is not null && (!Enum.TryParse(policy, ignoreCase: true, out wanted) || !Enum.IsDefined(wanted)))
        {
            return (DeadlineRule.None, ApiProblem.Invalid("policy", "It must be wait, take or drop."));
        }

        return wanted != DeadlinePolicy.Wait && deadline is null
            ? (DeadlineRule.None, ApiProblem.Invalid("deadline", "It must be a time, since the policy is to be carried out then."))
            : (new DeadlineRule(deadline?.ToUniversalTime(), wanted, threshold ?? 4), null);
    }
}
