using System.Security.Claims;
using Distill.Api.Access;
using Distill.Core.Annotation;

namespace Distill.Api.Annotations;

/// <summary>What a person may see of a task.</summary>
internal static class TaskView
{
    /// <summary>
    /// The task without other people's leases and, while it is open, without their decisions: two people decide independently only when neither sees what the
    /// other said. Admins see decisions, and so does whoever settles a disagreement.
    /// </summary>
    public static AnnotationTask For(AnnotationTask task, string annotator, ClaimsPrincipal user)
    {
        var settles = task.NeedsAdjudication && task.Lease?.Annotator == annotator;
        var seesAll = task.IsFinal || settles || user.IsInRole(AccessPolicies.NameOf(AccessRole.Admin));
        return task with
        {
            Decisions =
            [
                .. task
                    .Decisions.Where(decision => seesAll || decision.By == annotator)
                    .Select(decision => decision.By == annotator ? decision : decision with { LeaseId = null }),
            ],
            Lease = task.Lease is { } lease && lease.Annotator != annotator ? lease with { Id = "" } : task.Lease,
        };
    }
}
