using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Distill.Cli.Terminal;

/// <summary>The two streams of a command. With <c>--json</c> stdout carries one JSON document and nothing else; people read stderr then.</summary>
internal sealed class CliTerminal
{
    // Wide enough that nothing a person may want to grep is ever broken over lines.
    private const int RedirectedWidth = 400;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly TerminalSettings _settings;

    /// <summary>A terminal of these settings.</summary>
    public CliTerminal(TerminalSettings settings)
    {
        _settings = settings;
        Notes = Create(settings.Error, settings.ErrorIsTerminal);
        Results = settings.Json ? Notes : Create(settings.Out, settings.OutIsTerminal);
    }

    /// <summary>Results for people.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Progress, notes and errors for people; always stderr.</summary>
    public IAnsiConsole Notes { get; }

    /// <summary>True for machine-readable output.</summary>
    public bool Json => _settings.Json;

    /// <summary>True when progress may be drawn with control codes.</summary>
    public bool Draws => _settings.ErrorIsTerminal;

    /// <summary>True when stack traces are wanted.</summary>
    public bool Verbose => _settings.Verbose;

    /// <summary>Writes <paramref name="value"/> to stdout when output is machine-readable, else runs <paramref name="forPeople"/>.</summary>
    public void Write<T>(T value, Action<IAnsiConsole> forPeople)
    {
        if (Json)
        {
            _settings.Out.WriteLine(JsonSerializer.Serialize(value, JsonOptions));
            _settings.Out.Flush();
        }
        else
        {
            forPeople(Results);
        }
    }

    private IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = isTerminal && !_settings.NoColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(isTerminal ? writer : new TrimmingWriter(writer)),
            }
        );
        if (_settings.Width is { } width)
        {
            console.Profile.Width = width;
        }
        else if (!isTerminal)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
