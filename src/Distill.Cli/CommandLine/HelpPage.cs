using System.CommandLine;

namespace Distill.Cli.CommandLine;

/// <summary>Writes help: commands grouped by purpose, options, examples. Plain text, at most 100 columns unless a line cannot be broken.</summary>
internal static class HelpPage
{
    private static readonly IReadOnlyDictionary<CommandGroup, string> Titles = new Dictionary<CommandGroup, string>
    {
        [CommandGroup.Start] = "Start here",
        [CommandGroup.Runs] = "Runs",
        [CommandGroup.Data] = "Data",
        [CommandGroup.Models] = "Models online",
        [CommandGroup.Servers] = "Servers",
    };

    /// <summary>The first page.</summary>
    public static void WriteRoot(TextWriter writer, RootCommand root, GlobalOptions options, int width)
    {
        writer.WriteLine(root.Description);
        Section(writer, "Usage", [("distill COMMAND [options]", "")], width);
        foreach (var group in root.Subcommands.OfType<DistillCommand>().GroupBy(command => command.Group).OrderBy(group => group.Key))
        {
            Section(writer, Titles[group.Key], [.. group.Select(command => (Signature(command), command.Description ?? ""))], width);
        }

        Section(writer, "Options of every command", [.. options.All.Select(OptionRow)], width);
        writer.WriteLine();
        writer.WriteLine("distill COMMAND --help shows a command's options with examples.");
        writer.WriteLine("Exit codes: 0 done, 1 the work was begun and failed, 2 wrong usage or input.");
    }

    /// <summary>A command's page.</summary>
    public static void WriteCommand(TextWriter writer, DistillCommand command, GlobalOptions options, int width)
    {
        writer.WriteLine(command.Description);
        Section(writer, "Usage", [($"distill {Signature(command)} [options]", "")], width);
        Section(writer, "Arguments", [.. command.Arguments.Select(argument => (argument.Name, argument.Description ?? ""))], width);
        Section(writer, "Options", [.. command.Options.Select(OptionRow)], width);
        Section(writer, "Options of every command", [.. options.All.Select(OptionRow)], width);
        Section(writer, "Examples", [.. command.Examples.Select(example => (example.CommandLine, example.Purpose))], width);
    }

    private static string Signature(Command command) =>
        string.Join(' ', [command.Name, .. command.Arguments.Select(argument => argument.Name)]);

    private static (string, string) OptionRow(Option option)
    {
        var name = string.Join(", ", [.. option.Aliases, option.Name]);
        var value = option.ValueType == typeof(bool) ? "" : $" {option.HelpName ?? "VALUE"}";
        return (name + value, option.Description ?? "");
    }

    private static void Section(TextWriter writer, string title, IReadOnlyList<(string Left, string Right)> rows, int width)
    {
        if (rows.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine($"{title}:");
        var left = rows.Where(row => row.Right.Length > 0).Select(row => row.Left.Length).DefaultIfEmpty(0).Max();
        var stacked = left > width / 2;
        foreach (var (name, text) in rows)
        {
            if (stacked && text.Length > 0)
            {
                writer.WriteLine($"  {name}");
                writer.WriteLine($"      {text}");
                continue;
            }

            var indent = left + 4;
            var lines = Wrap(text, Math.Max(20, width - indent)).ToList();
            writer.WriteLine($"  {name.PadRight(left)}  {lines.FirstOrDefault()}".TrimEnd());
            foreach (var line in lines.Skip(1))
            {
                writer.WriteLine(new string(' ', indent) + line);
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
