using System.CommandLine;
using System.Globalization;
using Distill.Api.Models;
using Distill.Cli.CommandLine;
using Distill.Cli.Hosting;
using Distill.Cli.Progress;
using Distill.Cli.Promotion;
using Distill.Cli.Runs;
using Distill.Core.Models;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill models</c>: the configured models, the versions that runs have trained, and what is online.</summary>
internal sealed class ModelsCommand : DistillCommand
{
    private readonly Option<Uri?> _host = RunCommandOptions.Host();

    /// <summary>The command.</summary>
    public ModelsCommand()
        : base(
            CommandGroup.Models,
            "models",
            "List models: configured, trained (parent, quality, decision), and which of them are online.",
            new Example("distill models", "what can be named in distill promote")
        ) => Add(_host);

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var host = await RunHost.FindAsync(context, context.Get(_host), cancellationToken);
        var models = await host.Client.ReadAsync<ModelList>("api/models", cancellationToken) ?? new ModelList([], [], []);
        context.Terminal.Write(models, console => Write(console, models));
        return ExitCode.Done;
    }

    private static void Write(IAnsiConsole console, ModelList models)
    {
        if (models.Configured.Count == 0)
        {
            console.WriteLine("No models are configured; section models of distill.yaml names them.");
        }
        else
        {
            Write(console, ["Configured", "Model", "Online"], models.Configured.Select(Row));
        }

        if (models.Trained.Count > 0)
        {
            console.WriteLine();
            Write(console, ["Trained", "From", "Run", "Quality", "Decision", "Online"], models.Trained.Select(Version));
        }

        string[] Row(ConfiguredModel model) => [model.Name, model.Model, OnlineModels.PlacesOf(models.Aliases, model.Name, null)];

        string[] Version(ModelVersion version) =>
            [
                version.Id,
                version.Parent ?? version.BaseModel,
                version.RunId,
                string.Join(
                    ", ",
                    version.Quality.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.000}"))
                ),
                version.Decision?.Path ?? "",
                OnlineModels.PlacesOf(models.Aliases, version.BaseModel, version.Id) is { Length: > 0 } places ? places : LastTime(version),
            ];
    }

    private static string LastTime(ModelVersion version) =>
        version.Promotions is not [.., var last] ? ""
        : last.RolledBackAt is { } back ? $"{last.Alias}, taken back {Figures.Time(back)}"
        : $"{last.Alias} from {Figures.Time(last.PromotedAt)}, replaced";

    private static void Write(IAnsiConsole console, string[] headings, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(headings);
        foreach (var column in table.Columns)
        {
            column.NoWrap().Padding(0, 0, 2, 0);
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }
}
