using Distill.Cli.Progress;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.LocalHost.Hosting.Storage;
using Spectre.Console;

namespace Distill.Cli.Import;

/// <summary>Shows what an import found and made.</summary>
internal static class ImportView
{
    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="manifest">The dataset.</param>
    /// <param name="locations">Tells where its blobs lie.</param>
    public static void Write(IAnsiConsole console, ImportResult result, DatasetManifest manifest, BlobLocations locations)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        grid.AddRow(new Text("Format"), new Text($"{result.Detection.Format}: {result.Detection.Reason}"));
        grid.AddRow(new Text("Records"), new Text(Figures.Count(result.Summary.Records)));
        grid.AddRow(new Text("Rejected"), new Text(Figures.Count(result.Summary.Rejects.Total)));
        foreach (var (reason, count) in result.Summary.Rejects.Counts.OrderByDescending(pair => pair.Value))
        {
            grid.AddRow(
                new Text($"  {reason}"),
                new Text($"{Figures.Count(count)}, {First(result.Summary.Rejects.Examples.GetValueOrDefault(reason))}")
            );
        }

        if (result.Summary.PassedOver > 0)
        {
            grid.AddRow(new Text("Passed over"), new Text($"{Figures.Count(result.Summary.PassedOver)} calls of other kinds than chat"));
        }

        if (result.RejectsPath is { } rejects)
        {
            grid.AddRow(new Text("Rejects in"), new Text(locations.Of(rejects)));
        }

        grid.AddRow(
            new Text("Dataset"),
            new Text($"{manifest.Id} ({manifest.Name}, version {manifest.Version}, {manifest.Shards.Count} shards)")
        );
        console.Write(grid);
    }

    private static string First(Reject? reject)
    {
        if (reject is null)
        {
            return "";
        }

        var field = (string?)reject.Detail?["field"] is { } name ? $"{name}: " : "";
        return $"first in line {reject.Line}: {field}{(string?)reject.Detail?["message"] ?? reject.Reason}";
    }
}
