using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator;

/// <summary>The emulator as a program: settings from <c>appsettings.json</c>, environment variables and arguments (<c>--Emulator:Port 8080</c>).</summary>
internal static class EmulatorProgram
{
    private static async Task<int> Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Configuration.AddEnvironmentVariables("DISTILL_").AddCommandLine(args);
        var options = builder.Configuration.GetSection(EmulatorOptions.Section).Get<EmulatorOptions>() ?? new EmulatorOptions();
        using var host = builder.Build();
        try
        {
            await using var server = await ModelEmulatorServer.StartAsync(options, host.Services.GetRequiredService<ILoggerFactory>());
            await Console.Out.WriteLineAsync($"Model emulator listening on {server.Endpoint}");
            await host.RunAsync();
            return 0;
        }
        catch (Exception exception) when (exception is OptionsValidationException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }
}
