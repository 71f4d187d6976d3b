using Distill.Cli.Progress;
using Distill.Cli.Splitting;
using Distill.Core.Augmentation;
using Distill.Core.Models;
using Spectre.Console;

namespace Distill.Cli.Augmenting;

/// <summary>Shows what an augmentation will do, and what it did.</summary>
internal static class AugmentationView
{
    /// <summary>Writes a plan.</summary>
    public static void WritePlan(IAnsiConsole console, PreparedAugmentation prepared, AugmentationPlan plan, ModelEntry model)
    {
        console.WriteLine($"{Figures.Count(prepared.Rows)} rows, target {plan.Target}.");
        var table = Table("Class", "Have", "Want", "Seeds", "Calls", "Expected", "Tokens in", "Tokens out", "Money");
        foreach (var planned in plan.Classes)
        {
            Row(
                table,
                ClassName.Of(planned.Label),
                Figures.Count(planned.Have),
                Figures.Count(planned.Want),
                Figures.Count(planned.Calls == 0 ? 0 : planned.Seeds),
                Figures.Count(planned.Calls),
                Figures.Count(planned.Expected),
                Figures.Count(planned.InputTokens),
                Figures.Count(planned.OutputTokens),
                Figures.Money(planned.Cost)
            );
        }

        console.Write(table);
        console.WriteLine(
            $"In all {Figures.Count(plan.Calls)} calls for texts and at most as many answers as texts, {Figures.Money(plan.Cost)} at most, by the prices of {model.Name}."
        );
        Notes(console, prepared, plan, model);
    }

    /// <summary>Writes a result.</summary>
    public static void WriteResult(IAnsiConsole console, AugmentationResult result)
    {
        var classes = Table("Class", "Rows", "Wanted", "Added", "Rows now");
        foreach (var yield in result.Classes)
        {
            Row(
                classes,
                ClassName.Of(yield.Label),
                Figures.Count(yield.Before),
                Figures.Count(yield.Want),
                Figures.Count(yield.Added),
                Figures.Count(yield.After)
            );
        }

        console.Write(classes);
        var methods = Table("Method", "Calls", "Texts", "Kept");
        foreach (var method in result.Methods)
        {
            Row(methods, method.Method, Figures.Count(method.Calls), Figures.Count(method.Texts), Figures.Count(method.Kept));
        }

        console.Write(methods);
        var drops = result.Drops.Select(drop => $"{drop.Key} {Figures.Count(drop.Value)}");
        console.WriteLine($"Not used: {(result.Drops.Count == 0 ? "none" : string.Join(", ", drops))}.");
        console.WriteLine($"{Figures.Count(result.Added)} new rows for {Figures.Money(result.Cost)}.");
    }

    private static void Notes(IAnsiConsole console, PreparedAugmentation prepared, AugmentationPlan plan, ModelEntry model)
    {
        if (plan.BudgetLimited)
        {
            console.WriteLine("The budget allows fewer calls than the target asks for; all classes are cut alike.");
        }

        if (plan.Missing > 0 && prepared.Classes.Read is null)
        {
            console.WriteLine(
                "The file's answers do not name their class, so the class of new rows cannot be checked: it is taken from the seed."
            );
        }

        if (model is { InputPrice: 0, OutputPrice: 0 })
        {
            console.WriteLine("No prices are configured: money is unknown, not zero.");
        }

        if (model.Emulated)
        {
            console.WriteLine("The model is Distill's emulator: it puts clauses of its own labelled rows together, it does not write.");
        }
    }

    private static Table Table(params string[] headings)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(headings);
        for (var index = 0; index < headings.Length; index++)
        {
            var column = table.Columns[index].NoWrap().Padding(0, 0, 2, 0);
            _ = index > 0 ? column.RightAligned() : column;
        }

        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
