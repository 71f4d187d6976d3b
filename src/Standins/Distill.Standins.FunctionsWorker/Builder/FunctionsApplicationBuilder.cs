using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builder of an isolated worker app. This stand-in collects what an app configures; only the official package can build it.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly HostApplicationBuilder builder;

    internal FunctionsApplicationBuilder(string[]? args)
    {
        builder = Host.CreateApplicationBuilder(args);
    }

    /// <inheritdoc />
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)builder).Properties;

    /// <inheritdoc />
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <inheritdoc cref="IHostApplicationBuilder.Configuration" />
    public ConfigurationManager Configuration => builder.Configuration;

    /// <inheritdoc />
    public IHostEnvironment Environment => builder.Environment;

    /// <inheritdoc />
    public ILoggingBuilder Logging => builder.Logging;

    /// <inheritdoc />
    public IMetricsBuilder Metrics => builder.Metrics;

    /// <inheritdoc />
    public IServiceCollection Services => builder.Services;

    /// <summary>The worker's host.</summary>
    /// <exception cref="PlatformNotSupportedException">Always in this stand-in: it holds no worker.</exception>
    public IHost Build() =>
        throw new PlatformNotSupportedException(
            "This build has the API of the Azure Functions worker without the worker. Build with -p:AzurePackages=true to run on Azure; run 'distill up' on this machine."
        );

    /// <inheritdoc />
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null
    )
        where TContainerBuilder : notnull => builder.ConfigureContainer(factory, configure);
}
