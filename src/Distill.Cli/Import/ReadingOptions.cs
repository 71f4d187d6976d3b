using System.CommandLine;
using Distill.Core.Formats;
using Distill.Core.Formats.Encodings;

namespace Distill.Cli.Import;

/// <summary>The options of every command that reads a file of records.</summary>
internal static class ReadingOptions
{
    /// <summary><c>--format</c>.</summary>
    public static Option<string> Format()
    {
        var option = new Option<string>("--format")
        {
            Description = $"{string.Join(", ", ImportFormats.All)}. Default: auto, by name and content",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => ImportFormats.Auto,
        };
        option.AcceptOnlyFromAmong([.. ImportFormats.All]);
        return option;
    }

    /// <summary><c>--encoding</c>.</summary>
    public static Option<string> Encoding()
    {
        var option = new Option<string>("--encoding")
        {
            Description = $"{string.Join(", ", TextEncodings.All)}. Default: auto, by byte order mark and content",
            HelpName = "NAME",
            DefaultValueFactory = _ => TextEncodings.Auto,
        };
        option.AcceptOnlyFromAmong([.. TextEncodings.All]);
        return option;
    }

    /// <summary><c>--map</c>.</summary>
    public static Option<string[]> Map() =>
        new("--map")
        {
            Description = "Column or JSON path of a part: prompt, template, response, system, id, label.NAME, meta.NAME; repeatable",
            HelpName = "PART=FIELD",
            DefaultValueFactory = _ => [],
        };
}
