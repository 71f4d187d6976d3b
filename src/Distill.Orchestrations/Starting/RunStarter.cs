// Not an orchestrator: this code runs once, in the API and in the command line, so clock and chance are allowed.
#pragma warning disable RS0030
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Storage;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Evaluating;
using Distill.Orchestrations.Turning;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Starting;

/// <summary>Starts runs. Thread-safe.</summary>
/// <remarks>
/// The order is spec blob, run record, orchestration: a crash after the record leaves a pending run that <see cref="RunReconciler"/>, or the same request
/// again, schedules; a crash before it leaves a blob that nothing refers to.
/// </remarks>
/// <param name="blobs">Where specs are kept.</param>
/// <param name="runs">Where run records are kept.</param>
/// <param name="time">Dates the run.</param>
public sealed partial class RunStarter(IBlobStore blobs, IRunStore runs, TimeProvider time)
{
    /// <summary>Starts a run, or answers the one that the idempotency key names.</summary>
    /// <param name="client">Schedules the orchestration.</param>
    /// <param name="document">The spec; its source is a blob or a dataset.</param>
    /// <param name="idempotencyKey">Names the request: the same key is the same run. Null makes a new run each time.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="InvalidRunSpecException">The spec has errors, or names a file, which only the command line can read.</exception>
    public async Task<StartedRun> StartAsync(
        DurableTaskClient client,
        RunSpecDocument document,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(document);
        var spec = document.ParseForHost();
        var runId = idempotencyKey is null ? NewId() : IdOf(idempotencyKey);
        var text = document.ToYaml();
        var (run, created) = await FindOrAddAsync(runId, spec, text, cancellationToken);
        if (run.EndedAt is null)
        {
            await ScheduleAsync(client, run, cancellationToken);
        }

        var accepted = created ? text : await RunBlobs.ReadTextAsync(blobs, run.SpecPath, cancellationToken);
        return new StartedRun(run, created, accepted == text);
    }

    /// <summary>Schedules a run's orchestration unless it is there already.</summary>
    internal static Task ScheduleAsync(DurableTaskClient client, RunRecord run, CancellationToken cancellationToken) =>
        SingleStart.OnceAsync(client, OrchestratorOf(run), run.Id, new RunReference(run.Id), cancellationToken);

    private static string OrchestratorOf(RunRecord run) =>
        run.Pipeline switch
        {
            EvaluationSpec.PipelineName => nameof(Evaluation),
            FlywheelSpec.PipelineName => nameof(FlywheelTurn),
            _ => nameof(Distillation),
        };

    /// <summary>The id that a key stands for: the key itself when it is fit for one, so that whoever starts a run may name it; else its hash.</summary>
    internal static string IdOf(string idempotencyKey) =>
        FitForId().IsMatch(idempotencyKey)
            ? idempotencyKey
            : $"k-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"distill\n{idempotencyKey}")))[..20]}";

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex FitForId();

    private async Task<(RunRecord Run, bool Created)> FindOrAddAsync(
        string runId,
        RunHeader spec,
        string text,
        CancellationToken cancellationToken
    )
    {
        if (await runs.FindAsync(runId, cancellationToken) is { } found)
        {
            return (found.Value, false);
        }

        await RunBlobs.WriteTextAsync(blobs, RunPaths.Spec(runId), text, cancellationToken);
        var now = time.GetUtcNow();
        var run = new RunRecord
        {
            Id = runId,
            Pipeline = spec.Pipeline,
            Name = spec.Name,
            Status = RunStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
            SpecPath = RunPaths.Spec(runId),
        };
        try
        {
            return ((await runs.AddAsync(run, cancellationToken)).Value, true);
        }
        catch (StoreConflictException)
        {
            var twin = await runs.FindAsync(runId, cancellationToken);
            return twin is null
                ? throw new StoreConflictException($"The run '{runId}' was added and removed at the same time.")
                : (twin.Value, false);
        }
    }

    private string NewId() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}"
        );
}
