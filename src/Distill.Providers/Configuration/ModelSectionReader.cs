using System.Text.RegularExpressions;
using Distill.Core.Models;
using Microsoft.Extensions.Configuration;

namespace Distill.Providers.Configuration;

/// <summary>Reads the section <c>Models</c>, one model a child.</summary>
internal static partial class ModelSectionReader
{
    private const int MostPerMinute = 1_000_000_000;
    private const decimal HighestPrice = 1_000_000;

    public static void Read(IConfigurationSection section, ModelsOptions options)
    {
        foreach (var model in section.GetChildren())
        {
            options.Entries[model.Key] = ReadModel(model, options.Errors);
        }
    }

    private static ModelEntry ReadModel(IConfigurationSection section, List<string> errors)
    {
        var settings = new SettingReader(section, errors);
        var entry = new ModelEntry
        {
            Name = section.Key,
            Endpoint = ReadEndpoint(settings),
            Model = settings.RequiredText(nameof(ModelEntry.Model), "the provider's name of the model"),
            ApiKeyVariable = ReadKeyVariable(settings),
            RequestsPerMinute = settings.Number(nameof(ModelEntry.RequestsPerMinute), 1, MostPerMinute),
            TokensPerMinute = settings.Number(nameof(ModelEntry.TokensPerMinute), 1, MostPerMinute),
            MaxConcurrency = settings.Number(nameof(ModelEntry.MaxConcurrency), 1, 4096) ?? 64,
            InputPrice = settings.Number(nameof(ModelEntry.InputPrice), 0, HighestPrice) ?? 0,
            OutputPrice = settings.Number(nameof(ModelEntry.OutputPrice), 0, HighestPrice) ?? 0,
            TrainingPrice = settings.Number(nameof(ModelEntry.TrainingPrice), 0, HighestPrice) ?? 0,
            ContextLength = settings.Number(nameof(ModelEntry.ContextLength), 1, 1_000_000_000),
            TimeoutSeconds = settings.Number(nameof(ModelEntry.TimeoutSeconds), 0.1, 86_400) ?? 120,
            Emulated = settings.Flag(nameof(ModelEntry.Emulated)),
        };
        settings.ReportUnknown();
        return entry;
    }

    private static Uri ReadEndpoint(SettingReader settings)
    {
        const string key = nameof(ModelEntry.Endpoint);
        var nowhere = new Uri("http://invalid.invalid");
        var text = settings.RequiredText(key, "the base address of an OpenAI-compatible API, for example https://api.example.com/v1");
        if (text.Length == 0)
        {
            return nowhere;
        }

        if (string.Equals(text, "emulator", StringComparison.OrdinalIgnoreCase))
        {
            return settings.Report(
                key,
                "is 'emulator', which only a host that runs the emulator can use; give its address instead.",
                nowhere
            );
        }

        var valid =
            Uri.TryCreate(text, UriKind.Absolute, out var endpoint)
            && endpoint.Scheme is "http" or "https"
            && endpoint.UserInfo.Length == 0;
        return valid
            ? endpoint!
            : settings.Report(key, $"is '{text}', but must be an absolute http or https address without user name.", nowhere);
    }

    // The value is not repeated in the message: whoever takes the setting for the key itself must not find it in a log.
    private static string? ReadKeyVariable(SettingReader settings)
    {
        const string key = nameof(ModelEntry.ApiKeyVariable);
        var name = settings.Text(key);
        return name is null || VariableName().IsMatch(name)
            ? name
            : settings.Report<string?>(
                key,
                "must be the name of an environment variable (letters, digits, underscores), not the key itself.",
                null
            );
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
