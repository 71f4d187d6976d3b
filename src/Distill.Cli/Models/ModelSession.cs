using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Configuration;
using Distill.ModelEmulator;
using Distill.Providers;
using Distill.Storage.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Distill.Cli.Models;

/// <summary>
/// One configured model, asked from a command without a host. Every answer is journaled in a folder before it is used, so that a command that was stopped
/// and is given again asks and pays only for what is missing.
/// </summary>
internal sealed class ModelSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ModelEmulatorServer? _emulator;

    private ModelSession(ServiceProvider services, ModelEmulatorServer? emulator, ModelEntry model)
    {
        (_services, _emulator, Model) = (services, emulator, model);
    }

    /// <summary>The model.</summary>
    public ModelEntry Model { get; }

    /// <summary>Opens a session; an emulator starts when the configuration asks for it.</summary>
    /// <param name="context">Names the configuration.</param>
    /// <param name="name">The configured model.</param>
    /// <param name="folder">Folder of the journals, made when absent.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CliException">No such model is configured, or the configuration is not valid.</exception>
    public static async Task<ModelSession> OpenAsync(
        CommandContext context,
        string name,
        string folder,
        CancellationToken cancellationToken
    )
    {
        using var settings = new ConfigurationManager();
        HostSettings.AddTo(settings, new LocalHostOptions { ConfigFile = context.ConfigFile });
        var emulator = await EmulatorResolution.StartAsync(
            settings,
            HomeDirectory.Resolve(folder),
            NullLoggerFactory.Instance,
            cancellationToken
        );
        var services = new ServiceCollection()
            .AddDistillLocalStorage(new LocalStorageOptions { Home = folder })
            .AddDistillProviders(new ConfigurationBuilder().AddInMemoryCollection(settings.AsEnumerable()).Build())
            .BuildServiceProvider();
        try
        {
            var models = services.GetRequiredService<IModelCatalog>().Entries;
            return new ModelSession(services, emulator, ConfiguredModel.Find(models, name, "--model", context.ConfigFile));
        }
        catch (Exception wrong)
        {
            await services.DisposeAsync();
            await (emulator?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw wrong is OptionsValidationException
                ? CliException.Usage(wrong.Message, context.ConfigFile, "correct the configuration", wrong)
                : wrong;
        }
    }

    /// <summary>Has the model answer every call, or refuse it.</summary>
    /// <param name="journal">Name of the journal: letters, digits and hyphens.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="parameters">What is asked besides the messages.</param>
    /// <param name="cancellationToken">Stops; what was answered is journaled.</param>
    /// <exception cref="ModelAccessException">The endpoint cannot be reached or the key is wrong.</exception>
    public Task<ShardInferenceResult> AskAsync(
        string journal,
        IReadOnlyList<ChatCall> calls,
        ChatParameters parameters,
        CancellationToken cancellationToken
    ) =>
        _services
            .GetRequiredService<IShardInference>()
            .RunAsync(
                new ShardInferenceRequest
                {
                    Model = Model,
                    Parameters = parameters,
                    JournalPath = $"runs/command/{journal}.jsonl",
                    RequestsPerMinute = Model.RequestsPerMinute,
                    TokensPerMinute = Model.TokensPerMinute,
                    MaxConcurrency = Model.MaxConcurrency,
                    UseCache = false,
                },
                calls,
                cancellationToken
            );

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
