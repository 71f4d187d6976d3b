using System.Globalization;
using Distill.Cli.Progress;
using Distill.Core.Planning;
using Spectre.Console;

namespace Distill.Cli.Planning;

/// <summary>Shows a forecast.</summary>
internal static class PlanView
{
    /// <summary>Writes it for people.</summary>
    public static void Write(IAnsiConsole console, RunForecast forecast, SourceCount? source)
    {
        if (source is not null)
        {
            console.WriteLine(
                $"The source holds {Figures.Count(source.Records)} records with {Figures.Count(source.Prompts)} prompts to ask; {Figures.Count(source.Rejected)} are bad."
            );
        }

        console.Write(Stages(forecast));
        console.WriteLine();
        console.Write(Uses(forecast));
        var total = forecast.Total;
        console.WriteLine();
        console.WriteLine(
            $"{Figures.Count(total.Work.Orchestrations)} orchestrations, {Figures.Count(total.Work.Activities)} activities, "
                + $"{Figures.Count(total.Work.HistoryRows)} history rows (longest {Figures.Count(forecast.LongestHistory)}), "
                + $"about {Number(total.StorageRequests)} storage requests, {Bytes(total.Bytes)} written."
        );
        console.WriteLine($"Slowest: {forecast.Slowest.Stage}, bound by {Text(forecast.Slowest.Limit)}.");
        console.WriteLine(Assumed(forecast.Request.Assumptions));
        WriteNotes(console, forecast);
    }

    /// <summary>A limit in words.</summary>
    internal static string Text(BindingLimit limit) =>
        limit switch
        {
            BindingLimit.RequestsPerMinute => "requests a minute",
            BindingLimit.TokensPerMinute => "tokens a minute",
            BindingLimit.RequestsInFlight => "requests in flight",
            BindingLimit.StorageRequests => "storage requests",
            BindingLimit.WholeDatasetStep => "one step over all records",
            BindingLimit.Training => "the fine-tuning platform",
            _ => "",
        };

    private static Table Stages(RunForecast forecast)
    {
        var table = new Table()
            .Border(TableBorder.None)
            .AddColumns("Stage", "Calls", "Shards", "Tokens in", "Tokens out", "Money", "Time", "Bound by");
        foreach (var column in table.Columns)
        {
            column.NoWrap().Padding(0, 0, 2, 0);
        }

        foreach (var column in table.Columns.Skip(1).Take(6))
        {
            column.RightAligned();
        }

        foreach (var stage in forecast.Stages.Append(forecast.Total))
        {
            table.AddRow(
                new Text(stage.Stage),
                new Text(Figures.Count(stage.Calls)),
                new Text(Figures.Count(stage.Shards)),
                new Text(Number(stage.InputTokens)),
                new Text(Number(stage.OutputTokens)),
                new Text(Figures.Money(stage.Cost)),
                new Text(Time(stage.Seconds)),
                new Text(Text(stage.Limit))
            );
        }

        return table;
    }

    private static Table Uses(RunForecast forecast)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("Model", "Stage", "Calls", "Tokens in", "Tokens out", "Money", "Time");
        foreach (var column in table.Columns)
        {
            column.NoWrap().Padding(0, 0, 2, 0);
        }

        foreach (var column in table.Columns.Skip(2))
        {
            column.RightAligned();
        }

        foreach (var use in forecast.Uses)
        {
            table.AddRow(
                new Text(use.Model),
                new Text(use.Stage),
                new Text(Figures.Count(use.Calls)),
                new Text(Number(use.InputTokens)),
                new Text(Number(use.OutputTokens)),
                new Text(Figures.Money(use.Cost)),
                new Text(Time(use.Seconds))
            );
        }

        return table;
    }

    private static string Assumed(PlanAssumptions assumed) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Assumed: {assumed.InputTokens:0.#} tokens a prompt, {assumed.OutputTokens:0.#} an answer, {assumed.SecondsPerCall:0.##} s a call, {assumed.TrainedTokensPerSecond:N0} trained tokens a second. No cache hits, no retries."
        );

    private static void WriteNotes(IAnsiConsole console, RunForecast forecast)
    {
        WritePipelineNotes(console, forecast.Request);
        if (forecast.Request is PlanRequest { Augmentation: { } augmentation })
        {
            var basis = augmentation.ClassesKnown
                ? "by the labels of the source"
                : "for the classes that would need most, since no label of the source tells them";
            console.WriteLine(
                $"Augmentation, a round: {Figures.Count(augmentation.Calls)} calls for {Figures.Count(augmentation.Texts)} texts, at most {Figures.Count(augmentation.Rows)} new rows; counted {basis}."
            );
        }

        foreach (var warning in forecast.Warnings)
        {
            console.WriteLine($"Limit, {warning.Limit}: {warning.Message}.");
        }

        if (forecast.Total.Cost == 0)
        {
            console.WriteLine(
                "No prices are configured: money is unknown, not zero. Set inputPrice, outputPrice and trainingPrice of the models."
            );
        }

        if (forecast.Request.Models.Any(model => model.Emulated))
        {
            console.WriteLine("Some of the models are Distill's emulator: their prices and limits are settings, not a platform's.");
        }
    }

    private static void WritePipelineNotes(IAnsiConsole console, IPlanRequest request)
    {
        if (request is EvaluationPlanRequest { Choices: > 0 } evaluation)
        {
            console.WriteLine(
                $"Calibration: at most {Figures.Count(evaluation.Choices)} choices of people, each of which every judge is asked about twice."
            );
        }

        if (request is TurnPlanRequest turn)
        {
            console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"At most, for {turn.Records:N0} replies of which {turn.Assumptions.LowShare:0.##} are low: {turn.Low:N0} low, {turn.Drafted:N0} of them drafted for, {turn.Compared:N0} compared. Replayed rows and people's time are not in it."
                )
            );
        }
    }

    private static string Number(double value) =>
        value switch
        {
            >= 1e9 => Scaled(value / 1e9, "B"),
            >= 1e6 => Scaled(value / 1e6, "M"),
            >= 1e4 => Scaled(value / 1e3, "k"),
            _ => value.ToString("N0", CultureInfo.InvariantCulture),
        };

    private static string Bytes(double value) =>
        value switch
        {
            >= 1e12 => Scaled(value / 1e12, " TB"),
            >= 1e9 => Scaled(value / 1e9, " GB"),
            >= 1e6 => Scaled(value / 1e6, " MB"),
            _ => Scaled(value / 1e3, " kB"),
        };

    private static string Scaled(double value, string unit) => value.ToString("0.0", CultureInfo.InvariantCulture) + unit;

    private static string Time(double seconds) =>
        seconds >= 172_800
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0.0} days")
            : Figures.Duration(TimeSpan.FromSeconds(seconds));
}
