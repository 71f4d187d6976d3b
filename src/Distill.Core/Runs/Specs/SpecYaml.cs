using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Distill.Core.Runs.Specs;

/// <summary>Reads YAML, saying in the product's own words where it is none.</summary>
internal static class SpecYaml
{
    /// <summary>The documents in a text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="file">Its name for messages.</param>
    /// <exception cref="InvalidRunSpecException">The text is not YAML.</exception>
    public static IList<YamlDocument> Load(string text, string file)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (InvalidOperationException)
        {
            // How the parser's state machine takes some unclosed lists.
            var at = parser.Current?.End ?? Mark.Empty;
            throw Invalid(file, at.Line, at.Column, "This is not YAML: a list or group is not closed.", "Close it.");
        }
        catch (YamlException error)
        {
            throw Invalid(file, error.Start.Line, error.Start.Column, $"This is not YAML: {Reason(error)}", "Mend the line.");
        }

        return stream.Documents;
    }

    /// <summary>One error at one place.</summary>
    public static InvalidRunSpecException Invalid(string file, long line, long column, string message, string remedy) =>
        new([new SpecError(file, line, column, "", message, remedy)]);

    private static string Reason(YamlException error) => (error.InnerException?.Message ?? error.Message).TrimEnd('.') + ".";
}
