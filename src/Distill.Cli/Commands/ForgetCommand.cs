using System.CommandLine;
using Distill.Api.Privacy;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Cli.Runs;
using Distill.Core.Privacy;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill forget</c>: removes what a user said, or one exchange, and names the models that learned from it.</summary>
internal sealed class ForgetCommand : DistillCommand
{
    private readonly Option<string?> _user = new("--user") { Description = "Key of the user, as the gateway gets it", HelpName = "KEY" };
    private readonly Option<string?> _asid = new("--asid") { Description = "Id of one answer", HelpName = "ID" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be forgotten" };
    private readonly Option<Uri?> _host = RunCommandOptions.Host();

    /// <summary>The command.</summary>
    public ForgetCommand()
        : base(
            CommandGroup.Data,
            "forget",
            "Forget a user or one answer in logs, datasets, files, journals, reports and tasks; names the models that learned from it.",
            new Example("distill forget --user 8121 --dry-run", "what there is, nothing is touched"),
            new Example("distill forget --user 8121 --json", "the receipt, to be kept")
        )
    {
        Add(_user);
        Add(_asid);
        Add(_dryRun);
        Add(_host);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = new ForgetRequest(context.Get(_user), context.Get(_asid), context.Get(_dryRun));
        if (string.IsNullOrEmpty(request.User) == string.IsNullOrEmpty(request.Asid))
        {
            throw CliException.Usage("who or what is to be forgotten?", "--user, --asid", "name one of them");
        }

        await using var host = await RunHost.FindAsync(context, context.Get(_host), cancellationToken);
        var receipt = await host.Client.PostAsync<ForgetReceipt>("api/privacy/forget", request, null, cancellationToken);
        context.Terminal.Write(receipt, console => Write(console, receipt));
        return receipt.DryRun || receipt.Pending.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(IAnsiConsole console, ForgetReceipt receipt)
    {
        console.WriteLine(receipt.DryRun ? "Would be forgotten:" : $"Forgotten; the receipt is {Forgetting.Container}/{receipt.Id}.json:");
        console.WriteLine($"  inference log   {receipt.Logs.Values.Sum()} lines in {receipt.Logs.Count} files");
        console.WriteLine($"  feedback        {receipt.Feedback.Values.Sum()} lines in {receipt.Feedback.Count} files");
        foreach (var dataset in receipt.Datasets)
        {
            console.WriteLine($"  dataset         {dataset.Dataset}: {dataset.Rows} rows; its next version is {dataset.Replacement}");
        }

        foreach (var file in receipt.Files)
        {
            console.WriteLine($"  {Words(file.Change), -15} {file.Path}: {file.Rows} {(file.Rows == 1 ? "row" : "rows")}");
        }

        console.WriteLine($"  response cache  {receipt.CachedAnswers} answers");
        console.WriteLine($"  annotation      {receipt.Tasks.Count} tasks");
        if (receipt.Models.Count > 0)
        {
            console.WriteLine(
                $"Trained on it: {string.Join(", ", receipt.Models)}. What a model has learned stays in it: retrain or retire it."
            );
        }

        if (receipt.Pending.Count > 0)
        {
            console.WriteLine($"Not yet, because it is in use: {string.Join(", ", receipt.Pending)}.");
            console.WriteLine("Give the command again when the hour is over (logs) or the run has ended; 'distill cancel RUN' ends one.");
        }
    }

    private static string Words(ForgottenChange change) =>
        change switch
        {
            ForgottenChange.Rewritten => "written anew",
            ForgottenChange.Moved => "moved",
            ForgottenChange.Rebuilt => "report anew",
            _ => "deleted",
        };
}
