using Distill.Cli.CommandLine;
using Distill.Cli.Doctor;

namespace Distill.Cli.Commands;

/// <summary><c>distill doctor</c>: says what would keep a run from working, with the remedy. Changes nothing and pays nothing.</summary>
internal sealed class DoctorCommand()
    : DistillCommand(
        CommandGroup.Start,
        "doctor",
        "Check machine, home, storage, configuration and models; pays nothing.",
        new Example("distill doctor", "check everything that distill.yaml of this folder names"),
        new Example("distill doctor --config prod.yaml --json", "the same of another configuration, for a script")
    )
{
    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        await foreach (var result in RunAsync(context, cancellationToken))
        {
            results.Add(result);
            if (!context.Terminal.Json)
            {
                CheckList.Write(context.Terminal.Results, result);
            }
        }

        var broken = results.Count(result => result.State == CheckState.Broken);
        context.Terminal.Write(new { Ok = broken == 0, Checks = results }, _ => { });
        return broken == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async IAsyncEnumerable<CheckResult> RunAsync(
        CommandContext context,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return MachineChecks.Runtime();
        yield return MachineChecks.HomeWritable(context.Home);
        yield return MachineChecks.DiskSpace(context.Home);
        yield return HostChecks.Lock(context.Home);
        yield return HostChecks.Port(context.Home);
        yield return await StorageChecks.RunAsync(context, cancellationToken);
        await foreach (var result in ModelChecks.RunAsync(context.ConfigFile, cancellationToken))
        {
            yield return result;
        }
    }
}
