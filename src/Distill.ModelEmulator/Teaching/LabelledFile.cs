using System.Text;
using System.Text.Json;
using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Teaching;

/// <summary>Reads the labelled rows a teacher learns from.</summary>
internal static class LabelledFile
{
    /// <summary>The rows with text and label, and the number of those without.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It has no such columns, or no usable row.</exception>
    public static (List<TrainingPair> Rows, int Skipped) Read(TeachingOptions options)
    {
        var path = options.TrainingFile!;
        var rows = new List<TrainingPair>();
        var skipped = 0;
        foreach (var (text, label) in ReadCells(path, options))
        {
            if (string.IsNullOrWhiteSpace(text) || string.IsNullOrWhiteSpace(label))
            {
                skipped++;
                continue;
            }

            rows.Add(new TrainingPair(text.Trim(), label.Trim()));
        }

        return rows.Count > 0
            ? (rows, skipped)
            : throw new InvalidDataException($"'{path}' has no row with '{options.TextColumn}' and '{options.LabelColumn}'.");
    }

    private static IEnumerable<(string? Text, string? Label)> ReadCells(string path, TeachingOptions options) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jsonl" => File.ReadLines(path).Where(line => line.Length > 0).Select(line => ReadObject(line, options)),
            ".csv" => ReadTable(path, ReadQuoted(path), options),
            _ => ReadTable(path, File.ReadLines(path).Select(line => line.Split('\t')), options),
        };

    private static (string? Text, string? Label) ReadObject(string line, TeachingOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return (TextOf(document.RootElement.Find(options.TextColumn)), TextOf(document.RootElement.Find(options.LabelColumn)));
        }
        catch (JsonException)
        {
            // Counted and reported by the caller, as every row without text or label.
            return (null, null);
        }
    }

    private static string? TextOf(JsonElement? value) => value?.ToString();

    private static IEnumerable<(string? Text, string? Label)> ReadTable(string path, IEnumerable<string[]> lines, TeachingOptions options)
    {
        var (text, label) = (-1, -1);
        foreach (var cells in lines)
        {
            if (text < 0)
            {
                text = Array.IndexOf(cells, options.TextColumn);
                label = Array.IndexOf(cells, options.LabelColumn);
                if (text < 0 || label < 0)
                {
                    throw new InvalidDataException(
                        $"'{path}' needs the columns '{options.TextColumn}' and '{options.LabelColumn}'; it has: {string.Join(", ", cells)}."
                    );
                }

                continue;
            }

            yield return (cells.ElementAtOrDefault(text), cells.ElementAtOrDefault(label));
        }
    }

    /// <summary>Rows of a CSV file (RFC 4180).</summary>
    private static IEnumerable<string[]> ReadQuoted(string path)
    {
        using var reader = new StreamReader(path);
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (int next; (next = reader.Read()) >= 0; )
        {
            var c = (char)next;
            if (c == '"')
            {
                if (quoted && reader.Peek() == '"')
                {
                    cell.Append((char)reader.Read());
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                cell.Append(c);
            }
            else if (c != '\r')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return [.. cells];
                    cells.Clear();
                }
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            yield return [.. cells, cell.ToString()];
        }
    }
}
