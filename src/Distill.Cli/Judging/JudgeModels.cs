using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Normalization;
using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Configuration;
using Distill.ModelEmulator;
using Distill.Providers;
using Distill.Storage.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distill.Cli.Judging;

/// <summary>The configured models, callable without a host; what they answer is journaled in a folder. One process uses a folder at a time.</summary>
internal sealed class JudgeModels : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ModelEmulatorServer? _emulator;

    private JudgeModels(ServiceProvider services, ModelEmulatorServer? emulator)
    {
        _services = services;
        _emulator = emulator;
    }

    /// <summary>Calls models.</summary>
    public IShardInference Inference => _services.GetRequiredService<IShardInference>();

    /// <summary>Opens them; an emulator is started when a model asks for it.</summary>
    /// <param name="context">Names the configuration.</param>
    /// <param name="journal">The folder.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<JudgeModels> OpenAsync(CommandContext context, string journal, CancellationToken cancellationToken)
    {
        var settings = new ConfigurationManager();
        HostSettings.AddTo(settings, new LocalHostOptions { ConfigFile = context.ConfigFile, Settings = context.Settings });
        var home = HomeDirectory.Resolve(journal);
        home.EnsureWritable();
        var emulator = await EmulatorResolution.StartAsync(settings, home, NullLoggerFactory.Instance, cancellationToken);
        try
        {
            var services = new ServiceCollection()
                .AddDistillProviders(settings)
                .AddDistillLocalStorage(new LocalStorageOptions { Home = home.Path })
                .BuildServiceProvider();
            return new JudgeModels(services, emulator);
        }
        catch when (emulator is not null)
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>The model of a name.</summary>
    /// <exception cref="CliException">There is none; the message lists those there are.</exception>
    public ModelEntry Get(string name, string? configFile)
    {
        var known = _services.GetRequiredService<IModelCatalog>().Entries;
        if (known.TryGetValue(name, out var model))
        {
            return model;
        }

        var nearest = NearestName.Find(name, known.Keys) is { } near ? $" Did you mean '{near}'?" : "";
        throw CliException.Usage(
            $"no model '{name}' is configured.{nearest}",
            $"--judge, {configFile ?? "no distill.yaml here"}",
            known.Count > 0
                ? $"name one of {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}"
                : "add it under 'models' of distill.yaml, or name a configuration with --config"
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }
}
