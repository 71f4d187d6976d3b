using Distill.ModelEmulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Hosting;

/// <summary>Models with <c>endpoint: emulator</c> are served by a model emulator in this process; its real address takes the word's place.</summary>
public static class EmulatorResolution
{
    private const string Models = "Models";
    private const string Word = "emulator";

    /// <summary>Starts the emulator when a model asks for it and writes its address into the configuration.</summary>
    /// <param name="settings">The configuration; the emulator's own settings are its section <c>Emulator</c>.</param>
    /// <param name="home">Holds the emulator's data unless its settings name another folder.</param>
    /// <param name="loggers">Its logs.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The emulator, or null when no model asks for one.</returns>
    public static async Task<ModelEmulatorServer?> StartAsync(
        IConfigurationManager settings,
        HomeDirectory home,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var emulated = settings.GetSection(Models).GetChildren().Where(IsEmulated).Select(model => model.Key).ToList();
        if (emulated.Count == 0)
        {
            return null;
        }

        var options = new EmulatorOptions();
        settings.GetSection(EmulatorOptions.Section).Bind(options);
        options.DataDirectory ??= home.Emulator;
        var server = await ModelEmulatorServer.StartAsync(options, loggers, cancellationToken);
        settings.AddInMemoryCollection(emulated.SelectMany(name => Settings(name, server.Endpoint)));
        return server;
    }

    private static bool IsEmulated(IConfigurationSection model) =>
        string.Equals(model["Endpoint"], Word, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, string?>> Settings(string name, Uri endpoint) =>
        [new($"{Models}:{name}:Endpoint", endpoint.ToString()), new($"{Models}:{name}:Emulated", "true")];
}
