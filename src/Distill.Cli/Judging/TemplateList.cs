using Distill.Cli.Terminal;
using Distill.Core.Judging.Templates;
using Spectre.Console;

namespace Distill.Cli.Judging;

/// <summary>Shows the library of judge prompts.</summary>
internal static class TemplateList
{
    /// <summary>All presets in short, or with a name the text of one, fit to be copied into a file.</summary>
    public static void Write(CliTerminal terminal) =>
        terminal.Write(
            JudgePresets.All,
            console =>
            {
                var table = new Table().Border(TableBorder.Simple).AddColumns("Name", "What for", "Dimensions");
                foreach (var preset in JudgePresets.All)
                {
                    table.AddRow(
                        new Text(preset.Name),
                        new Text(preset.Description),
                        new Text(string.Join(", ", preset.Dimensions.Select(dimension => dimension.Name)))
                    );
                }

                console.Write(table);
                console.WriteLine(
                    "distill judge --template NAME uses one; distill judge --templates --json shows their texts, to be changed and kept in a file."
                );
            }
        );
}
