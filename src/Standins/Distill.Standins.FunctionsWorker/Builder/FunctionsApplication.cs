namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Entry point of an isolated worker app.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with the worker's defaults.</summary>
    /// <param name="args">Command line of the process.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
