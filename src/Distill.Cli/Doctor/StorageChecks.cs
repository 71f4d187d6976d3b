using Distill.Cli.CommandLine;
using Distill.Cli.Hosting;
using Distill.LocalHost.Hosting;
using Microsoft.Extensions.Options;

namespace Distill.Cli.Doctor;

/// <summary>Checks of where blobs and records are kept.</summary>
internal static class StorageChecks
{
    private const string Check = "storage";

    /// <summary>Whether the storage that the configuration chooses can be used. Changes nothing: local storage is covered by the checks of the home.</summary>
    public static async Task<CheckResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (HomeStorage.IsLocal(context))
            {
                return new CheckResult(Check, CheckState.Ok, "local, in the home");
            }

            await using var storage = await HomeStorage.OpenAsync(context, cancellationToken);
            return new CheckResult(Check, CheckState.Ok, $"azure, {storage.Locations.Root} answers");
        }
        catch (Exception wrong) when (wrong is LocalHostException or OptionsValidationException)
        {
            return new CheckResult(Check, CheckState.Broken, wrong.Message, "mend Storage:… of the configuration, or use --storage local");
        }
    }
}
