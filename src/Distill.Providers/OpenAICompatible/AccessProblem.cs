using Distill.Core.Models;

namespace Distill.Providers.OpenAICompatible;

/// <summary>Messages for a model that cannot be used: what, where, and the remedy. They name the key's variable, never the key.</summary>
internal static class AccessProblem
{
    public static string MissingKey(ModelEntry model) =>
        $"Model '{model.Name}' needs a key, but the environment variable {model.ApiKeyVariable} is not set. Set it, or correct Models:{model.Name}:ApiKeyVariable.";

    public static string WrongKey(ModelEntry model, int status) =>
        model.ApiKeyVariable is { } variable
            ? $"Model '{model.Name}': {model.Endpoint} does not accept the key in the environment variable {variable} (HTTP {status}). Set it to a valid key that may use '{model.Model}'."
            : $"Model '{model.Name}': {model.Endpoint} asks for a key (HTTP {status}). Name its environment variable in Models:{model.Name}:ApiKeyVariable.";

    public static string UnknownModel(ModelEntry model, string said) =>
        $"Model '{model.Name}': {model.Endpoint} does not serve '{model.Model}'{Said(said)}. Correct Models:{model.Name}:Model or Models:{model.Name}:Endpoint.";

    public static string OutOfQuota(ModelEntry model, string said) =>
        $"Model '{model.Name}': the account at {model.Endpoint} has no quota left{Said(said)}. Top it up, then start the run again: what was answered is kept.";

    public static string WrongAddress(ModelEntry model, int status) =>
        $"Model '{model.Name}': {model.Endpoint} is no OpenAI-compatible API (HTTP {status}). Correct Models:{model.Name}:Endpoint; it usually ends with /v1.";

    public static string Unreachable(ModelEntry model, string cause) =>
        $"Model '{model.Name}': {model.Endpoint} cannot be reached ({cause}). Check Models:{model.Name}:Endpoint and the network.";

    private static string Said(string said) => said.Length == 0 ? "" : $" ({said})";
}
